// SPDX-License-Identifier: Apache-2.0
// A hyphen at the line's end: dropped when it only marked the end, kept when it belongs to the word.
// The counts of both spellings decide; where neither was seen it is dropped, for in running text 98
// of 100 are (references/repair.md, 0), but kept before a capital or a digit and between two words
// that are known by themselves. A suspended hyphen ("klein- und") keeps its space as well.
//
// Left out: what a language changes at the break (German ck, tripled consonants, Hungarian digraphs).
#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "base/word_key.h"
#include "repair/joiner.h"
#include "repair/seam.h"

namespace galley {

namespace {

constexpr std::uint32_t kKnownWord = 3;
constexpr std::size_t kShortWord = 4;

// Words that follow a suspended hyphen where the corpus has taught none.
constexpr std::array<std::string_view, 21> kSuspending = {
    "und", "oder", "bis", "bzw", "sowie", "and", "or", "to", "et", "ou", "y",
    "o", "e", "en", "of", "och", "eller", "og", "i", "lub", "и"};

// Hyphens that are written for no other end than to mark a line's end.
bool only_marks_breaks(char32_t hyphen) {
  return hyphen == 0x00AD || hyphen == 0x00AC || hyphen == 0x2E17 || hyphen == 0x2043;
}

// The letters before the hyphen, inner hyphens included: "state-of-the" of "state-of-the-".
std::string_view word_before(std::string_view line) {
  const char* at = line.data() + line.size();
  const char* const begin = line.data();
  while (at != begin) {
    const char* before = at;
    const CharacterClass kind = character_class(previous_code_point(before));
    if (!is_in(kind, kSpacedLetterClasses) && kind != CharacterClass::kHyphen) break;
    at = before;
  }
  return line.substr(static_cast<std::size_t>(at - begin));
}

bool is_suspending(const Vocabulary& vocabulary, std::string_view word) {
  if (word.empty()) return false;
  if (vocabulary.count(suspending_key(word)) >= 2) return true;
  return std::ranges::find(kSuspending, word) != kSuspending.end();
}

bool is_upper(std::string_view word) {
  for (const char *at = word.data(), *end = at + word.size(); at != end;) {
    if (character_class(next_code_point(at)) == CharacterClass::kLower) return false;
  }
  return true;
}

}  // namespace

Joiner choose_at_hyphen(const PageView& page, std::size_t index) {
  const Line& line = page.lines[index];
  const Line& next = page.lines[index + 1];
  std::string_view before = page.text.substr(line.begin, line.end - line.begin);
  const char* at = before.data() + before.size();
  const char32_t hyphen = previous_code_point(at);
  before = before.substr(0, static_cast<std::size_t>(at - before.data()));
  if (before.empty() || before.back() == ' ') return Joiner::kSpace;  // a dash
  const CharacterClass sign = character_class(previous_code_point(at));
  if (sign == CharacterClass::kHyphen) {
    return hyphen == 0x00AD ? Joiner::kDropHyphen : Joiner::kKeepHyphen;
  }
  const bool letters = is_in(sign, kSpacedLetterClasses);
  if (only_marks_breaks(hyphen)) return Joiner::kDropHyphen;
  if (hyphen == 0x2011 || !letters) return Joiner::kKeepHyphen;
  if (!is_in(next.first_class, kSpacedLetterClasses)) return Joiner::kKeepHyphen;

  const std::string_view first = word_before(before);
  const std::string_view second = first_word(page.text.substr(next.begin, next.end - next.begin));
  const Vocabulary& vocabulary = *page.vocabulary;
  if (is_suspending(vocabulary, second)) return Joiner::kSpace;
  WordKey joined, hyphenated;
  joined.add(first);
  hyphenated.add(first);
  hyphenated.add(U'-');
  joined.add(second);
  hyphenated.add(second);
  const std::uint32_t solid = vocabulary.count(joined.value());
  const std::uint32_t apart = vocabulary.count(hyphenated.value());
  if (solid != apart) return solid > apart ? Joiner::kDropHyphen : Joiner::kKeepHyphen;
  if (next.first_class == CharacterClass::kUpper) {
    return is_upper(first) && first.size() > 1 ? Joiner::kDropHyphen : Joiner::kKeepHyphen;
  }
  const bool compound = second.size() >= kShortWord &&
                        vocabulary.count(word_key(last_word(first))) >= kKnownWord &&
                        vocabulary.count(word_key(second)) >= kKnownWord;
  return compound ? Joiner::kKeepHyphen : Joiner::kDropHyphen;
}

}  // namespace galley
