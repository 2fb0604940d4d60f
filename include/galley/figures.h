// SPDX-License-Identifier: Apache-2.0
// What a run measures of its text while it repairs: for the report, and for whoever wants to know
// what an archive is made of. Sums: the same for any number of threads.
#ifndef GALLEY_FIGURES_H_
#define GALLEY_FIGURES_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "galley/edit.h"

namespace galley {

/// Lengths fall into bins of half an octave, which begin at 1, 2, 3, 4, 6, 8, 12, 16, 24 ... code
/// points. (Bin 1 is always empty.)
inline constexpr std::size_t kLengthBins = 64;
[[nodiscard]] constexpr std::size_t length_bin(std::uint64_t chars) {
  if (chars < 2) return 0;
  const auto octave = static_cast<std::size_t>(std::bit_width(chars)) - 1;
  const std::size_t bin = 2 * octave + ((chars >> (octave - 1)) & 1);
  return bin < kLengthBins ? bin : kLengthBins - 1;
}

struct RunFigures {
  static constexpr std::size_t kWidths = 256;

  /// Lines by their width in half-ems (ideographs two, all else one); the last: all that are wider.
  std::array<std::uint64_t, kWidths> line_cells{};
  /// Lines by the width of the column that they stand in; 0: in none. A column is seen where a
  /// quarter of the lines around share its edge within a half-em or two.
  std::array<std::uint64_t, kWidths> column_cells{};
  std::array<std::uint64_t, kLengthBins> line_chars{};  ///< lines by their length
  std::array<std::uint64_t, kEditReasons> edits{};      ///< repair's edits by EditReason

  RunFigures& operator+=(const RunFigures& other);
  friend bool operator==(const RunFigures&, const RunFigures&) = default;
};

}  // namespace galley

#endif  // GALLEY_FIGURES_H_
