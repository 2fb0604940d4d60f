// SPDX-License-Identifier: Apache-2.0
// Most letters are no numerals: those that may be are found block by block.
#include <algorithm>
#include <bit>
#include <iterator>

#include "base/cpu.h"
#include "base/hash.h"
#include "base/numbers.h"
#include "base/numerals.h"

namespace galley {

namespace {

std::uint32_t find_each(const char32_t* letters) {
  std::uint32_t found = 0;
  for (std::size_t i = 0; i < kNumeralBlock; ++i) {
    found |= std::uint32_t{numeral_kind(letters[i]) != NumeralKind::kNone} << i;
  }
  return found;
}

FindNumerals find_numerals() {
#if defined(__x86_64__)
  if (vector_level() >= VectorLevel::kV3) return find_numerals_v3;
#endif
  return find_each;
}

template <class Use>
void for_each_bit(std::uint32_t bits, Use use) {
  for (; bits != 0; bits &= bits - 1) use(static_cast<std::size_t>(std::countr_zero(bits)));
}

// Takes a text's letters one by one, those that are no numerals left out.
class Marker {
 public:
  // REQUIRES: places in ascending order.
  void take(char32_t letter, std::size_t place) {
    const NumeralKind now = numeral_kind(letter);
    if (now == NumeralKind::kNone) return;
    if (now != kind_ || place != next_) {
      leave();
      kind_ = now;
      hash_ = 0;
      opens_ = place == 0;
    }
    hash_ = hash_ * 31 + letter;
    next_ = place + 1;
  }
  [[nodiscard]] std::uint64_t marks() {
    leave();
    return marks_;
  }

 private:
  void leave() {
    if (kind_ != NumeralKind::kNone && !opens_) marks_ |= std::uint64_t{1} << (mix64(hash_) >> 58);
    kind_ = NumeralKind::kNone;
  }

  std::uint64_t marks_ = 0;
  NumeralKind kind_ = NumeralKind::kNone;  // of the number being read
  std::uint64_t hash_ = 0;
  std::size_t next_ = 0;  // the place behind its last numeral
  bool opens_ = false;    // it opens the text
};

}  // namespace

std::uint64_t number_marks(std::span<const char32_t> letters) {
  static const FindNumerals find = find_numerals();
  Marker marker;
  const std::size_t size = letters.size();
  if (size < kNumeralBlock) {
    char32_t block[kNumeralBlock];
    std::fill(std::copy(letters.begin(), letters.end(), block), std::end(block), U'a');
    for_each_bit(find(block), [&](std::size_t place) { marker.take(block[place], place); });
    return marker.marks();
  }
  for (std::size_t at = 0; at < size;) {
    // The last block reaches back over letters that have been looked at.
    const std::size_t begin = std::min(at, size - kNumeralBlock);
    const std::uint32_t found = find(letters.data() + begin) >> (at - begin);
    for_each_bit(found, [&](std::size_t bit) { marker.take(letters[at + bit], at + bit); });
    at = begin + kNumeralBlock;
  }
  return marker.marks();
}

}  // namespace galley
