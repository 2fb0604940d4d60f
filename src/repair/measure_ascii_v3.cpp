// SPDX-License-Identifier: Apache-2.0
// measure_ascii.h with 32 bytes a register: a table of ASCII is six rows of sixteen, one for each
// upper half of a byte. Reached only through the pointer that measure_line.cpp chooses.
#include <immintrin.h>

#include <cstring>

#include "repair/measure_ascii.h"

namespace galley {

namespace {

// Rows of a table, by the upper halves of bytes: those of control characters are not asked for.
constexpr int kFirstRow = 2, kRows = 6;

struct Rows {
  __m256i of[kRows];
};
Rows rows_of(const std::array<std::uint8_t, 128>& values) {
  Rows rows;
  for (int row = 0; row < kRows; ++row) {
    rows.of[row] = _mm256_broadcastsi128_si256(
        _mm_loadu_si128(reinterpret_cast<const __m128i*>(values.data() + 16 * (kFirstRow + row))));
  }
  return rows;
}

struct Half {
  std::uint32_t sets[8];
  std::uint32_t colon;
  std::uint32_t units;
};

struct Classifier {
  [[nodiscard]] Half classify_half(const char* at, std::size_t size) const {
    alignas(32) char copy[32] = {};
    const bool whole = size >= 32;
    if (!whole) std::memcpy(copy, at, size);
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(whole ? at : copy));
    const auto present = static_cast<std::uint32_t>(low_bits(size));
    __m256i signs = _mm256_setzero_si256();
    __m256i widths = signs;
    for (int row = 0; row < kRows; ++row) {
      // Bytes of the row become 0x70 to 0x7F, whose lower halves a shuffle takes; all others have
      // their highest bit, and a shuffle makes them 0.
      const __m256i here = _mm256_adds_epu8(
          _mm256_sub_epi8(bytes, _mm256_set1_epi8(static_cast<char>(16 * (kFirstRow + row)))),
          _mm256_set1_epi8(0x70));
      signs = _mm256_or_si256(signs, _mm256_shuffle_epi8(signs_.of[row], here));
      widths = _mm256_or_si256(widths, _mm256_shuffle_epi8(widths_.of[row], here));
    }
    Half half;
    for (int bit = 0; bit < 8; ++bit) {
      // The sign's bit becomes the byte's highest, which movemask reads.
      half.sets[bit] = present & static_cast<std::uint32_t>(
                                     _mm256_movemask_epi8(_mm256_slli_epi16(signs, 7 - bit)));
    }
    // As signed numbers control characters and all that is no ASCII are below a space.
    half.sets[7] |= present & static_cast<std::uint32_t>(_mm256_movemask_epi8(
                                  _mm256_cmpgt_epi8(_mm256_set1_epi8(' '), bytes)));
    half.colon = present & static_cast<std::uint32_t>(_mm256_movemask_epi8(
                               _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(':'))));
    alignas(32) std::uint64_t sums[4];
    _mm256_store_si256(reinterpret_cast<__m256i*>(sums),
                       _mm256_sad_epu8(widths, _mm256_setzero_si256()));
    half.units = static_cast<std::uint32_t>(sums[0] + sums[1] + sums[2] + sums[3]);
    return half;
  }

  AsciiBlock operator()(const char* at, std::size_t size, std::uint32_t& units) const {
    const Half low = classify_half(at, size < 32 ? size : 32);
    const Half high = size > 32 ? classify_half(at + 32, size - 32) : Half{};
    units += low.units + high.units;
    const auto both = [&](int bit) { return std::uint64_t{high.sets[bit]} << 32 | low.sets[bit]; };
    const std::uint64_t colon = std::uint64_t{high.colon} << 32 | low.colon;
    return {both(0), both(1), both(2), both(3), both(4), both(5), both(6) & ~colon, colon, both(7)};
  }

  [[nodiscard]] std::uint32_t units_of(const char* at, std::size_t size) const {
    std::uint32_t units = 0;
    for (std::size_t i = 0; i < size; ++i) units += kAsciiUnits[static_cast<unsigned char>(at[i])];
    return units;
  }

  Rows signs_ = rows_of(kAsciiSigns);
  Rows widths_ = rows_of(kAsciiLineUnits);
};

}  // namespace

bool measure_ascii_v3(const char* first, const char* last, Line& line) {
  const bool measured = measure_blocks(first, last, line, Classifier());
  _mm256_zeroupper();  // g++ 12 forgets it here, and the callers would crawl
  return measured;
}

}  // namespace galley
