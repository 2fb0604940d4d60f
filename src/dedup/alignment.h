// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_ALIGNMENT_H_
#define GALLEY_DEDUP_ALIGNMENT_H_

#include <cstdint>
#include <span>
#include <vector>

#include "base/cpu.h"
#include "base/zeroed_array.h"
#include "dedup/alignment_columns.h"

namespace galley {

/// Counts the letters that must be replaced, added or left out to make one text of another. One for
/// each thread; holds 2 MiB.
class Alignment {
 public:
  /// Which ends of the other text may stand over without being counted.
  enum class Ends : std::uint8_t { kCounted, kFree };

  explicit Alignment(VectorLevel level = vector_level());

  /// Takes the text that the following calls compare with. It is not kept.
  void set_text(std::span<const char32_t> letters);

  /// The edit distance between the text and `other`, or with free ends the least between the text
  /// and a part of `other`. Cost: 1 ns (with AVX2) for each 64 letters of the one and letter of the
  /// other.
  [[nodiscard]] std::uint64_t distance_to(std::span<const char32_t> other, Ends ends);

  /// The chance in ppm that a letter of the text and one of `other`, both taken at random, are the
  /// same. Cost: 1 ns a letter of `other`.
  [[nodiscard]] std::uint64_t chance_ppm(std::span<const char32_t> other) const;

 private:
  // Takes the column one letter further. Returns what it adds to the last row's distance.
  [[nodiscard]] int take_letter(const std::uint64_t* places, std::uint64_t top,
                                std::uint64_t last_row);
  [[nodiscard]] const std::uint64_t* places_of(char32_t letter) const {
    return places_.data() + kColumnSpare + std::size_t{number_of_letter_[letter]} * words_;
  }

  TakeFourLetters take_four_;                    // null where the processor has nothing for it
  ZeroedArray<std::uint16_t> number_of_letter_;  // 0: not in the text
  std::vector<char32_t> numbered_;               // the text's letters, by their numbers
  std::vector<std::uint64_t> count_of_number_;   // how often each stands in it
  std::size_t length_ = 0;
  std::size_t words_ = 0;
  // [kColumnSpare + number * words + word]: where the letter stands; kColumnSpare more behind all.
  std::vector<std::uint64_t> places_;
  std::vector<ColumnBlock> column_;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_ALIGNMENT_H_
