// SPDX-License-Identifier: Apache-2.0
// Quotation marks that one language opens with and another closes with: “ closes in German what „
// opens, » opens it and « closes it, ” opens and closes in Swedish. What stands beside one tells.
// An apostrophe is no quotation mark.
#ifndef GALLEY_REPAIR_QUOTES_H_
#define GALLEY_REPAIR_QUOTES_H_

#include <string_view>

#include "base/characters.h"
#include "base/utf8.h"

namespace galley {

/// The class of a sign by its neighbours; kSpace stands for a line's edge.
[[nodiscard]] inline CharacterClass class_beside(char32_t sign, CharacterClass kind,
                                                 CharacterClass before, CharacterClass behind) {
  constexpr std::uint32_t kWord = kCasedClasses | class_bit(CharacterClass::kUncased) |
                                  class_bit(CharacterClass::kMark) |
                                  class_bit(CharacterClass::kDigit);
  constexpr std::uint32_t kEnds =
      kWord | class_bit(CharacterClass::kStop) | class_bit(CharacterClass::kAsk) |
      class_bit(CharacterClass::kComma) | class_bit(CharacterClass::kEllipsis) |
      class_bit(CharacterClass::kClose) | class_bit(CharacterClass::kCloseQuote) |
      class_bit(CharacterClass::kSemicolon);
  constexpr std::uint32_t kBegins =
      class_bit(CharacterClass::kSpace) | class_bit(CharacterClass::kOpen) |
      class_bit(CharacterClass::kOpenQuote) | class_bit(CharacterClass::kDash);
  if (kind == CharacterClass::kOpenQuote) {
    const bool turns = sign == U'“' || sign == U'‘' || sign == U'«' || sign == U'‹';
    return turns && is_in(before, kEnds) && !is_in(behind, kWord) ? CharacterClass::kCloseQuote
                                                                  : kind;
  }
  if (kind != CharacterClass::kCloseQuote) return kind;
  if (sign == U'’' && is_in(before, kWord) &&
      (is_in(behind, kWord) || behind == CharacterClass::kOpenQuote)) {
    return CharacterClass::kOther;
  }
  const bool turns = sign == U'»' || sign == U'›' ||
                     ((sign == U'”' || sign == U'’') && behind == CharacterClass::kUpper);
  return turns && is_in(before, kBegins) && is_in(behind, kWord) ? CharacterClass::kOpenQuote
                                                                 : kind;
}

/// The class of the character of a line that stands at [sign, behind).
[[nodiscard]] inline CharacterClass class_within(std::string_view line, const char* sign,
                                                 const char* behind) {
  const char* at = sign;
  const char32_t c = next_code_point(at);
  const CharacterClass kind = character_class(c);
  if (kind != CharacterClass::kOpenQuote && kind != CharacterClass::kCloseQuote) return kind;
  const char* const end = line.data() + line.size();
  const char* before = sign;
  const char32_t last = sign == line.data() ? U' ' : previous_code_point(before);
  // Beside ideographs and their signs each mark has one use.
  constexpr char32_t kFirstIdeographic = 0x2E80;
  if (last >= kFirstIdeographic) return kind;
  return class_beside(
      c, kind, character_class(last),
      behind == end ? CharacterClass::kSpace : character_class(next_code_point(behind)));
}

/// Signs that a space may stand behind where they begin a line: what the line goes on with is then
/// told by what stands behind that.
[[nodiscard]] constexpr bool may_have_space_behind(CharacterClass first) {
  return !is_in(first, kSpacedLetterClasses | kIdeographicClasses |
                           class_bit(CharacterClass::kUnspaced) |
                           class_bit(CharacterClass::kDigit));
}

}  // namespace galley

#endif  // GALLEY_REPAIR_QUOTES_H_
