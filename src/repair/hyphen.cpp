// SPDX-License-Identifier: Apache-2.0
// A hyphen at the line's end: dropped when it only marked the end, kept when it belongs to the
// word. The counts of both spellings decide; where neither was seen it is dropped, for in running
// text 98 of 100 are (references/repair.md, 0), but kept before a capital or a digit, and in a
// document that does not divide words. A suspended hyphen ("klein- und") keeps its space as well.
//
// Left out: what a language changes at the break (German ck, tripled consonants, Hungarian
// digraphs).
#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "base/word_key.h"
#include "repair/doubtful_hyphen.h"
#include "repair/hyphen.h"
#include "repair/seam.h"
#include "repair/sign_set.h"

namespace galley {

namespace {

// Words that follow a suspended hyphen where the corpus has taught none.
constexpr std::array<std::string_view, 21> kSuspending = {
    "und", "oder", "bis", "bzw", "sowie", "and",   "or", "to", "et",  "ou", "y",
    "o",   "e",    "en",  "of",  "och",   "eller", "og", "i",  "lub", "и"};

constexpr std::uint32_t kSurelySolid = 2;
// What is rarer than this is no word.
constexpr std::uint32_t kFewest = 3;

// Hyphens that are written for no other end than to mark a line's end.
bool only_marks_breaks(char32_t hyphen) {
  return hyphen == 0x00AD || hyphen == 0x00AC || hyphen == 0x2E17 || hyphen == 0x2043;
}

// Scripts that never divide words: Hebrew, Arabic, Hangul. A hyphen is then the word's own.
bool divides_words(char32_t letter) {
  const bool semitic = letter >= 0x0590 && letter <= 0x077F;
  return !semitic && character_class(letter) != CharacterClass::kHangul;
}

bool is_latin(char32_t letter) {
  return letter < 0x0250 || (letter >= 0x1E00 && letter < 0x1F00);
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

// Words that join two halves of a suspended hyphen are short and never end a word of the corpus.
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

// What OCR makes of the rule between two columns, and of dirt beside it. Those that also close
// something tell little: somebody may write of a prefix "un-".
constexpr SignSet kRuleMarks("1Il|!;:,.'`*^_/\\(<?[{\")]}>");
constexpr SignSet kClosingMarks("\")]}>");

// The line without its hyphen and what OCR made of a rule behind it ("es-1", "en- I", "con-;");
// the whole line where it ends in neither.
std::string_view without_hyphen(const PageView& page, const Line& line) {
  const std::string_view content = page.text.substr(line.begin, line.end - line.begin);
  if (line.last_class == CharacterClass::kHyphen) {
    const char* at = content.data() + content.size();
    (void)previous_code_point(at);
    return content.substr(0, static_cast<std::size_t>(at - content.data()));
  }
  if (content.size() < 3 || !kRuleMarks.has(content.back())) return content;
  std::size_t hyphen = content.size() - 2;
  if (content[hyphen] == ' ') --hyphen;
  return content[hyphen] == '-' ? content.substr(0, hyphen) : content;
}

std::string_view word_behind(const PageView& page, const Line& next) {
  return first_word(page.text.substr(next.begin, next.end - next.begin));
}

// Whether the hyphen stands in a path, an address ("harbor-" before "list@tides.org") or a name of
// parts ("mother-" before "in-law"): where nobody divides words.
bool is_within_name(const PageView& page, std::string_view before, std::string_view second,
                    const Line& next) {
  const std::string_view token = before.substr(before.rfind(' ') + 1);
  if (token.find_first_of("/\\@_") != std::string_view::npos) return true;
  const std::string_view behind =
      page.text.substr(next.begin + second.size(), next.end - next.begin - second.size());
  if (behind.substr(0, behind.find(' ')).find_first_of("@_") != std::string_view::npos) return true;
  return behind.size() > 1 && behind[0] == '-' &&
         is_in(character_class(static_cast<unsigned char>(behind[1])), kCasedClasses);
}

}  // namespace

bool parts_word_before_noise(const PageView& page, const Line& line, const Line& next) {
  if (next.first_class != CharacterClass::kLower) return false;
  const std::string_view before = without_hyphen(page, line);
  if (before.size() == line.end - line.begin) return false;
  const std::string_view first = word_before(before);
  if (first.size() < 2 || is_upper(first)) return false;
  const HyphenCounts counts = count_hyphen(page, line, next);
  if (counts.solid != counts.apart) return counts.solid > counts.apart;
  if (kClosingMarks.has(page.text[line.end - 1])) return false;
  // Two words may have a dash between them, and what is no word another column's.
  const Vocabulary& vocabulary = *page.vocabulary;
  return vocabulary.words() > 0 && vocabulary.count(word_key(word_behind(page, next))) < kFewest;
}

HyphenCounts count_hyphen(const PageView& page, const Line& line, const Line& next) {
  const std::string_view first = word_before(without_hyphen(page, line));
  const std::string_view second = word_behind(page, next);
  WordKey solid, apart;
  solid.add(first);
  apart.add(first);
  apart.add(U'-');
  solid.add(second);
  apart.add(second);
  return {page.vocabulary->count(solid.value()), page.vocabulary->count(apart.value())};
}

bool surely_parts_word(const PageView& page, const Line& line, const Line& next) {
  if (word_before(without_hyphen(page, line)).empty()) return false;  // a dash
  const HyphenCounts counts = count_hyphen(page, line, next);
  const std::uint64_t alone = page.vocabulary->count(word_key(word_behind(page, next)));
  return counts.solid >= kSurelySolid && counts.solid > counts.apart &&
         counts.solid > alone * kNoWordRatio;
}

Joiner choose_at_hyphen(const PageView& page, const Line& line, const Line& next,
                        const Habits& habits) {
  const char32_t hyphen = line.last;
  const std::string_view before = without_hyphen(page, line);
  if (before.empty() || before.back() == ' ') return Joiner::kSpace;  // a dash
  const char* at = before.data() + before.size();
  const char32_t letter = previous_code_point(at);
  const CharacterClass sign = character_class(letter);
  if (sign == CharacterClass::kHyphen) {
    return hyphen == 0x00AD ? Joiner::kDropHyphen : Joiner::kKeepHyphen;
  }
  if (only_marks_breaks(hyphen)) return Joiner::kDropHyphen;
  // Transcripts write ??? and [?] for letters that nobody can read.
  const bool unread = before.back() == '?' || before.back() == ']';
  if (unread && next.first_class == CharacterClass::kLower) return Joiner::kDropHyphen;
  const bool letters = is_in(sign, kSpacedLetterClasses);
  if (hyphen == 0x2011 || !letters || !divides_words(letter)) return Joiner::kKeepHyphen;
  if (!is_in(next.first_class, kSpacedLetterClasses)) return Joiner::kKeepHyphen;
  // "IP-" before "адреса": no word changes its alphabet.
  if (is_latin(letter) != is_latin(next.first)) return Joiner::kKeepHyphen;

  const std::string_view first = word_before(before);
  const std::string_view second = word_behind(page, next);
  const HyphenCounts counts = count_hyphen(page, line, next);
  if (is_doubtful_hyphen(hyphen)) {
    const bool divides = counts.solid > 0 || habits.doubtful == Habits::DoubtfulHyphen::kDivides;
    return divides && next.first_class == CharacterClass::kLower ? Joiner::kDropHyphen
                                                                 : Joiner::kKeepHyphen;
  }
  if (counts.solid == 0 && is_suspending(*page.vocabulary, second)) return Joiner::kSpace;
  if (counts.solid != counts.apart) {
    return counts.solid > counts.apart ? Joiner::kDropHyphen : Joiner::kKeepHyphen;
  }
  if (next.first_class == CharacterClass::kUpper) {
    return is_upper(first) && first.size() > 1 && is_upper(second) ? Joiner::kDropHyphen
                                                                   : Joiner::kKeepHyphen;
  }
  // "DVD-" before "player": a divided word would go on in capitals.
  if (is_upper(first) && first.size() > 1) return Joiner::kKeepHyphen;
  if (is_within_name(page, before, second, next)) return Joiner::kKeepHyphen;
  return habits.hyphen == Habits::LineEndHyphen::kBelongs && hyphen == U'-' ? Joiner::kKeepHyphen
                                                                            : Joiner::kDropHyphen;
}

}  // namespace galley
