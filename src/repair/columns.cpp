// SPDX-License-Identifier: Apache-2.0
// Windows of 12 lines before and 12 behind are measured 64 at a time (column_loops.h). Over 48
// lines a histogram of widths slides; its 85th percentile moves with it by a few bins a line. Lines
// that are no running text (tables, fences, rules) are left out, and for a stretch in an alphabet
// those of a stretch of ideographs near by: a column of the one says nothing of the other's.
#include "repair/columns.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <vector>

#include "base/cpu.h"
#include "repair/column_loops.h"

namespace galley {

namespace {

constexpr std::size_t kReach = kNearReach;
constexpr std::size_t kFarReach = 48;
constexpr unsigned kBins = 256;
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

bool is_running_text(const Line& line) {
  return line.role == LineRole::kText || line.role == LineRole::kItem ||
         line.role == LineRole::kImage;
}

// What a line is written in, if enough lines together are: a name or a number between lines of
// ideographs keeps to their column.
enum class Script : std::uint8_t { kEither, kIdeographs, kAlphabet };
constexpr std::size_t kLeastRun = 4;
static_assert(kColumnReach >= kFarReach + 1 + kReach + kLeastRun);

Script script_of(const Line& line) {
  if (!is_running_text(line)) return Script::kEither;
  return line.ideographs * 4u >= line.cells ? Script::kIdeographs : Script::kAlphabet;
}

// Nothing where all lines are of one script.
std::vector<Script> read_scripts(std::span<const Line> lines) {
  std::vector<Script> scripts;
  bool has[2] = {false, false};
  for (std::size_t begin = 0; begin < lines.size();) {
    const Script script = script_of(lines[begin]);
    std::size_t end = begin + 1;
    while (end < lines.size() && script_of(lines[end]) == script) ++end;
    if (script != Script::kEither && end - begin >= kLeastRun) {
      has[script == Script::kAlphabet ? 1 : 0] = true;
      scripts.resize(lines.size(), Script::kEither);
      std::ranges::fill(std::span(scripts).subspan(begin, end - begin), script);
    }
    begin = end;
  }
  if (!has[0] || !has[1]) scripts.clear();
  return scripts;
}

// Lines whose columns are measured in one go: those of a script, or all.
struct Measured {
  std::span<const Line> lines;
  std::span<const Script> scripts;  // empty for all
  Script script = Script::kEither;

  // Whether line i bears on their columns.
  [[nodiscard]] bool counts(std::size_t i) const {
    return is_running_text(lines[i]) &&
           (scripts.empty() || scripts[i] == script || scripts[i] == Script::kEither);
  }
  // Whether near columns of theirs, among so many lines from `first`, may differ from those of all.
  [[nodiscard]] bool can_differ(std::size_t first, std::size_t count) const {
    if (scripts.empty()) return true;
    const Script other = script == Script::kAlphabet ? Script::kIdeographs : Script::kAlphabet;
    const std::size_t around = first - std::min(first, kReach);
    return holds(script, first, first + count) && holds(other, around, first + count + kReach);
  }

 private:
  [[nodiscard]] bool holds(Script wanted, std::size_t begin, std::size_t end) const {
    const std::span<const Script> part =
        scripts.subspan(begin, std::min(end, scripts.size()) - begin);
    return std::ranges::find(part, wanted) != part.end();
  }
};

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

MeasureWindows choose_measure_windows() {
#if defined(__x86_64__)
  if (vector_level() >= VectorLevel::kV3) return measure_windows_v3;
#endif
  return measure_windows_plain;
}

const MeasureWindows kMeasureWindows = choose_measure_windows();

void put_line(const Line& line, bool is_counted_here, std::size_t slot, WindowLines& window) {
  const std::uint8_t is_counted = is_counted_here ? 1 : 0;
  window.cells[slot] = is_counted != 0 ? static_cast<std::uint8_t>(cell_bin(line)) : 0;
  window.units[slot] = is_counted != 0 ? static_cast<std::uint8_t>(unit_bin(line)) : 0;
  window.counts[slot] = is_counted;
  window.stands[slot] = 1;
  window.blank[slot] = line.blanks != 0 ? 1 : 0;
  window.is_long[slot] = line.cells > kLongCells ? is_counted : 0;
  window.indent[slot] = line.indent;
}

void put_nothing(std::size_t slot, WindowLines& window) {
  window.cells[slot] = window.units[slot] = window.counts[slot] = window.stands[slot] = 0;
  window.blank[slot] = window.is_long[slot] = 0;
  window.indent[slot] = UINT16_MAX;
}

// The last lines of one window are the first of the next.
void move_on(WindowLines& window) {
  constexpr std::size_t kKept = WindowLines::kSlots - kColumnLanes;
  for (std::uint8_t* slots :
       {window.cells, window.units, window.counts, window.stands, window.blank, window.is_long}) {
    std::memmove(slots, slots + kColumnLanes, kKept);
  }
  std::memmove(window.indent, window.indent + kColumnLanes, kKept * sizeof window.indent[0]);
}

Column column_of(const Windows& windows, std::size_t lane) {
  const WindowWidths& cells = windows.cells;
  const WindowWidths& units = windows.units;
  Column column;
  column.edge_cells = cells.edge[lane];
  column.brim_cells = cells.brim[lane];
  column.edge_units = static_cast<std::uint16_t>(units.edge[lane] * kUnitsPerBin);
  column.brim_units = static_cast<std::uint16_t>(units.brim[lane] * kUnitsPerBin);
  column.near_cells = share(cells.near[lane], windows.counts[lane]);
  column.near_units = share(units.near[lane], windows.counts[lane]);
  column.blank_share = share(windows.blank[lane], windows.stands[lane]);
  column.long_share = share(windows.is_long[lane], windows.counts[lane]);
  column.least_indent = windows.least_indent[lane];
  return column;
}

void measure_near(const Measured& measured, std::span<Column> columns) {
  const std::span<const Line> lines = measured.lines;
  WindowLines window;
  Windows windows;
  // Slot `slot` of the window at `first` has line first + slot - kReach.
  const auto fill = [&](std::size_t first, std::size_t from_slot) {
    for (std::size_t slot = from_slot; slot < WindowLines::kSlots; ++slot) {
      const std::size_t at = first + slot;
      if (at >= kReach && at - kReach < lines.size()) {
        put_line(lines[at - kReach], measured.counts(at - kReach), slot, window);
      } else {
        put_nothing(slot, window);
      }
    }
  };
  bool follows = false;
  for (std::size_t first = 0; first < lines.size(); first += kColumnLanes) {
    const std::size_t lanes = std::min(kColumnLanes, lines.size() - first);
    if (!measured.can_differ(first, lanes)) {
      follows = false;
      continue;
    }
    if (!follows) {
      fill(first, 0);
    } else {
      move_on(window);
      fill(first, WindowLines::kSlots - kColumnLanes);
    }
    follows = true;
    kMeasureWindows(window, windows);
    for (std::size_t lane = 0; lane < lanes; ++lane)
      columns[first + lane] = column_of(windows, lane);
  }
}

// For the lines from `begin` to before `end`.
void measure_far(const Measured& measured, std::size_t begin, std::size_t end,
                 std::span<Column> columns) {
  const std::span<const Line> lines = measured.lines;
  SlidingWidths cells;
  const auto enter = [&](std::size_t i) {
    if (measured.counts(i)) cells.add(cell_bin(lines[i]));
  };
  const auto leave = [&](std::size_t i) {
    if (measured.counts(i)) cells.remove(cell_bin(lines[i]));
  };
  const std::size_t from = begin - std::min(begin, kFarReach);
  for (std::size_t i = from; i < std::min(begin + kFarReach, lines.size()); ++i) enter(i);
  for (std::size_t i = begin; i < end; ++i) {
    if (i + kFarReach < lines.size()) enter(i + kFarReach);
    if (i > from + kFarReach) leave(i - kFarReach - 1);
    Column& column = columns[i];
    const unsigned edge = cells.edge();
    column.far_edge_cells = static_cast<std::uint16_t>(edge);
    column.far_brim_cells = static_cast<std::uint16_t>(cells.brim());
    column.far_near_cells =
        share(cells.between(edge - std::min(edge, 2u), edge + 1), cells.count());
  }
}

bool is_opposite(Script one, Script other) {
  return one != other && one != Script::kEither && other != Script::kEither;
}

// Whether lines of one script keep to an edge of their own, well within that of all.
bool is_narrower(const Column& own, const Column& all) {
  return own.near_cells >= 24 && own.edge_cells * 8 <= all.edge_cells * 7;
}

void measure_apart(std::span<const Line> lines, std::span<const Script> scripts,
                   std::span<Column> columns) {
  std::vector<Column> own(lines.size());
  for (const Script script : {Script::kIdeographs, Script::kAlphabet}) {
    const Measured measured{lines, scripts, script};
    std::ranges::fill(own, Column{});
    measure_near(measured, own);
    const auto stands_apart = [&](std::size_t i) {
      return i < lines.size() && scripts[i] == script && is_narrower(own[i], columns[i]);
    };
    for (std::size_t begin = 0; begin < lines.size();) {
      std::size_t end = begin;
      while (stands_apart(end)) ++end;
      if (end > begin) {
        measure_far(measured, begin, end, own);
        std::ranges::copy(std::span(own).subspan(begin, end - begin),
                          columns.subspan(begin).begin());
        if (begin > 0) columns[begin - 1].script_ends = is_opposite(scripts[begin - 1], script);
        if (end < lines.size()) columns[end - 1].script_ends = is_opposite(script, scripts[end]);
      }
      begin = end + 1;
    }
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

void measure_windows_plain(const WindowLines& lines, Windows& windows) {
  measure_windows(lines, windows);
}

bool is_two_ems_short(const Line& line, const Column& column) {
  return line.cells + 3 <= column.edge_cells && line.cells + 5 >= column.edge_cells;
}

void measure_columns(std::span<const Line> lines, std::span<Column> columns) {
  const Measured all{lines, {}};
  measure_near(all, columns);
  measure_far(all, 0, lines.size(), columns);
  const std::vector<Script> scripts = read_scripts(lines);
  if (!scripts.empty()) measure_apart(lines, scripts, columns);
  measure_room(lines, columns);
  measure_first_lines(lines, columns);
}

}  // namespace galley
