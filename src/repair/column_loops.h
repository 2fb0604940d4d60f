// SPDX-License-Identifier: Apache-2.0
// The loops over windows, included by the files that compile them for one instruction set each.
// Internal linkage, so that no version can stand in for another.
#ifndef GALLEY_REPAIR_COLUMN_LOOPS_H_
#define GALLEY_REPAIR_COLUMN_LOOPS_H_

#include <algorithm>

#include "repair/column_window.h"

namespace galley {
namespace {

constexpr std::size_t kWindow = 2 * kNearReach + 1;

[[maybe_unused]] inline void sum_windows(const std::uint8_t* slots, std::uint8_t* sums) {
  std::uint8_t sum[kColumnLanes] = {};  // what is written through a pointer is not kept in vectors
  for (std::size_t step = 0; step < kWindow; ++step) {
    for (std::size_t i = 0; i < kColumnLanes; ++i) {
      sum[i] = static_cast<std::uint8_t>(sum[i] + slots[i + step]);
    }
  }
  std::copy_n(sum, kColumnLanes, sums);
}

// 85 of 100 lines of a window are at or below its edge: of 25 lines and less that is one of the
// four widest.
[[maybe_unused]] inline void find_edges(const std::uint8_t* slots, const std::uint8_t* counts,
                                        std::uint8_t* edges) {
  std::uint8_t widest[4][kColumnLanes] = {};
  for (std::size_t step = 0; step < kWindow; ++step) {
    for (std::size_t i = 0; i < kColumnLanes; ++i) {
      const std::uint8_t first = slots[i + step];
      const std::uint8_t second = std::min(first, widest[0][i]);
      const std::uint8_t third = std::min(second, widest[1][i]);
      const std::uint8_t fourth = std::min(third, widest[2][i]);
      widest[0][i] = std::max(first, widest[0][i]);
      widest[1][i] = std::max(second, widest[1][i]);
      widest[2][i] = std::max(third, widest[2][i]);
      widest[3][i] = std::max(fourth, widest[3][i]);
    }
  }
  for (std::size_t i = 0; i < kColumnLanes; ++i) {
    const auto wanted = static_cast<std::uint16_t>((counts[i] * 85 + 99) / 100);
    const auto wider = static_cast<std::uint8_t>(counts[i] - wanted);
    const std::uint8_t upper = wider == 0 ? widest[0][i] : widest[1][i];
    const std::uint8_t lower = wider == 2 ? widest[2][i] : widest[3][i];
    edges[i] = wider < 2 ? upper : lower;
  }
}

// kCells: within two cells below the edge or one above; kUnits: within a part of the width.
enum class Measure : std::uint8_t { kCells, kUnits };

[[maybe_unused]] inline void measure_widths(const std::uint8_t* slots, const WindowLines& lines,
                                            Measure measure, const std::uint8_t* counts,
                                            WindowWidths& widths) {
  find_edges(slots, counts, widths.edge);
  std::uint8_t low[kColumnLanes], room[kColumnLanes], most[kColumnLanes];
  for (std::size_t i = 0; i < kColumnLanes; ++i) {
    const std::uint16_t edge = widths.edge[i];
    const auto margin = static_cast<std::uint16_t>(1 + edge / 32);
    const std::uint16_t below = measure == Measure::kCells ? std::uint16_t{2} : margin;
    const std::uint16_t above = measure == Measure::kCells ? std::uint16_t{1} : margin;
    const auto lowest = static_cast<std::uint16_t>(edge - std::min(edge, below));
    const auto highest = std::min<std::uint16_t>(static_cast<std::uint16_t>(edge + above), 255);
    low[i] = static_cast<std::uint8_t>(lowest);
    room[i] = static_cast<std::uint8_t>(highest - lowest);
    const auto fifth = static_cast<std::uint16_t>(edge + edge / 5 + 2);
    most[i] = static_cast<std::uint8_t>(std::min<std::uint16_t>(fifth, 255));
  }
  std::uint8_t near[kColumnLanes] = {}, brim[kColumnLanes];
  std::copy_n(widths.edge, kColumnLanes, brim);
  for (std::size_t step = 0; step < kWindow; ++step) {
    for (std::size_t i = 0; i < kColumnLanes; ++i) {
      const std::uint8_t width = slots[i + step];
      const std::uint8_t counted = lines.counts[i + step];
      const auto over = static_cast<std::uint8_t>(width - low[i]);
      // Masked rather than chosen: no branch for the compiler to keep.
      const auto is_near = static_cast<std::uint8_t>((over <= room[i]) & counted);
      const auto within = static_cast<std::uint8_t>(-(width <= most[i]) & width);
      near[i] = static_cast<std::uint8_t>(near[i] + is_near);
      brim[i] = std::max(brim[i], within);
    }
  }
  std::copy_n(near, kColumnLanes, widths.near);
  std::copy_n(brim, kColumnLanes, widths.brim);
}

[[maybe_unused]] inline void measure_windows(const WindowLines& lines, Windows& windows) {
  sum_windows(lines.counts, windows.counts);
  sum_windows(lines.stands, windows.stands);
  sum_windows(lines.blank, windows.blank);
  sum_windows(lines.is_long, windows.is_long);
  measure_widths(lines.cells, lines, Measure::kCells, windows.counts, windows.cells);
  measure_widths(lines.units, lines, Measure::kUnits, windows.counts, windows.units);
  // From one line less before than behind.
  constexpr std::size_t kFirst = kNearReach + 1 - kIndentReach;
  std::copy_n(lines.indent + kFirst, kColumnLanes, windows.least_indent);
  for (std::size_t step = 1; step < 2 * kIndentReach; ++step) {
    for (std::size_t i = 0; i < kColumnLanes; ++i) {
      windows.least_indent[i] = std::min(windows.least_indent[i], lines.indent[i + kFirst + step]);
    }
  }
}

}  // namespace
}  // namespace galley

#endif  // GALLEY_REPAIR_COLUMN_LOOPS_H_
