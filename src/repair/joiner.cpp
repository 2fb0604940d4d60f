// SPDX-License-Identifier: Apache-2.0
// By script: nothing beside ideographs, Kana, full-width signs, Thai, Lao, Khmer and Myanmar; a
// space between words, Korean ones included. Between ideographs and Latin letters the document's
// own habit decides. (CSS Text 3, 4.1.2 has the rule for plain cases.)
#include "repair/joiner.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "base/word_key.h"
#include "repair/hyphen.h"
#include "repair/sign_set.h"

namespace galley {

namespace {

constexpr std::string_view kAddressSigns = ".<*_%$[{~\"";
constexpr std::size_t kMostAddressBytes = 160;

constexpr std::uint32_t kWordSigns = kSpacedLetterClasses | class_bit(CharacterClass::kDigit);

bool is_wide(char32_t code_point) {
  return (character_entry(code_point) & kCharacterWide) != 0;
}

// Full-width signs: their space is inside them.
bool is_wide_sign(char32_t code_point, CharacterClass kind) {
  return is_wide(code_point) && !is_ideographic(kind) && kind != CharacterClass::kHangul;
}

std::string_view content(const PageView& page, const Line& line) {
  return page.text.substr(line.begin, line.end - line.begin);
}

// "20," before "000": a number broken behind its comma.
bool is_split_number(std::string_view line, std::string_view next) {
  if (line.size() < 2 || next.size() < 3) return false;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (line.back() != ',' || !digit(line[line.size() - 2])) return false;
  const bool three = digit(next[0]) && digit(next[1]) && digit(next[2]);
  return three && (next.size() == 3 || !digit(next[3]));
}

// The token that ends a line, and the one that begins the next.
std::string_view last_token(std::string_view line) {
  const std::size_t space = line.rfind(' ');
  return space == std::string_view::npos ? line : line.substr(space + 1);
}
std::string_view first_token(std::string_view line) {
  return line.substr(0, line.find(' '));
}

// Whether a quotation that a token opens is still open at its end.
bool leaves_quote_open(std::string_view token) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kQuotes = {
      {{"\"", "\""}, {"“", "”"}, {"„", "“"}, {"»", "«"}, {"«", "»"}, {"‘", "’"}}};
  for (const auto& [open, close] : kQuotes) {
    if (!token.starts_with(open)) continue;
    return token.substr(open.size()).find(close) == std::string_view::npos;
  }
  return false;
}

// "rc.local", "share/doc", "debian_version": a sign inside that words of a sentence lack.
bool looks_like_path(std::string_view token) {
  const std::size_t sign = token.find_first_of("/._");
  return sign != std::string_view::npos && sign > 0 && sign + 1 < token.size() &&
         is_in(character_class(static_cast<unsigned char>(token[sign + 1])), kWordSigns);
}

// Whether a folder that ends in a slash goes on: an address is never only its scheme, and who
// quotes a path closes the quotation behind it.
bool goes_on(std::string_view folder, std::string_view behind) {
  return folder.ends_with("://") || leaves_quote_open(folder) || looks_like_path(behind);
}

// A path or address broken beside its slash. What the vocabulary has seen whole is whole; a folder
// that it has seen by itself, slash and all, was whole already.
bool is_split_address(const PageView& page, std::string_view line, const Line& next,
                      std::string_view behind) {
  const bool ends = line.back() == '/';
  const bool begins = behind.front() == '/' && behind.size() > 1 && behind[1] != ' ';
  if (!ends && !begins) return false;
  const std::string_view before = last_token(line);
  const auto is_ascii = [](char c) { return static_cast<signed char>(c) >= 0; };
  if (ends && !is_ascii(behind.front()) && std::ranges::all_of(before, is_ascii)) return false;
  if (ends && !(is_in(next.first_class, kWordSigns) ||
                kAddressSigns.find(behind.front()) != std::string_view::npos)) {
    return false;
  }
  const std::string_view token = first_token(behind);
  if (before.size() + token.size() > kMostAddressBytes) return ends;
  char whole[kMostAddressBytes];
  std::ranges::copy(before, whole);
  std::ranges::copy(token, whole + before.size());
  const Vocabulary& vocabulary = *page.vocabulary;
  if (vocabulary.count(address_key({whole, before.size() + token.size()})) > 0) return true;
  if (begins) {
    const bool is_address = before.ends_with(':') && behind[1] == '/';
    return is_address || before.find_first_of("/$") != std::string_view::npos;
  }
  if (goes_on(before, token)) return true;
  return vocabulary.count(address_key(before)) == 0;
}

// Whether the token that a sign breaks has the sign once more.
bool has_more_of(char sign, std::string_view line, std::string_view behind) {
  std::string_view before = last_token(line);
  before.remove_suffix(1);
  return before.find(sign) != std::string_view::npos ||
         first_token(behind).find(sign) != std::string_view::npos;
}

// "LANG=" before "en_US", "user_" before "name": signs that stand solid on both sides.
bool is_split_sign(std::string_view line, const Line& next, std::string_view behind) {
  static constexpr SignSet kSolid("=_+@\\");
  // Signs that OCR also makes of the rules between columns: solid where the token has more of them.
  static constexpr SignSet kDoubtful("|~&#");
  const bool solid = kSolid.has(line.back()) ||
                     (kDoubtful.has(line.back()) && has_more_of(line.back(), line, behind));
  if (line.size() > 1 && solid && line[line.size() - 2] != ' ') {
    return is_in(next.first_class, kWordSigns) || next.first_class == CharacterClass::kQuote;
  }
  static constexpr SignSet kSolidBefore("_=@");
  return behind.size() > 1 && kSolidBefore.has(behind.front()) && behind[1] != ' ' &&
         behind[1] != behind[0] && line.back() != ' ';
}

// "ls(1)" before "-Befehl": a German compound broken before its hyphen.
bool is_hung_compound(const Line& line, const Line& next, std::string_view behind) {
  constexpr std::size_t kLeastBytes = 4;
  if (line.last_class != CharacterClass::kClose || next.first_class != CharacterClass::kHyphen) {
    return false;
  }
  return behind.size() >= kLeastBytes &&
         character_class(static_cast<unsigned char>(behind[1])) == CharacterClass::kUpper &&
         is_in(character_class(static_cast<unsigned char>(behind[2])), kCasedClasses);
}

// "find" before "(1)": a page of the manual.
bool is_manual_reference(const PageView& page, const Line& line, std::string_view behind) {
  if (!is_in(line.last_class, kCasedClasses) || behind.size() < 3 || behind[0] != '(') return false;
  if (behind[1] < '1' || behind[1] > '9' || behind[2] != ')') return false;
  return page.vocabulary->count(address_key(kManualReference)) > 1;
}

// A quotation mark ” belongs to all scripts: behind ideographs it is theirs. Before them “ may
// have the space that stands before a Latin word.
bool ends_ideographic(const Line& line) {
  if (is_ideographic(line.last_class)) return true;
  constexpr std::uint32_t kInside = kIdeographicClasses | class_bit(CharacterClass::kWideStop) |
                                    class_bit(CharacterClass::kWideComma);
  return line.last_class == CharacterClass::kCloseQuote && is_in(line.end_class, kInside);
}

Joiner choose_by_script(const Line& line, const Line& next, const Habits& habits) {
  const bool ideograph_before = is_ideographic(line.last_class);
  const bool ideograph_behind = is_ideographic(next.first_class);
  if (ends_ideographic(line) && ideograph_behind) return Joiner::kNothing;
  if (is_wide_sign(line.last, line.last_class) || is_wide_sign(next.first, next.first_class)) {
    return Joiner::kNothing;
  }
  if (line.last_class == CharacterClass::kUnspaced &&
      next.first_class == CharacterClass::kUnspaced) {
    return Joiner::kNothing;
  }
  if (ideograph_before || ideograph_behind) {
    return habits.mixed == Habits::MixedSpacing::kSpaced ? Joiner::kSpace : Joiner::kNothing;
  }
  return Joiner::kSpace;
}

}  // namespace

Joiner choose_joiner(const PageView& page, const Meeting& at, const Habits& habits) {
  const Line& line = at.line;
  const Line& next = at.next;
  if (line.last_class == CharacterClass::kHyphen) return choose_at_hyphen(page, line, next, habits);
  const std::string_view before = content(page, line);
  const std::string_view behind = content(page, next);
  if (is_split_number(before, behind) || is_split_address(page, before, next, behind) ||
      is_split_sign(before, next, behind) || is_manual_reference(page, line, behind)) {
    return Joiner::kNothing;
  }
  if (is_hung_compound(line, next, behind)) return Joiner::kNothing;
  if (parts_word_before_noise(page, line, next) || is_split_word(page, at, habits))
    return Joiner::kSplitWord;
  return choose_by_script(line, next, habits);
}

}  // namespace galley
