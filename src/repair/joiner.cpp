// SPDX-License-Identifier: Apache-2.0
// By script: nothing beside ideographs, Kana, full-width signs, Thai, Lao, Khmer and Myanmar; a
// space between words, Korean ones included. Between ideographs and Latin letters the document's
// own habit decides. (CSS Text 3, 4.1.2 has the rule for plain cases.)
#include "repair/joiner.h"

#include "base/utf8.h"

namespace galley {

namespace {

constexpr std::uint32_t kWordSigns = kSpacedLetterClasses | class_bit(CharacterClass::kDigit);

bool is_wide(char32_t code_point) { return (character_entry(code_point) & kCharacterWide) != 0; }

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

// A path or address broken behind its slash.
bool is_split_address(std::string_view line, const Line& next) {
  if (line.back() != '/') return false;
  return is_in(next.first_class, kWordSigns) || next.first_class == CharacterClass::kStop ||
         next.first == U'<' || next.first == U'*' || next.first == U'_' || next.first == U'%';
}

Joiner choose_by_script(const PageView& page, std::size_t index, MixedSpacing mixed) {
  const Line& line = page.lines[index];
  const Line& next = page.lines[index + 1];
  const bool ideograph_before = is_ideographic(line.last_class);
  const bool ideograph_behind = is_ideographic(next.first_class);
  if (ideograph_before && ideograph_behind) return Joiner::kNothing;
  if (is_wide_sign(line.last, line.last_class) || is_wide_sign(next.first, next.first_class)) {
    return Joiner::kNothing;
  }
  if (line.last_class == CharacterClass::kUnspaced && next.first_class == CharacterClass::kUnspaced) {
    return Joiner::kNothing;
  }
  if (ideograph_before || ideograph_behind) {
    return mixed == MixedSpacing::kSpaced ? Joiner::kSpace : Joiner::kNothing;
  }
  return Joiner::kSpace;
}

}  // namespace

MixedSpacing mixed_spacing_of(std::span<const Line> lines) {
  std::uint64_t solid = 0, spaced = 0;
  for (const Line& line : lines) {
    solid += line.mixed_solid;
    spaced += line.mixed_spaced;
  }
  return spaced > solid ? MixedSpacing::kSpaced : MixedSpacing::kSolid;
}

Joiner choose_joiner(const PageView& page, std::size_t index, MixedSpacing mixed) {
  const Line& line = page.lines[index];
  const Line& next = page.lines[index + 1];
  if (line.last_class == CharacterClass::kHyphen) return choose_at_hyphen(page, index);
  const std::string_view before = content(page, line);
  const std::string_view behind = content(page, next);
  if (is_split_number(before, behind) || is_split_address(before, next)) return Joiner::kNothing;
  if (line.last_class == CharacterClass::kDash && is_in(next.first_class, kWordSigns)) {
    const bool spaced = before.size() > 3 && before[before.size() - 4] == ' ';
    return spaced ? Joiner::kSpace : Joiner::kNothing;
  }
  if (is_split_word(page, index)) return Joiner::kSplitWord;
  return choose_by_script(page, index, mixed);
}

}  // namespace galley
