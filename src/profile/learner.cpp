// SPDX-License-Identifier: Apache-2.0
// One pass over a document's text, token by token (what spaces part). Words are letters with
// apostrophes and hyphens inside; the first and last token of a line are left out, for they may be
// halves. Between Han and Kana every neighbouring pair counts, also the pairs that a single space
// parts. A small cache in front of the sketch takes the frequent words, so that most words cost no
// cache miss.
//
// Left out: words of scripts without spaces other than Han and Kana, and numbers.
#include <algorithm>
#include <array>
#include <cstring>

#include "base/characters.h"
#include "base/count_cells.h"
#include "base/utf8.h"
#include "base/word_key.h"
#include "galley/profile.h"

namespace galley {

namespace {

constexpr std::size_t kCacheSlots = std::size_t{1} << 14;
constexpr std::size_t kMostFurnitureBytes = 120;
constexpr int kFurnitureLines = 2;
constexpr char32_t kMostCounted = 0x10000;

constexpr std::uint32_t kWordClasses = kSpacedLetterClasses & ~class_bit(CharacterClass::kMark);

bool is_apostrophe(char32_t code_point) {
  return code_point == U'\'' || code_point == 0x2019;
}

// ASCII letters in lower case; 0 for all else.
constexpr auto kAsciiLetters = [] {
  std::array<std::uint8_t, 256> letters{};
  for (unsigned c = 'a'; c <= 'z'; ++c) {
    letters[c] = letters[c - 'a' + 'A'] = static_cast<std::uint8_t>(c);
  }
  return letters;
}();

// The words inside one token, one after another.
class TokenWords {
 public:
  explicit TokenWords(std::string_view token) : at_(token.data()), end_(at_ + token.size()) {}

  // Moves to the next word and makes its key; false at the end.
  bool next(std::uint64_t& key) {
    char32_t code_point = 0;
    CharacterClass kind = CharacterClass::kOther;
    do {
      if (at_ == end_) return false;
      code_point = next_code_point(at_);
      kind = character_class(code_point);
    } while (!is_in(kind, kWordClasses));
    WordKey word;
    word.add(code_point);
    ends_in_hyphen_ = false;
    while (at_ != end_) {
      const char* behind = at_;
      code_point = next_code_point(behind);
      kind = character_class(code_point);
      if (is_in(kind, kSpacedLetterClasses)) {
        word.add(code_point);
      } else if (kind == CharacterClass::kHyphen && is_letter_next(behind)) {
        word.add(U'-');
      } else if (is_apostrophe(code_point) && is_letter_next(behind)) {
        word.add(U'\'');
      } else {
        ends_in_hyphen_ = kind == CharacterClass::kHyphen && behind == end_;
        break;
      }
      at_ = behind;
    }
    key = word.value();
    return true;
  }

  // Whether a hyphen at the end of the token followed the word.
  [[nodiscard]] bool ends_in_hyphen() const { return ends_in_hyphen_; }

 private:
  [[nodiscard]] bool is_letter_next(const char* at) const {
    return at != end_ && is_in(character_class(next_code_point(at)), kSpacedLetterClasses);
  }

  const char* at_;
  const char* end_;
  bool ends_in_hyphen_ = false;
};

std::string_view first_word(std::string_view token) {
  const char* at = token.data();
  const char* const end = at + token.size();
  while (at != end) {
    const char* behind = at;
    if (!is_in(character_class(next_code_point(behind)), kSpacedLetterClasses)) break;
    at = behind;
  }
  return token.substr(0, static_cast<std::size_t>(at - token.data()));
}

}  // namespace

ProfileLearner::ProfileLearner() : cache_(kCacheSlots), characters_(kMostCounted) {}

void ProfileLearner::count(std::uint64_t key) {
  Cached& slot = cache_[key % kCacheSlots];
  if (slot.key != key) {
    if (slot.count != 0) add_soon(slot);
    slot = {key, 0};
  }
  ++slot.count;
}

// The cells lie in memory, not in a cache: they are asked for first and added to later.
void ProfileLearner::add_soon(const Cached& counted) {
  Cached& oldest = waiting_[next_waiting_++ % waiting_.size()];
  std::uint32_t* const cells = profile_.cells_.data();
  const std::size_t size = profile_.cells_.size();
  if (oldest.count != 0) add_to_cells(cells, size, oldest.key, oldest.count);
  oldest = counted;
  __builtin_prefetch(cells + cells_of(counted.key, size).first, 1);
}

void ProfileLearner::flush() {
  std::uint32_t* const cells = profile_.cells_.data();
  const std::size_t size = profile_.cells_.size();
  for (Cached& counted : waiting_) {
    if (counted.count != 0) add_to_cells(cells, size, counted.key, counted.count);
    counted = {};
  }
  for (Cached& slot : cache_) {
    if (slot.count != 0) add_to_cells(cells, size, slot.key, slot.count);
    slot = {};
  }
  for (char32_t c = 0; c < kMostCounted; ++c) {
    if (characters_[c] != 0) add_to_cells(cells, size, character_key(c), characters_[c]);
    characters_[c] = 0;
  }
}

Profile ProfileLearner::take() {
  flush();
  Profile taken = std::move(profile_);
  profile_ = Profile();
  return taken;
}

void ProfileLearner::learn(const Document& document) {
  ++profile_.totals_[Profile::kDocumentTotal];
  std::string_view left = document.text;
  while (!left.empty()) {
    const std::string_view page = left.substr(0, left.find('\f'));
    learn_page(page);
    left.remove_prefix(std::min(left.size(), page.size() + 1));
  }
}

void ProfileLearner::learn_page(std::string_view page) {
  ++profile_.totals_[Profile::kPageTotal];
  std::string_view feet[kFurnitureLines];
  std::size_t lines = 0;
  while (!page.empty()) {
    const std::string_view line = page.substr(0, page.find('\n'));
    page.remove_prefix(std::min(page.size(), line.size() + 1));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    learn_line(line);
    if (line.size() <= kMostFurnitureBytes) {
      if (lines < kFurnitureLines) count(furniture_key(line));
    }
    feet[lines % kFurnitureLines] = line;
    ++lines;
  }
  // What is head and foot at once is counted once.
  const std::size_t heads = std::min<std::size_t>(lines, kFurnitureLines);
  for (std::size_t i = 0; i < std::min<std::size_t>(lines - heads, kFurnitureLines); ++i) {
    const std::string_view foot = feet[(lines - 1 - i) % kFurnitureLines];
    if (foot.size() <= kMostFurnitureBytes) count(furniture_key(foot));
  }
}

void ProfileLearner::learn_line(std::string_view line) {
  bool is_first = true;
  bool suspended = false;
  char32_t last_ideograph = 0;  // of the token before, if it ended in one
  const char* at = line.data();
  const char* const end = at + line.size();
  while (at != end && *at == ' ') ++at;
  while (at != end) {
    const char* const begin = at;
    WordKey word;
    while (at != end && kAsciiLetters[static_cast<unsigned char>(*at)] != 0) {
      word.add_folded(kAsciiLetters[static_cast<unsigned char>(*at++)]);
    }
    const bool has_letters = at != begin;
    if (at != end && (*at == ',' || *at == '.')) ++at;
    const bool is_plain = has_letters && (at == end || *at == ' ');
    bool is_ascii = true;
    if (!is_plain) at = begin;
    while (at != end && *at != ' ') is_ascii &= static_cast<signed char>(*at++) >= 0;
    const std::string_view token(begin, static_cast<std::size_t>(at - begin));
    const char* const behind = at;
    while (at != end && *at == ' ') ++at;
    if (!is_ascii)
      learn_pairs(token, at - behind == 1, last_ideograph);
    else
      last_ideograph = 0;
    if (!is_first && at != end) {
      if (suspended) count(suspending_key(first_word(token)));
      if (is_plain) {
        count(word.value());
        ++profile_.totals_[Profile::kWordTotal];
      }
      suspended = !is_plain && learn_words(token);
    }
    is_first = false;
  }
}

// Of a token that is more than a word of ASCII letters. Returns whether it ended in a hyphen.
bool ProfileLearner::learn_words(std::string_view token) {
  TokenWords words(token);
  std::uint64_t key = 0;
  while (words.next(key)) {
    count(key);
    ++profile_.totals_[Profile::kWordTotal];
  }
  if (token.find('/') != std::string_view::npos) count(address_key(token));
  const std::size_t open = token.find('(');
  if (open != std::string_view::npos && open > 0 && open + 2 < token.size() &&
      token[open + 1] >= '1' && token[open + 1] <= '9' && token[open + 2] == ')') {
    count(address_key(kManualReference));
  }
  return words.ends_in_hyphen();
}

void ProfileLearner::learn_pairs(std::string_view token, bool one_space_behind, char32_t& last) {
  char32_t before = 0;
  for (const char *at = token.data(), *end = at + token.size(); at != end;) {
    const char32_t code_point = next_code_point(at);
    if (!is_in(character_class(code_point), kIdeographicClasses)) {
      before = 0;
      last = 0;
      continue;
    }
    if (code_point < kMostCounted) ++characters_[code_point];
    if (before != 0) {
      count(pair_key(before, code_point));
      ++profile_.totals_[Profile::kPairTotal];
    } else if (last != 0) {
      count(spaced_pair_key(last, code_point));
    }
    last = 0;
    before = code_point;
  }
  last = one_space_behind ? before : 0;
}

}  // namespace galley
