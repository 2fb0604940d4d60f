// SPDX-License-Identifier: Apache-2.0
// Lines of ASCII, which most lines of many archives are, measured by bit sets: one bit a byte for
// each kind of character. Included by the files that compile it for one instruction set each;
// internal linkage, so that no version can stand in for another.
#ifndef GALLEY_REPAIR_MEASURE_ASCII_H_
#define GALLEY_REPAIR_MEASURE_ASCII_H_

#include <algorithm>
#include <bit>
#include <cstddef>

#include "repair/ascii_widths.h"
#include "repair/line.h"
#include "repair/quotes.h"

namespace galley {

/// Fills what measure_line() counts in a line that neither begins nor ends in a space, except for
/// begin, end and loops. False, and nothing filled, where a byte is a control character or no ASCII
/// or where counters would overflow: such lines are measured character by character.
/// REQUIRES: first < last.
using MeasureAscii = bool (*)(const char* first, const char* last, Line& line);
#if defined(__x86_64__)
bool measure_ascii_v3(const char* first, const char* last, Line& line);
bool measure_ascii_v4(const char* first, const char* last, Line& line);
#endif

namespace {

// Up to 64 bytes, bit by bit; bits behind the end are 0 in all sets.
struct AsciiBlock {
  std::uint64_t upper, lower, digit, space, open, close, quote, colon, other;
};

[[maybe_unused]] inline std::uint64_t low_bits(std::size_t count) {
  return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

// What the line has as a whole, block by block.
struct AsciiTotals {
  std::uint32_t units = 0;
  unsigned upper = 0, lower = 0, digits = 0, spaces = 0;
  unsigned doubled = 0, runs = 0, quotes = 0, opened = 0, closed = 0, colon_cells = 0;
};

template <class Classify>
[[maybe_unused]] inline void fill_front(const char* first, const AsciiBlock& block,
                                        std::size_t size, const Classify& classify, Line& line) {
  line.first_class = character_class(static_cast<unsigned char>(first[0]));
  const bool skips = size > 2 && first[1] == ' ' && may_have_space_behind(line.first_class);
  if (size > 1)
    line.second_class = character_class(static_cast<unsigned char>(first[skips ? 2 : 1]));
  // The first word, or as much of it as is looked at.
  const std::uint64_t stops = block.space | ~low_bits(std::min<std::size_t>(size, 40));
  line.first_cells = static_cast<std::uint16_t>(std::countr_zero(stops));
  line.first_units = static_cast<std::uint16_t>(classify.units_of(first, line.first_cells));
}

// `block` is of the line's last bytes, `size` of them.
[[maybe_unused]] inline void fill_back(const char* last, const AsciiBlock& block, std::size_t size,
                                       Line& line) {
  line.last = static_cast<unsigned char>(last[-1]);
  line.last_class = line.end_class = character_class(line.last);
  const std::uint64_t looked_at =
      low_bits(size) & ~low_bits(size - std::min<std::size_t>(size, 40));
  std::uint64_t stands = looked_at & ~(block.close | block.quote);
  const auto highest = [](std::uint64_t bits) { return 63 - std::countl_zero(bits); };
  while (stands != 0) {
    const int at = highest(stands);
    const char sign = last[at - static_cast<std::ptrdiff_t>(size)];
    if (sign == ' ') break;
    if (sign != '\'' && sign != '`') {  // they close as well
      line.end_class = character_class(static_cast<unsigned char>(sign));
      break;
    }
    stands &= ~(std::uint64_t{1} << at);
  }
  const std::uint64_t letters = (block.upper | block.lower | block.digit) & looked_at;
  const std::uint64_t spaces = block.space & looked_at;
  if (letters == 0 || spaces > letters) return;  // a space stands behind the last letter
  const int end = highest(letters);
  const std::uint64_t before = low_bits(static_cast<std::size_t>(end)) & ~letters;
  const int begin = before == 0 ? 0 : highest(before) + 1;
  line.last_cells = static_cast<std::uint16_t>(end - begin + 1);
  line.last_capital = (block.upper >> begin & 1) != 0;
}

/// Classify: AsciiBlock operator()(const char* at, std::size_t size, std::uint32_t& units), which
/// adds the widths of what it reads to `units`; and std::uint32_t units_of(const char* at,
/// std::size_t size), the widths of a word as kAsciiUnits has them.
template <class Classify>
[[maybe_unused]] inline bool measure_blocks(const char* first, const char* last, Line& line,
                                            const Classify& classify) {
  const auto size = static_cast<std::size_t>(last - first);
  AsciiTotals total;
  AsciiBlock front{}, block{};
  std::uint64_t carried_space = 0, carried_double = 0;
  for (std::size_t at = 0; at < size; at += 64) {
    block = classify(first + at, std::min<std::size_t>(size - at, 64), total.units);
    if (block.other != 0) return false;
    if (at == 0) {
      front = block;
      const unsigned colon = static_cast<unsigned>(std::countr_zero(block.colon));
      total.colon_cells = colon < 24 ? colon + 1 : 0;
    }
    total.upper += static_cast<unsigned>(std::popcount(block.upper));
    total.lower += static_cast<unsigned>(std::popcount(block.lower));
    total.digits += static_cast<unsigned>(std::popcount(block.digit));
    total.spaces += static_cast<unsigned>(std::popcount(block.space));
    total.quotes += static_cast<unsigned>(std::popcount(block.quote));
    total.opened += static_cast<unsigned>(std::popcount(block.open));
    total.closed += static_cast<unsigned>(std::popcount(block.close));
    const std::uint64_t doubled = block.space & (block.space << 1 | carried_space);
    total.doubled += static_cast<unsigned>(std::popcount(doubled));
    total.runs += static_cast<unsigned>(std::popcount(doubled & ~(doubled << 1 | carried_double)));
    carried_space = block.space >> 63;
    carried_double = doubled >> 63;
  }
  if (size > UINT16_MAX || total.opened + total.closed > 100) return false;
  line.cells = static_cast<std::uint32_t>(size);
  line.units = total.units;
  line.upper = static_cast<std::uint16_t>(total.upper);
  line.lower = static_cast<std::uint16_t>(total.lower);
  line.digits = static_cast<std::uint16_t>(total.digits);
  line.words = static_cast<std::uint16_t>(1 + total.spaces - total.doubled);
  line.wide_gaps = static_cast<std::uint8_t>(std::min(2 * total.runs, 254u));
  line.brackets =
      static_cast<std::int8_t>(static_cast<int>(total.opened) - static_cast<int>(total.closed));
  line.quotes = static_cast<std::uint8_t>(std::min(total.quotes, 255u));
  line.colon_cells = static_cast<std::uint16_t>(total.colon_cells);
  line.first = static_cast<unsigned char>(*first);
  fill_front(first, front, std::min<std::size_t>(size, 64), classify, line);
  if (size > 64 && size % 64 < 40) {
    std::uint32_t ignored = 0;
    block = classify(last - 64, 64, ignored);
    fill_back(last, block, 64, line);
  } else {
    fill_back(last, block, (size - 1) % 64 + 1, line);
  }
  return true;
}

}  // namespace
}  // namespace galley

#endif  // GALLEY_REPAIR_MEASURE_ASCII_H_
