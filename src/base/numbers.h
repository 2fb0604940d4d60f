// SPDX-License-Identifier: Apache-2.0
// Numbers in text: what tells two records of one template apart.
//
// A number is a run of digits, with '.' or ',' between two of them, or a run of Han numerals.
// Digits of other widths and scripts count as those of ASCII.
#ifndef GALLEY_BASE_NUMBERS_H_
#define GALLEY_BASE_NUMBERS_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace galley {

/// The numbers of `text` in their order, each as a hash of its letters, into `out`. The number that
/// opens a list item ("12. ", "(3) ", "十二、") is left out, and those of fewer than
/// `least_numerals` digits or numerals. REQUIRES: valid UTF-8.
void read_numbers(std::string_view text, std::vector<std::uint64_t>& out,
                  unsigned least_numerals = 1);

/// Whether two texts of these numbers may be one record: the shorter sequence is a subsequence of
/// the longer.
[[nodiscard]] bool numbers_agree(std::span<const std::uint64_t> a,
                                 std::span<const std::uint64_t> b);

/// A set of 64 marks that the numbers of `text` leave: of texts whose numbers agree, one's marks
/// contain the other's. REQUIRES: valid UTF-8. Cost: 0.2 ns a byte where numbers are rare.
[[nodiscard]] std::uint64_t number_marks(std::string_view text);

/// Whether one of two sets of marks contains the other.
[[nodiscard]] inline bool marks_agree(std::uint64_t a, std::uint64_t b) {
  return (a & b) == a || (a & b) == b;
}

}  // namespace galley

#endif  // GALLEY_BASE_NUMBERS_H_
