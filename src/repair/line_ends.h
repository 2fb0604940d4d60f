// SPDX-License-Identifier: Apache-2.0
// Where the lines of a text end, found 64 bytes at a time: lines are so short that a search for
// each one's end costs more in its beginning than in its length.
#ifndef GALLEY_REPAIR_LINE_ENDS_H_
#define GALLEY_REPAIR_LINE_ENDS_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace galley {

class LineEnds {
 public:
  /// REQUIRES: the text outlives this.
  LineEnds(std::string_view text, std::size_t begin) : text_(text), block_(begin) { read(); }

  /// The next line feed or form feed, one after another; the text's size where there is no more.
  [[nodiscard]] std::size_t next() {
    while (bits_ == 0) {
      if (text_.size() - block_ <= kBlock) return text_.size();
      block_ += kBlock;
      read();
    }
    const std::size_t at = block_ + static_cast<std::size_t>(std::countr_zero(bits_));
    bits_ &= bits_ - 1;
    return at;
  }

 private:
  static constexpr std::size_t kBlock = 64;

  void read() {
    const std::size_t left = text_.size() - block_;
    if (left >= kBlock) {
      bits_ = ends_in(text_.data() + block_);
      return;
    }
    char copy[kBlock] = {};
    std::memcpy(copy, text_.data() + block_, left);
    bits_ = ends_in(copy);
  }

  // A bit for each of 64 bytes.
  static std::uint64_t ends_in(const char* bytes) {
    std::uint64_t bits = 0;
#if defined(__SSE2__)
    for (std::size_t quarter = 0; quarter < 4; ++quarter) {
      const __m128i some = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * quarter));
      const __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(some, _mm_set1_epi8('\n')),
                                        _mm_cmpeq_epi8(some, _mm_set1_epi8('\f')));
      bits |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(ends))} << 16 * quarter;
    }
#else
    for (std::size_t i = 0; i < kBlock; ++i) {
      bits |= std::uint64_t{bytes[i] == '\n' || bytes[i] == '\f'} << i;
    }
#endif
    return bits;
  }

  const std::string_view text_;
  std::size_t block_;
  std::uint64_t bits_ = 0;
};

}  // namespace galley

#endif  // GALLEY_REPAIR_LINE_ENDS_H_
