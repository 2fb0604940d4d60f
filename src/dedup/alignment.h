// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_ALIGNMENT_H_
#define GALLEY_DEDUP_ALIGNMENT_H_

#include <cstdint>
#include <span>
#include <vector>

#include "base/zeroed_array.h"

namespace galley {

/// Counts the letters that must be replaced, added or left out to make one text of another. One for
/// each thread; holds 2 MiB.
class Alignment {
 public:
  /// Which ends of the other text may stand over without being counted.
  enum class Ends : std::uint8_t { kCounted, kFree };

  Alignment();

  /// Takes the text that the following calls compare with. It is not kept.
  void set_text(std::span<const char32_t> letters);

  /// The edit distance between the text and `other`, or with free ends the least between the text
  /// and a part of `other`. Cost: 1 ns for each 64 letters of the one and letter of the other.
  [[nodiscard]] std::uint64_t distance_to(std::span<const char32_t> other, Ends ends);

  /// The chance in ppm that a letter of the text and one of `other`, both taken at random, are the
  /// same. Cost: 1 ns a letter of `other`.
  [[nodiscard]] std::uint64_t chance_ppm(std::span<const char32_t> other) const;

 private:
  // Myers's vectors: bit i says that the distance grows (or shrinks) from row i to the next.
  struct Column {
    std::uint64_t up;
    std::uint64_t down;
  };

  ZeroedArray<std::uint16_t> number_of_letter_;  // 0: not in the text
  std::vector<char32_t> numbered_;               // the text's letters, by their numbers
  std::vector<std::uint64_t> count_of_number_;   // how often each stands in it
  std::size_t length_ = 0;
  std::size_t words_ = 0;
  std::vector<std::uint64_t> places_;  // [number * words + word]: where the letter stands
  std::vector<Column> column_;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_ALIGNMENT_H_
