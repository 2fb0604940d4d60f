// SPDX-License-Identifier: Apache-2.0
// Blocks of code points decide, not ICU: a few unassigned ones inside a block weigh what their
// neighbours do. Digits are those that letters have after folding: ASCII, and the decimal digits of
// scripts that newspapers print numbers in.
#include "base/letter_weight.h"

#include <algorithm>

namespace galley {

namespace {

// Where a run of ten digits begins.
constexpr char32_t kZeros[] = {0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66,
                               0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
                               0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0, 0x1810};

bool in(char32_t letter, char32_t first, char32_t last) {
  return letter - first <= last - first;
}

bool weighs_four(char32_t letter) {
  if (letter < 0x660) return false;
  if (letter < 0x1100) {
    for (const char32_t zero : kZeros) {
      if (in(letter, zero, zero + 9)) return true;
    }
    return false;
  }
  return in(letter, 0x1100, 0x11FF) || in(letter, 0x17E0, 0x17E9) || in(letter, 0x1810, 0x1819) ||
         in(letter, 0x2E80, 0xA4CF) || in(letter, 0xA960, 0xA97F) || in(letter, 0xAC00, 0xD7FF) ||
         in(letter, 0xF900, 0xFAFF) || in(letter, 0x1B000, 0x1B16F) || in(letter, 0x20000, 0x3FFFF);
}

}  // namespace

std::uint64_t weight_of(std::span<const char32_t> letters) {
  // Almost all letters are of one of three kinds that a plain comparison tells.
  std::uint64_t fours = 0;
  std::uint64_t others = 0;
  // Counted in numbers as wide as letters, so that a vector has as many of both.
  constexpr std::size_t kBlock = std::size_t{1} << 16;
  for (std::size_t begin = 0; begin < letters.size(); begin += kBlock) {
    std::uint32_t block_fours = 0;
    std::uint32_t block_others = 0;
    for (const char32_t letter : letters.subspan(begin, std::min(kBlock, letters.size() - begin))) {
      const std::uint32_t four = (letter <= U'9') | (letter - 0x4E00u < 0x5200u);
      const std::uint32_t other = (letter - 0x660u < 0x4E00u - 0x660u) | (letter >= 0xA000u);
      block_fours += four;
      block_others += other;
    }
    fours += block_fours;
    others += block_others;
  }
  if (others > 0) {
    for (const char32_t letter : letters) {
      if (letter - 0x4E00u >= 0x5200u) fours += weighs_four(letter) ? 1u : 0u;
    }
  }
  return letters.size() + 3 * fours;
}

}  // namespace galley
