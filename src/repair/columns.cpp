// SPDX-License-Identifier: Apache-2.0
// A histogram of widths slides over the lines, 12 before and 12 behind; its 85th percentile moves
// with it by a few bins a line. Lines that are no running text (tables, fences, rules) are left out.
#include "repair/columns.h"

#include <algorithm>
#include <array>

namespace galley {

namespace {

constexpr std::size_t kReach = 12;
constexpr unsigned kBins = 256;
constexpr unsigned kUnitsPerBin = 10;
// Wider than any column of print: a line that is a paragraph.
constexpr std::uint32_t kLongCells = 160;

// A histogram that knows its 85th percentile.
class SlidingWidths {
 public:
  void add(unsigned bin) {
    ++bins_[bin];
    ++count_;
    if (bin <= edge_) ++below_;
  }
  void remove(unsigned bin) {
    --bins_[bin];
    --count_;
    if (bin <= edge_) --below_;
  }
  // The least bin with 85 % of the lines at or below it.
  unsigned edge() {
    const unsigned wanted = (count_ * 85 + 99) / 100;
    while (below_ < wanted) below_ += bins_[++edge_];
    while (edge_ > 0 && below_ - bins_[edge_] >= wanted) below_ -= bins_[edge_--];
    return edge_;
  }
  [[nodiscard]] unsigned between(unsigned low, unsigned high) const {
    unsigned sum = 0;
    for (unsigned bin = low; bin <= std::min(high, kBins - 1); ++bin) sum += bins_[bin];
    return sum;
  }
  // The highest filled bin up to a fifth above the edge.
  [[nodiscard]] unsigned brim() const {
    for (unsigned bin = std::min(edge_ + edge_ / 5 + 2, kBins - 1); bin > edge_; --bin) {
      if (bins_[bin] != 0) return bin;
    }
    return edge_;
  }
  [[nodiscard]] unsigned count() const { return count_; }

 private:
  std::array<std::uint16_t, kBins> bins_{};
  unsigned count_ = 0;
  unsigned below_ = 0;
  unsigned edge_ = 0;
};

bool counts(const Line& line) {
  return line.role == LineRole::kText || line.role == LineRole::kItem ||
         line.role == LineRole::kImage;
}

unsigned cell_bin(const Line& line) { return std::min(line.cells, kBins - 1); }
unsigned unit_bin(const Line& line) { return std::min(line.units / kUnitsPerBin, kBins - 1); }

std::uint8_t share(unsigned part, unsigned whole) {
  return whole == 0 ? std::uint8_t{0} : static_cast<std::uint8_t>(part * 64 / whole);
}

}  // namespace

void measure_columns(std::span<const Line> lines, std::vector<Column>& columns) {
  columns.resize(lines.size());
  SlidingWidths cells, units;
  unsigned gaps = 0, blank_gaps = 0, long_lines = 0;
  const auto enter = [&](const Line& line) {
    ++gaps;
    blank_gaps += line.blanks != 0;
    if (!counts(line)) return;
    cells.add(cell_bin(line));
    units.add(unit_bin(line));
    long_lines += line.cells > kLongCells;
  };
  const auto leave = [&](const Line& line) {
    --gaps;
    blank_gaps -= line.blanks != 0;
    if (!counts(line)) return;
    cells.remove(cell_bin(line));
    units.remove(unit_bin(line));
    long_lines -= line.cells > kLongCells;
  };
  for (std::size_t i = 0; i < std::min(kReach, lines.size()); ++i) enter(lines[i]);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i + kReach < lines.size()) enter(lines[i + kReach]);
    if (i > kReach) leave(lines[i - kReach - 1]);
    Column& column = columns[i];
    const unsigned edge = cells.edge();
    const unsigned unit_edge = units.edge();
    column.edge_cells = static_cast<std::uint16_t>(edge);
    column.brim_cells = static_cast<std::uint16_t>(cells.brim());
    column.edge_units = static_cast<std::uint16_t>(unit_edge * kUnitsPerBin);
    column.brim_units = static_cast<std::uint16_t>(units.brim() * kUnitsPerBin);
    column.near_cells = share(cells.between(edge - std::min(edge, 2u), edge + 1), cells.count());
    const unsigned margin = 1 + unit_edge / 32;
    column.near_units =
        share(units.between(unit_edge - std::min(unit_edge, margin), unit_edge + margin), units.count());
    column.blank_share = share(blank_gaps, gaps);
    column.long_share = share(long_lines, cells.count());
    std::uint16_t least = UINT16_MAX;
    const std::size_t from = i > 4 ? i - 4 : 0;
    for (std::size_t k = from; k < std::min(lines.size(), i + 6); ++k) {
      least = std::min(least, lines[k].indent);
    }
    column.least_indent = least;
  }
}

}  // namespace galley
