// SPDX-License-Identifier: Apache-2.0
// measure_ascii.h with 64 bytes a register: a table of ASCII is one permutation. Reached only
// through the pointer that measure_line.cpp chooses.
#include <immintrin.h>

#include "repair/measure_ascii.h"

namespace galley {

namespace {

struct Classifier {
  AsciiBlock operator()(const char* at, std::size_t size, std::uint32_t& units) const {
    const __mmask64 present = low_bits(size);
    const __m512i bytes = _mm512_maskz_loadu_epi8(present, at);
    const __m512i signs = _mm512_permutex2var_epi8(signs_low_, bytes, signs_high_);
    const __m512i widths =
        _mm512_maskz_permutex2var_epi8(present, widths_low_, bytes, widths_high_);
    units += static_cast<std::uint32_t>(
        _mm512_reduce_add_epi64(_mm512_sad_epu8(widths, _mm512_setzero_si512())));
    const auto with = [&](int sign) {
      return present & _mm512_test_epi8_mask(signs, _mm512_set1_epi8(static_cast<char>(sign)));
    };
    const __mmask64 both = with(kAsciiQuoteOrColon);
    const __mmask64 colon = both & _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(':'));
    return {with(kAsciiUpper),
            with(kAsciiLower),
            with(kAsciiDigit),
            with(kAsciiSpace),
            with(kAsciiOpen),
            with(kAsciiClose),
            both & ~colon,
            colon,
            with(kAsciiOther) | _mm512_movepi8_mask(bytes)};
  }

  [[nodiscard]] std::uint32_t units_of(const char* at, std::size_t size) const {
    const __mmask64 present = low_bits(size);
    const __m512i bytes = _mm512_maskz_loadu_epi8(present, at);
    const __m512i low = _mm512_loadu_si512(kAsciiUnits.data());
    const __m512i high = _mm512_loadu_si512(kAsciiUnits.data() + 64);
    const __m512i widths = _mm512_maskz_permutex2var_epi8(present, low, bytes, high);
    return static_cast<std::uint32_t>(
        _mm512_reduce_add_epi64(_mm512_sad_epu8(widths, _mm512_setzero_si512())));
  }

  const __m512i signs_low_ = _mm512_loadu_si512(kAsciiSigns.data());
  const __m512i signs_high_ = _mm512_loadu_si512(kAsciiSigns.data() + 64);
  const __m512i widths_low_ = _mm512_loadu_si512(kAsciiLineUnits.data());
  const __m512i widths_high_ = _mm512_loadu_si512(kAsciiLineUnits.data() + 64);
};

}  // namespace

bool measure_ascii_v4(const char* first, const char* last, Line& line) {
  const bool measured = measure_blocks(first, last, line, Classifier());
  _mm256_zeroupper();  // g++ 12 forgets it here, and the callers would crawl
  return measured;
}

}  // namespace galley
