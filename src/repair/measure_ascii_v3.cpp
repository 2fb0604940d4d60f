// SPDX-License-Identifier: Apache-2.0
// measure_ascii.h with 32 bytes a register: a table of ASCII is six rows of sixteen, one for each
// upper half of a byte. Reached only through the pointer that measure_line.cpp chooses.
#include <immintrin.h>

#include <cstring>

#include "repair/measure_ascii.h"

namespace galley {

namespace {

class Table {
 public:
  explicit Table(const std::array<std::uint8_t, 128>& values) {
    for (int row = 0; row < 8; ++row) {
      rows_[row] = _mm256_broadcastsi128_si256(
          _mm_loadu_si128(reinterpret_cast<const __m128i*>(values.data() + 16 * row)));
    }
  }
  // Of bytes below 128.
  [[nodiscard]] __m256i look_up(__m256i bytes) const {
    const __m256i upper = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(7));
    const __m256i lower = _mm256_and_si256(bytes, _mm256_set1_epi8(15));
    __m256i found = _mm256_setzero_si256();
    for (int row = 0; row < 8; ++row) {
      const __m256i here = _mm256_cmpeq_epi8(upper, _mm256_set1_epi8(static_cast<char>(row)));
      found =
          _mm256_or_si256(found, _mm256_and_si256(here, _mm256_shuffle_epi8(rows_[row], lower)));
    }
    return found;
  }

 private:
  __m256i rows_[8];
};

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
    const __m256i signs = signs_.look_up(bytes);
    Half half;
    for (int bit = 0; bit < 8; ++bit) {
      // The sign's bit becomes the byte's highest, which movemask reads.
      half.sets[bit] = present & static_cast<std::uint32_t>(
                                     _mm256_movemask_epi8(_mm256_slli_epi16(signs, 7 - bit)));
    }
    half.sets[7] |= present & static_cast<std::uint32_t>(_mm256_movemask_epi8(bytes));
    half.colon = present & static_cast<std::uint32_t>(_mm256_movemask_epi8(
                               _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(':'))));
    alignas(32) std::uint64_t sums[4];
    _mm256_store_si256(reinterpret_cast<__m256i*>(sums),
                       _mm256_sad_epu8(widths_.look_up(bytes), _mm256_setzero_si256()));
    // What was filled up has the width of NUL.
    const std::size_t filled = whole ? 0 : 32 - size;
    half.units = static_cast<std::uint32_t>(sums[0] + sums[1] + sums[2] + sums[3] -
                                            filled * kAsciiLineUnits[0]);
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

  Table signs_{kAsciiSigns};
  Table widths_{kAsciiLineUnits};
};

}  // namespace

bool measure_ascii_v3(const char* first, const char* last, Line& line) {
  const bool measured = measure_blocks(first, last, line, Classifier());
  _mm256_zeroupper();  // g++ 12 forgets it here, and the callers would crawl
  return measured;
}

}  // namespace galley
