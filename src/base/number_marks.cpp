// SPDX-License-Identifier: Apache-2.0
// Most letters are no numerals: those that may be are found block by block.
#include <algorithm>
#include <bit>

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
  std::size_t at = 0;
  for (; at + kNumeralBlock <= letters.size(); at += kNumeralBlock) {
    for (std::uint32_t found = find(letters.data() + at); found != 0; found &= found - 1) {
      const std::size_t place = at + static_cast<std::size_t>(std::countr_zero(found));
      marker.take(letters[place], place);
    }
  }
  for (; at < letters.size(); ++at) marker.take(letters[at], at);
  return marker.marks();
}

}  // namespace galley
