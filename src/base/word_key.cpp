// SPDX-License-Identifier: Apache-2.0
#include "base/word_key.h"

#include "base/characters.h"

namespace galley {

namespace {

constexpr std::string_view kSmallHanNumerals = "〇零一二三四五六七八九十百千";

bool is_number(char32_t code_point, CharacterClass kind) {
  if (kind == CharacterClass::kDigit) return true;
  if (kind != CharacterClass::kHan) return false;
  for (const char *at = kSmallHanNumerals.data(), *end = at + kSmallHanNumerals.size();
       at != end;) {
    if (next_code_point(at) == code_point) return true;
  }
  return false;
}

}  // namespace

std::uint64_t furniture_key(std::string_view line) {
  WordKey key;
  key.add(U'\n');
  bool in_number = false;
  for (const char *at = line.data(), *end = at + line.size(); at != end;) {
    const char32_t code_point = next_code_point(at);
    const CharacterClass kind = character_class(code_point);
    const bool number = is_number(code_point, kind);
    if (number && !in_number) key.add(U'#');
    if (!number && is_in(kind, kSpacedLetterClasses | kIdeographicClasses)) key.add(code_point);
    in_number = number;
  }
  return key.value();
}

}  // namespace galley
