// SPDX-License-Identifier: Apache-2.0
// Compiled with -march=x86-64-v3. A code point of four hexadecimal digits is a numeral only if each
// of the four is one that numerals have in its place; that would let many others pass, and so there
// are eight groups of numerals, a bit each, of which one must have all four.
#include <immintrin.h>

#include <algorithm>

#include "base/numerals.h"

namespace galley {

namespace {

// kGroups[place][digit]: the groups with a numeral that has this digit in this place, the last
// first.
struct Groups {
  std::uint8_t of[4][16];
};
constexpr Groups make_groups() {
  // Neighbours have most digits in common.
  std::array<char32_t, kHanNumerals.size()> sorted{};
  std::ranges::copy(kHanNumerals, sorted.begin());
  std::ranges::sort(sorted);
  Groups groups{};
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const auto group = static_cast<std::uint8_t>(1u << (i * 8 / sorted.size()));
    for (unsigned place = 0; place < 4; ++place) {
      groups.of[place][sorted[i] >> (4 * place) & 15] |= group;
    }
  }
  return groups;
}
constexpr Groups kGroups = make_groups();

__m256i load(const char32_t* letters) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(letters));
}

// The groups that have these digits, each below 16, in that place.
__m256i groups_of(unsigned place, __m256i digits) {
  const __m128i table = _mm_loadu_si128(reinterpret_cast<const __m128i*>(kGroups.of[place]));
  return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(table), digits);
}

}  // namespace

std::uint32_t find_numerals_v3(const char32_t* letters) {
  // What is above 16 bits becomes U+FFFF. Packing goes by halves of a register.
  const __m256i first = _mm256_packus_epi32(load(letters), load(letters + 8));
  const __m256i second = _mm256_packus_epi32(load(letters + 16), load(letters + 24));
  const __m256i byte = _mm256_set1_epi16(0xFF);
  const __m256i low =
      _mm256_packus_epi16(_mm256_and_si256(first, byte), _mm256_and_si256(second, byte));
  const __m256i high =
      _mm256_packus_epi16(_mm256_srli_epi16(first, 8), _mm256_srli_epi16(second, 8));
  const __m256i digit = _mm256_set1_epi8(0x0F);
  const auto upper = [&](__m256i bytes) {
    return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), digit);
  };
  const __m256i groups = _mm256_and_si256(
      _mm256_and_si256(groups_of(0, _mm256_and_si256(low, digit)), groups_of(1, upper(low))),
      _mm256_and_si256(groups_of(2, _mm256_and_si256(high, digit)), groups_of(3, upper(high))));
  const __m256i none = _mm256_setzero_si256();
  const __m256i no_han = _mm256_cmpeq_epi8(groups, none);
  // Of letters below U+0100 digits are the lowest.
  const __m256i is_low = _mm256_cmpeq_epi8(_mm256_min_epu8(low, _mm256_set1_epi8('9')), low);
  const __m256i ascii = _mm256_and_si256(_mm256_cmpeq_epi8(high, none), is_low);
  const __m256i found = _mm256_or_si256(ascii, _mm256_xor_si256(no_han, _mm256_set1_epi8(-1)));
  const __m256i in_order =
      _mm256_permutevar8x32_epi32(found, _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7));
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(in_order));
}

}  // namespace galley
