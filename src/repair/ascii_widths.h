// SPDX-License-Identifier: Apache-2.0
// Printed widths of ASCII in twentieths of an em, as book faces have them on average.
#ifndef GALLEY_REPAIR_ASCII_WIDTHS_H_
#define GALLEY_REPAIR_ASCII_WIDTHS_H_

#include <array>
#include <cstdint>
#include <string_view>

namespace galley {

[[nodiscard]] constexpr std::uint8_t unit_width(unsigned char c) {
  constexpr std::string_view kNarrow = "ijl.,;:'!|";
  constexpr std::string_view kSlim = "ftrI()[]/\\\"- `";
  constexpr std::string_view kWide = "mwABCDEFGHKLNOPQRTUVXYZ&%";
  if (kNarrow.find(static_cast<char>(c)) != std::string_view::npos) return 5;
  if (c == ' ') return 5;
  if (kSlim.find(static_cast<char>(c)) != std::string_view::npos) return 7;
  if (c == 'm' || c == 'w') return 15;
  if (c == 'M' || c == 'W') return 18;
  if (kWide.find(static_cast<char>(c)) != std::string_view::npos) return 14;
  return c == 's' || c == 'z' || c == 'a' || c == 'c' || c == 'e' ? 9 : 10;
}

inline constexpr auto kAsciiUnits = [] {
  std::array<std::uint8_t, 128> units{};
  for (unsigned c = 0; c < 128; ++c) units[c] = unit_width(static_cast<unsigned char>(c));
  return units;
}();

/// The same with brackets, double quotes and colons as wide as a letter: what lines as a whole are
/// measured by, since the forest was trained so.
inline constexpr auto kAsciiLineUnits = [] {
  std::array<std::uint8_t, 128> units = kAsciiUnits;
  for (const char c : std::string_view("()[]{}\":")) units[static_cast<unsigned char>(c)] = 10;
  return units;
}();

/// Signs by bits: what measure_ascii.h counts.
enum AsciiSign : std::uint8_t {
  kAsciiUpper = 1,
  kAsciiLower = 2,
  kAsciiDigit = 4,
  kAsciiSpace = 8,
  kAsciiOpen = 16,
  kAsciiClose = 32,
  kAsciiQuoteOrColon = 64,
  kAsciiOther = 128,  ///< control characters
};
inline constexpr auto kAsciiSigns = [] {
  std::array<std::uint8_t, 128> signs{};
  for (unsigned c = 0; c < 128; ++c) {
    if (c - 'A' < 26u) signs[c] = kAsciiUpper;
    if (c - 'a' < 26u) signs[c] = kAsciiLower;
    if (c - '0' < 10u) signs[c] = kAsciiDigit;
    if (c < 32 || c == 127) signs[c] = kAsciiOther;
  }
  signs[' '] = kAsciiSpace;
  signs['('] = signs['['] = signs['{'] = kAsciiOpen;
  signs[')'] = signs[']'] = signs['}'] = kAsciiClose;
  signs['"'] = signs[':'] = kAsciiQuoteOrColon;
  return signs;
}();

}  // namespace galley

#endif  // GALLEY_REPAIR_ASCII_WIDTHS_H_
