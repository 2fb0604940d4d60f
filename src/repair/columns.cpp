// SPDX-License-Identifier: Apache-2.0
// A histogram of widths slides over the lines, 12 before and 12 behind, another over 48; its 85th
// percentile moves with it by a few bins a line. Lines that are no running text (tables, fences,
// rules) are left out.
#include "repair/columns.h"

#include <algorithm>
#include <array>
#include <bit>

namespace galley {

namespace {

constexpr std::size_t kReach = 12;
constexpr std::size_t kFarReach = 48;
constexpr std::size_t kIndentReach = 5;
constexpr unsigned kBins = 256;
constexpr unsigned kUnitsPerBin = 10;
// Wider than any column of print: a line that is a paragraph.
constexpr std::uint32_t kLongCells = 160;

// A histogram that knows its 85th percentile.
class SlidingWidths {
 public:
  void add(unsigned bin) {
    ++bins_[bin];
    filled_[bin / 64] |= std::uint64_t{1} << bin % 64;
    ++count_;
    if (bin <= edge_) ++below_;
  }
  void remove(unsigned bin) {
    if (--bins_[bin] == 0) filled_[bin / 64] &= ~(std::uint64_t{1} << bin % 64);
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
    const unsigned most = std::min(edge_ + edge_ / 5 + 2, kBins - 1);
    for (unsigned word = most / 64 + 1; word-- > edge_ / 64;) {
      std::uint64_t bits = filled_[word];
      if (word == most / 64) bits &= ~std::uint64_t{0} >> (63 - most % 64);
      if (bits == 0) continue;
      return std::max(word * 64 + 63 - static_cast<unsigned>(std::countl_zero(bits)), edge_);
    }
    return edge_;
  }
  [[nodiscard]] unsigned count() const { return count_; }

 private:
  std::array<std::uint16_t, kBins> bins_{};
  std::array<std::uint64_t, kBins / 64> filled_{};  // a bit for each bin that is not empty
  unsigned count_ = 0;
  unsigned below_ = 0;
  unsigned edge_ = 0;
};

bool counts(const Line& line) {
  return line.role == LineRole::kText || line.role == LineRole::kItem ||
         line.role == LineRole::kImage;
}

unsigned cell_bin(const Line& line) {
  return std::min(line.cells, kBins - 1);
}
unsigned unit_bin(const Line& line) {
  return std::min(line.units / kUnitsPerBin, kBins - 1);
}

// Divisions by window sizes as multiplications: exact for numerators below 2^20 / kMostShared.
constexpr unsigned kMostShared = 2 * kFarReach + 1;
constexpr auto kInverses = [] {
  std::array<std::uint32_t, kMostShared + 1> inverses{};
  for (unsigned whole = 1; whole <= kMostShared; ++whole) inverses[whole] = (1u << 20) / whole + 1;
  return inverses;
}();

// In 64ths. REQUIRES: part <= whole <= kMostShared.
std::uint8_t share(unsigned part, unsigned whole) {
  return static_cast<std::uint8_t>(part * 64 * kInverses[whole] >> 20);
}

// Whether the next line's first word would have fitted behind this line.
bool has_room(const Line& line, const Line& next, unsigned brim) {
  return line.cells + 1 + next.first_cells <= brim;
}

std::uint16_t least_indent(std::span<const Line> lines, std::size_t index) {
  std::uint16_t least = UINT16_MAX;
  const std::size_t from = index + 1 > kIndentReach ? index + 1 - kIndentReach : 0;
  for (std::size_t k = from; k < std::min(lines.size(), index + kIndentReach + 1); ++k) {
    least = std::min(least, lines[k].indent);
  }
  return least;
}

void measure_near(std::span<const Line> lines, std::span<Column> columns) {
  SlidingWidths cells, units;
  unsigned gaps = 0, blank_gaps = 0, long_lines = 0;
  std::size_t flush = 0;  // lines without indent, from four before to five behind
  for (std::size_t i = 0; i < std::min(kIndentReach, lines.size()); ++i) {
    flush += lines[i].indent == 0;
  }
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
    column.near_units = share(
        units.between(unit_edge - std::min(unit_edge, margin), unit_edge + margin), units.count());
    column.blank_share = share(blank_gaps, gaps);
    column.long_share = share(long_lines, cells.count());
    if (i + kIndentReach < lines.size()) flush += lines[i + kIndentReach].indent == 0;
    if (i >= kIndentReach) flush -= lines[i - kIndentReach].indent == 0;
    column.least_indent = flush > 0 ? std::uint16_t{0} : least_indent(lines, i);
  }
}

void measure_far(std::span<const Line> lines, std::span<Column> columns) {
  SlidingWidths cells;
  const auto enter = [&](const Line& line) {
    if (counts(line)) cells.add(cell_bin(line));
  };
  const auto leave = [&](const Line& line) {
    if (counts(line)) cells.remove(cell_bin(line));
  };
  for (std::size_t i = 0; i < std::min(kFarReach, lines.size()); ++i) enter(lines[i]);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i + kFarReach < lines.size()) enter(lines[i + kFarReach]);
    if (i > kFarReach) leave(lines[i - kFarReach - 1]);
    Column& column = columns[i];
    const unsigned edge = cells.edge();
    column.far_edge_cells = static_cast<std::uint16_t>(edge);
    column.far_brim_cells = static_cast<std::uint16_t>(cells.brim());
    column.far_near_cells =
        share(cells.between(edge - std::min(edge, 2u), edge + 1), cells.count());
  }
}

void measure_room(std::span<const Line> lines, std::span<Column> columns) {
  const auto room = [&](std::size_t i) {
    return i + 1 < lines.size() && has_room(lines[i], lines[i + 1], columns[i].brim_cells) ? 1u
                                                                                           : 0u;
  };
  unsigned fits = 0;
  for (std::size_t i = 0; i < std::min(kReach, lines.size()); ++i) fits += room(i);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i + kReach < lines.size()) fits += room(i + kReach);
    if (i > kReach) fits -= room(i - kReach - 1);
    const std::size_t from = i > kReach ? i - kReach : 0;
    const std::size_t to = std::min(lines.size(), i + kReach + 1);
    columns[i].fit_share = share(fits, static_cast<unsigned>(to - from));
  }
}

// A break that layout alone makes certain: the line ends a sentence well short of the edge.
bool surely_ends(const Line& line, const Column& column) {
  return line.end_class == CharacterClass::kWideStop && line.cells + 6 <= column.edge_cells;
}

void measure_first_lines(std::span<const Line> lines, std::span<Column> columns) {
  unsigned seen = 0, shorter = 0;
  const auto count = [&](std::size_t i, int step) {
    if (i + 1 >= lines.size() || !surely_ends(lines[i], columns[i])) return;
    const Column& column = columns[i + 1];
    const bool is_short = is_two_ems_short(lines[i + 1], column);
    if (!is_short && lines[i + 1].cells + 2 < column.edge_cells) return;  // tells nothing
    seen += static_cast<unsigned>(step);
    if (is_short) shorter += static_cast<unsigned>(step);
  };
  for (std::size_t i = 0; i < std::min(kFarReach, lines.size()); ++i) count(i, 1);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i + kFarReach < lines.size()) count(i + kFarReach, 1);
    if (i > kFarReach) count(i - kFarReach - 1, -1);
    columns[i].first_short = seen < 2 ? std::uint8_t{255} : share(shorter, seen);
  }
}

}  // namespace

bool is_two_ems_short(const Line& line, const Column& column) {
  return line.cells + 3 <= column.edge_cells && line.cells + 5 >= column.edge_cells;
}

void measure_columns(std::span<const Line> lines, std::span<Column> columns) {
  measure_near(lines, columns);
  measure_far(lines, columns);
  measure_room(lines, columns);
  measure_first_lines(lines, columns);
}

}  // namespace galley
