// SPDX-License-Identifier: Apache-2.0
// Compiled with -march=x86-64-v3. An ideograph is a numeral only if each half of its bytes is one
// that numerals have in its place; that would let many others pass, and so there are eight groups
// of numerals, a bit each, of which one must have all.
#include <immintrin.h>

#include <algorithm>
#include <bit>

#include "base/numerals.h"

namespace galley {

namespace {

// Grouped so that few of the ideographs that are frequent pass.
constexpr std::u32string_view kGrouped[] = {
    U"五亿仟壹廿", U"九伍貳",   U"八六四柒",         U"億十千卅叁捌",
    U"〇兆肆",     U"拾玖百零", U"一七万三二佰萬贰", U"０１２３４５６７８９"};

// The groups with a numeral that has this half byte in this place: the low and high halves of its
// three bytes. All begin with 0xE, which is looked at by itself.
struct Groups {
  std::uint8_t of[5][16];
};
constexpr Groups make_groups() {
  Groups groups{};
  for (unsigned number = 0; number < 8; ++number) {
    const auto group = static_cast<std::uint8_t>(1u << number);
    for (const char32_t numeral : kGrouped[number]) {
      const char32_t second = 0x80 | (numeral >> 6 & 0x3F), third = 0x80 | (numeral & 0x3F);
      groups.of[0][numeral >> 12] |= group;
      groups.of[1][second & 15] |= group;
      groups.of[2][second >> 4] |= group;
      groups.of[3][third & 15] |= group;
      groups.of[4][third >> 4] |= group;
    }
  }
  return groups;
}
static_assert(std::ranges::all_of(kHanNumerals, [](char32_t numeral) {
  return std::ranges::any_of(kGrouped, [&](auto group) { return group.contains(numeral); });
}));
constexpr Groups kGroups = make_groups();

__m256i load(const char* bytes) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
}

// The groups that have these halves, each below 16, in that place.
__m256i groups_of(unsigned place, __m256i halves) {
  const __m128i table = _mm_loadu_si128(reinterpret_cast<const __m128i*>(kGroups.of[place]));
  return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(table), halves);
}

// Bytes from `first` to `last`.
__m256i within(__m256i bytes, unsigned char first, unsigned char last) {
  const __m256i above = _mm256_sub_epi8(bytes, _mm256_set1_epi8(static_cast<char>(first)));
  const __m256i most = _mm256_set1_epi8(static_cast<char>(last - first));
  return _mm256_cmpeq_epi8(_mm256_min_epu8(above, most), above);
}

std::uint32_t bits_of(__m256i found) {
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(found));
}

// Numerals of three bytes, which all begin with 0xE, and digits of full width.
__m256i find_three_bytes(__m256i first, __m256i second, __m256i third) {
  const __m256i half = _mm256_set1_epi8(0x0F);
  const auto low = [&](__m256i bytes) { return _mm256_and_si256(bytes, half); };
  const auto high = [&](__m256i bytes) {
    return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half);
  };
  const __m256i groups = _mm256_and_si256(
      _mm256_and_si256(groups_of(0, low(first)),
                       _mm256_and_si256(groups_of(1, low(second)), groups_of(2, high(second)))),
      _mm256_and_si256(groups_of(3, low(third)), groups_of(4, high(third))));
  const __m256i none = _mm256_cmpeq_epi8(groups, _mm256_setzero_si256());
  return _mm256_andnot_si256(none, within(first, 0xE3, 0xEF));
}

// What is not ASCII and may be a numeral: all whose first bytes may_be_numeral() does not rule out.
__m256i find_wide(__m256i first, __m256i second, __m256i third) {
  const auto both = [](__m256i a, __m256i b) { return _mm256_and_si256(a, b); };
  const auto either = [](__m256i a, __m256i b) { return _mm256_or_si256(a, b); };
  const __m256i signs_behind_kana = either(
      within(second, 0x84, 0xBF), both(within(second, 0x80, 0x80), within(third, 0xA0, 0xBF)));
  const __m256i full_width = both(within(first, 0xEF, 0xEF), within(second, 0xBC, 0xBD));
  const __m256i others =
      either(either(within(first, 0xC2, 0xC2), within(first, 0xD9, 0xE2)),
             either(both(within(first, 0xE3, 0xE3), signs_behind_kana),
                    either(both(within(first, 0xEA, 0xEA), within(second, 0x80, 0xAF)),
                           _mm256_andnot_si256(full_width, within(first, 0xEE, 0xFF)))));
  return either(others, find_three_bytes(first, second, third));
}

}  // namespace

std::uint32_t find_numerals_v3(const char* text) {
  const __m256i first = load(text);
  std::uint32_t found = bits_of(within(first, '0', '9'));
  if (bits_of(first) != 0) found |= bits_of(find_wide(first, load(text + 1), load(text + 2)));
  return found;
}

}  // namespace galley
