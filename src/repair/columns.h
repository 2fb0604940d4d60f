// SPDX-License-Identifier: Apache-2.0
// The column that a line stands in: how wide the lines around it are, whether they share an edge,
// and how many of them stand apart. Widths belong to the place in a document, not to the document.
#ifndef GALLEY_REPAIR_COLUMNS_H_
#define GALLEY_REPAIR_COLUMNS_H_

#include <cstdint>
#include <span>

#include "repair/line.h"

namespace galley {

/// Edges and brims in units are multiples of it.
inline constexpr unsigned kUnitsPerBin = 10;

struct Column {
  std::uint16_t edge_cells = 0;  ///< 85th percentile of the widths around
  std::uint16_t brim_cells = 0;  ///< the widest line around that is no outlier
  std::uint16_t edge_units = 0;
  std::uint16_t brim_units = 0;
  std::uint8_t near_cells = 0;  ///< share of lines within a cell or two of the edge, in 64ths
  std::uint8_t near_units = 0;
  std::uint8_t blank_share = 0;  ///< share of gaps with blank lines, in 64ths
  std::uint8_t long_share = 0;   ///< share of lines too long for a column, in 64ths
  std::uint16_t least_indent = 0;
  std::uint16_t far_edge_cells = 0;  ///< edge and brim of a wider stretch, 48 lines to either side
  std::uint16_t far_brim_cells = 0;
  std::uint8_t far_near_cells = 0;
  std::uint8_t fit_share = 0;  ///< share of lines around that had room for the next line's first
                               ///< word, in 64ths: what room means here
  std::uint8_t first_short = 255;  ///< share of paragraphs around that begin two ems short of the
                                   ///< edge, in 64ths; 255 where too few are seen
  bool script_ends = false;        ///< the next line stands in a column of another script

  bool operator==(const Column&) const = default;
};

/// How many lines away a line can be and still bear on a column.
inline constexpr std::size_t kColumnReach = 65;

/// Whether a line is as wide as its column but for a stripped indent of two ideographs.
[[nodiscard]] bool is_two_ems_short(const Line& line, const Column& column);

/// Fills columns[i] for lines[i]. Cost: about 40 ns a line. REQUIRES: as many columns as lines.
void measure_columns(std::span<const Line> lines, std::span<Column> columns);

}  // namespace galley

#endif  // GALLEY_REPAIR_COLUMNS_H_
