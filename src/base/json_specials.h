// SPDX-License-Identifier: Apache-2.0
// The bytes that a JSON string escapes: '"', '\\' and control characters.
#ifndef GALLEY_BASE_JSON_SPECIALS_H_
#define GALLEY_BASE_JSON_SPECIALS_H_

#include <cstddef>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace galley {

[[nodiscard]] constexpr bool is_json_special(char c) {
  return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

inline constexpr std::size_t kJsonBlock = 16;

/// Bit n tells whether the n-th of kJsonBlock bytes is special.
[[nodiscard]] inline unsigned json_specials_of(const char* block) {
#ifdef __SSE2__
  // Part of every x86-64: nothing to choose at run time.
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block));
  const __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
  const __m128i escape = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
  const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
  return static_cast<unsigned>(
      _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quote, escape), control)));
#else
  unsigned found = 0;
  for (std::size_t i = 0; i < kJsonBlock; ++i) {
    found |= (is_json_special(block[i]) ? 1u : 0u) << i;
  }
  return found;
#endif
}

}  // namespace galley

#endif  // GALLEY_BASE_JSON_SPECIALS_H_
