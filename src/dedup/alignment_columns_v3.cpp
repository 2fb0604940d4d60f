// SPDX-License-Identifier: Apache-2.0
// Compiled with -march=x86-64-v3. A block depends on the one above it and on the one of the letter
// before it. So four letters are worked on at once, each a block behind the letter before it: what
// one lane has done of a block is what the next one needs of it a step later.
#include <immintrin.h>

#include "dedup/alignment_columns.h"

namespace galley {

namespace {

// The lanes one further, with `first` in the first.
__m256i moved_on(__m256i lanes, std::uint64_t first) {
  const __m256i moved = _mm256_permute4x64_epi64(lanes, _MM_SHUFFLE(2, 1, 0, 0));
  const __m256i in_first = _mm256_castsi128_si256(_mm_cvtsi64_si128(static_cast<long long>(first)));
  return _mm256_blend_epi32(moved, in_first, 0x03);
}

// Of the block that the lane has reached; before its first and behind its last one anything.
long long word(const FourLetters& letters, std::size_t lane, std::size_t step) {
  const auto block = static_cast<std::ptrdiff_t>(step) - static_cast<std::ptrdiff_t>(lane);
  return static_cast<long long>(letters.places[lane][block]);
}

}  // namespace

void take_four_letters_v3(const FourLetters& letters, ColumnBlock* column,
                          std::array<int, 4>& changes) {
  const __m256i lane = _mm256_setr_epi64x(0, 1, 2, 3);
  const __m256i ones = _mm256_set1_epi64x(-1);
  const auto inverse = [&](__m256i bits) { return _mm256_xor_si256(bits, ones); };
  __m256i up = _mm256_setzero_si256();
  __m256i down = up;
  __m256i grows = _mm256_set1_epi64x(static_cast<long long>(letters.top));
  __m256i shrinks = _mm256_setzero_si256();
  const std::size_t steps = letters.words + kColumnSpare;
  for (std::size_t step = 0; step < steps; ++step) {
    up = moved_on(up, column[step].up);
    down = moved_on(down, column[step].down);
    const __m256i places = _mm256_set_epi64x(word(letters, 3, step), word(letters, 2, step),
                                             word(letters, 1, step), word(letters, 0, step));
    const __m256i vertical = _mm256_or_si256(places, down);
    const __m256i equal = _mm256_or_si256(places, shrinks);
    const __m256i sum = _mm256_add_epi64(_mm256_and_si256(equal, up), up);
    const __m256i horizontal = _mm256_or_si256(_mm256_xor_si256(sum, up), equal);
    const __m256i row_grows = _mm256_or_si256(down, inverse(_mm256_or_si256(horizontal, up)));
    const __m256i row_shrinks = _mm256_and_si256(up, horizontal);
    const __m256i grown = _mm256_or_si256(_mm256_slli_epi64(row_grows, 1), grows);
    const __m256i shrunk = _mm256_or_si256(_mm256_slli_epi64(row_shrinks, 1), shrinks);
    up = _mm256_or_si256(shrunk, inverse(_mm256_or_si256(vertical, grown)));
    down = _mm256_and_si256(grown, vertical);
    const __m256i next_grows = _mm256_srli_epi64(row_grows, 63);
    const __m256i next_shrinks = _mm256_srli_epi64(row_shrinks, 63);
    if (step < kColumnSpare) {
      // A lane that has not begun keeps what row 0 says.
      const __m256i waits =
          _mm256_cmpgt_epi64(lane, _mm256_set1_epi64x(static_cast<long long>(step)));
      grows = _mm256_blendv_epi8(next_grows, grows, waits);
      shrinks = _mm256_andnot_si256(waits, next_shrinks);
    } else {
      grows = next_grows;
      shrinks = next_shrinks;
      column[step - kColumnSpare] = {static_cast<std::uint64_t>(_mm256_extract_epi64(up, 3)),
                                     static_cast<std::uint64_t>(_mm256_extract_epi64(down, 3))};
    }
    if (step + 1 >= letters.words) {
      const std::size_t done = step + 1 - letters.words;
      alignas(32) std::array<std::uint64_t, 4> up_in_row, down_in_row;
      _mm256_store_si256(reinterpret_cast<__m256i*>(up_in_row.data()), row_grows);
      _mm256_store_si256(reinterpret_cast<__m256i*>(down_in_row.data()), row_shrinks);
      changes[done] = ((up_in_row[done] & letters.last_row) != 0 ? 1 : 0) -
                      ((down_in_row[done] & letters.last_row) != 0 ? 1 : 0);
    }
  }
}

}  // namespace galley
