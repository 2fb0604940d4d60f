// SPDX-License-Identifier: Apache-2.0
// Letters that numbers are written with: the digits of ASCII, to which folding has brought those of
// other widths and scripts, and Han numerals. Of these there are the ones that count and the forms
// that documents of value use for them. Left out are characters that mean something else more often
// (兩 both, 參 to take part, 陸 land), and fractions, ordinals and Roman numerals, which are words
// as much as numbers.
#ifndef GALLEY_BASE_NUMERALS_H_
#define GALLEY_BASE_NUMERALS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace galley {

inline constexpr std::u32string_view kHanNumerals =
    U"〇零一二三四五六七八九十廿卅百千万萬亿億兆壹贰貳叁肆伍柒捌玖拾佰仟";

namespace numerals_internal {

// A hash table of 256 that the numerals fill without a clash: the factor was searched for.
constexpr unsigned slot_of(char32_t letter, std::uint32_t factor) {
  return (letter * factor) >> 24;
}
constexpr std::uint32_t find_factor() {
  for (std::uint32_t factor = 0x9E3779B1u;; factor += 2) {
    std::array<bool, 256> taken{};
    bool clash = false;
    for (const char32_t numeral : kHanNumerals) {
      bool& slot = taken[slot_of(numeral, factor)];
      clash |= slot;
      slot = true;
    }
    if (!clash) return factor;
  }
}
inline constexpr std::uint32_t kFactor = find_factor();
inline constexpr auto kSlots = [] {
  std::array<char32_t, 256> slots{};
  for (const char32_t numeral : kHanNumerals) slots[slot_of(numeral, kFactor)] = numeral;
  return slots;
}();

}  // namespace numerals_internal

/// Whether a letter (as base/letters.h gives them) is part of a number written in Han characters.
constexpr bool is_han_numeral(char32_t letter) {
  using namespace numerals_internal;
  return kSlots[slot_of(letter, kFactor)] == letter && letter != 0;
}

enum class NumeralKind : std::uint8_t { kNone, kDigit, kHan };

/// What a letter is in a number.
constexpr NumeralKind numeral_kind(char32_t letter) {
  if (letter <= U'9') return letter >= U'0' ? NumeralKind::kDigit : NumeralKind::kNone;
  return is_han_numeral(letter) ? NumeralKind::kHan : NumeralKind::kNone;
}

/// Whether a character of text may fold to one digit or numeral: false of most that cannot.
constexpr bool may_be_numeral(char32_t code_point) {
  const auto is_within = [&](char32_t first, char32_t last) {
    return code_point - first <= last - first;
  };
  if (code_point < 0xC0) return is_within(U'0', U'9') || code_point >= 0x80;
  if (is_within(0x3400, 0x9FFF)) return is_han_numeral(code_point);
  // Alphabets without digits of their own; punctuation, signs of CJK and Kana; Hangul; signs and
  // letters of full width.
  return !(is_within(0xC0, 0x63F) || is_within(0x2010, 0x205E) || is_within(0x3000, 0x3006) ||
           is_within(0x3008, 0x301F) || is_within(0x3040, 0x30FF) || is_within(0xAC00, 0xD7FF) ||
           is_within(0xFF00, 0xFF0F) || is_within(0xFF1A, 0xFF7F));
}

/// Bits of the next 32 bytes of text: set for the first byte of each character that may be one
/// digit or numeral, and of few others. Reads 34 bytes.
inline constexpr std::size_t kNumeralBlock = 32;
using FindNumerals = std::uint32_t (*)(const char* text);

#if defined(__x86_64__)
std::uint32_t find_numerals_v3(const char* text);
#endif

}  // namespace galley

#endif  // GALLEY_BASE_NUMERALS_H_
