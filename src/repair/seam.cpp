// SPDX-License-Identifier: Apache-2.0
// Two halves of a word are joined when the whole is much more frequent than two words would stand
// side by side by chance: n(ab) against n(a) n(b) / N, both smoothed (references/repair.md, 9). All
// in integers; the logarithm is counted from the bits.
#include "repair/seam.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "base/word_key.h"

namespace galley {

namespace {

constexpr auto kAsciiLetters = [] {
  std::array<bool, 128> letters{};
  for (unsigned c = 'a'; c <= 'z'; ++c) letters[c] = letters[c - 'a' + 'A'] = true;
  return letters;
}();

bool is_word_letter(char32_t code_point) {
  if (code_point < 128) return kAsciiLetters[code_point];
  return is_in(character_class(code_point), kSpacedLetterClasses);
}

// Smoothing: a twentieth of an occurrence for the whole, a fiftieth for the two halves.
constexpr std::uint64_t kWholeSmoothing = 20;
constexpr std::uint64_t kHalvesSmoothing = 50;
constexpr std::uint64_t kMostHalves = std::uint64_t{1} << 56;  // so that no product overflows

}  // namespace

std::string_view last_word(std::string_view line) {
  const char* at = line.data() + line.size();
  const char* const begin = line.data();
  while (at != begin) {
    const char* before = at;
    if (!is_word_letter(previous_code_point(before))) break;
    at = before;
  }
  return line.substr(static_cast<std::size_t>(at - begin));
}

std::string_view first_word(std::string_view line) {
  const char* at = line.data();
  const char* const end = at + line.size();
  while (at != end) {
    const char* behind = at;
    if (!is_word_letter(next_code_point(behind))) break;
    at = behind;
  }
  return line.substr(0, static_cast<std::size_t>(at - line.data()));
}

namespace {

// The words at a break and the keys of what is asked of the vocabulary.
struct Asked {
  Seam seam;
  std::uint64_t last = 0, first = 0, joined = 0;
  bool asks_last = false, asks_first = false;

  void ask_for_words() {
    asks_last = !seam.last.empty();
    asks_first = !seam.first.empty();
  }
};

Asked ask_by_character(std::string_view before, std::string_view behind) {
  Asked asked;
  Seam& seam = asked.seam;
  seam.last = last_word(before);
  seam.first = first_word(behind);
  WordKey joined;
  joined.add(seam.last);
  asked.last = joined.value();
  joined.add(seam.first);
  asked.joined = joined.value();
  asked.first = word_key(seam.first);
  asked.ask_for_words();
  return asked;
}

// ASCII letters in lower case; 0 for other ASCII, kUnfolded for all else.
constexpr std::uint8_t kUnfolded = 1;
constexpr auto kFolded = [] {
  std::array<std::uint8_t, 256> folded{};
  for (unsigned c = 'a'; c <= 'z'; ++c) {
    folded[c] = folded[c - 'a' + 'A'] = static_cast<std::uint8_t>(c);
  }
  for (unsigned c = 128; c < 256; ++c) folded[c] = kUnfolded;
  return folded;
}();

// The same in one pass where the words are of ASCII letters.
Asked ask(std::string_view text, const Line& line, const Line& next) {
  const auto folded = [&](std::size_t at) { return kFolded[static_cast<unsigned char>(text[at])]; };
  std::size_t begin = line.end;
  while (begin != line.begin && folded(begin - 1) > kUnfolded) --begin;
  bool plain = begin == line.begin || folded(begin - 1) != kUnfolded;
  Asked asked;
  WordKey joined, first;
  for (std::size_t at = begin; at != line.end; ++at) joined.add_folded(folded(at));
  asked.last = joined.value();
  std::size_t end = next.begin;
  for (; end != next.end && folded(end) > kUnfolded; ++end) {
    first.add_folded(folded(end));
    joined.add_folded(folded(end));
  }
  plain &= end == next.end || folded(end) != kUnfolded;
  if (!plain) {
    return ask_by_character(text.substr(line.begin, line.end - line.begin),
                            text.substr(next.begin, next.end - next.begin));
  }
  asked.first = first.value();
  asked.joined = joined.value();
  asked.seam.last = text.substr(begin, line.end - begin);
  asked.seam.first = text.substr(next.begin, end - next.begin);
  asked.ask_for_words();
  return asked;
}

// By what the lines end and begin in.
Asked ask_by_class(std::string_view text, const Line& line, const Line& next) {
  if (is_ideographic(line.last_class) && is_ideographic(next.first_class)) {
    return {{},
            character_key(line.last),
            character_key(next.first),
            pair_key(line.last, next.first),
            true,
            true};
  }
  const bool has_words =
      is_in(line.last_class, kSpacedLetterClasses) || is_in(next.first_class, kSpacedLetterClasses);
  return has_words ? ask(text, line, next) : Asked();
}

[[gnu::always_inline]] inline void prefetch(const Asked& asked, const Vocabulary& vocabulary) {
  if (asked.asks_last) vocabulary.prefetch(asked.last);
  if (asked.asks_first) vocabulary.prefetch(asked.first);
  if (asked.asks_last && asked.asks_first) vocabulary.prefetch(asked.joined);
}

Seam answer(const Asked& asked, const Vocabulary& vocabulary) {
  Seam seam = asked.seam;
  if (asked.asks_last) seam.last_count = vocabulary.count(asked.last);
  if (asked.asks_first) seam.first_count = vocabulary.count(asked.first);
  if (asked.asks_last && asked.asks_first) seam.joined_count = vocabulary.count(asked.joined);
  return seam;
}

// How many breaks ahead of the answers the vocabulary is asked: it lies in memory, not in a cache.
constexpr std::size_t kAhead = 8;

}  // namespace

Seam read_seam(std::string_view text, const Line& line, const Line& next,
               const Vocabulary& vocabulary) {
  return answer(ask(text, line, next), vocabulary);
}

void read_seams(std::string_view text, std::span<const Line> lines, const Vocabulary& vocabulary,
                std::span<Seam> seams) {
  std::array<Asked, kAhead> asked;
  const std::size_t breaks = seams.size();
  for (std::size_t i = 0; i < breaks + kAhead; ++i) {
    Asked& slot = asked[i % kAhead];
    if (i >= kAhead && i - kAhead < breaks) seams[i - kAhead] = answer(slot, vocabulary);
    if (i >= breaks) continue;
    slot = ask_by_class(text, lines[i], lines[i + 1]);
    prefetch(slot, vocabulary);
  }
}

int joined_score(const Seam& seam, std::uint64_t words) {
  // (n + 1/20) / (a b / N + 1/50)  =  (20 n + 1) 50 N / (20 (50 a b + N))
  const std::uint64_t whole = std::uint64_t{seam.joined_count} * kWholeSmoothing + 1;
  std::uint64_t halves = std::uint64_t{seam.last_count} * seam.first_count;
  halves = std::min<std::uint64_t>(halves, kMostHalves) * kHalvesSmoothing + words;
  return log2_eighths(whole * kHalvesSmoothing) + log2_eighths(words) - log2_eighths(halves) -
         log2_eighths(kWholeSmoothing);
}

int pair_score(const Vocabulary& vocabulary, char32_t before, char32_t behind) {
  Seam seam;
  seam.last_count = vocabulary.count(character_key(before));
  seam.first_count = vocabulary.count(character_key(behind));
  seam.joined_count = vocabulary.count(pair_key(before, behind));
  return pair_score(seam, vocabulary.pairs());
}

int pair_score(const Seam& seam, std::uint64_t pairs) {
  if (seam.last_count < 20 || seam.first_count < 20) return 0;
  // (n(xy) + 1/8) N / (n(x) n(y)), in eighths of a binary order.
  return log2_eighths(std::uint64_t{seam.joined_count} * 8 + 1) - 24 + log2_eighths(pairs) -
         log2_eighths(seam.last_count) - log2_eighths(seam.first_count);
}

}  // namespace galley
