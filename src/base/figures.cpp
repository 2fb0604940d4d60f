// SPDX-License-Identifier: Apache-2.0
#include "galley/figures.h"

namespace galley {

namespace {

template <std::size_t kSize>
void add(std::array<std::uint64_t, kSize>& sums, const std::array<std::uint64_t, kSize>& others) {
  for (std::size_t i = 0; i < kSize; ++i) sums[i] += others[i];
}

}  // namespace

RunFigures& RunFigures::operator+=(const RunFigures& other) {
  add(line_cells, other.line_cells);
  add(column_cells, other.column_cells);
  add(line_chars, other.line_chars);
  add(edits, other.edits);
  return *this;
}

}  // namespace galley
