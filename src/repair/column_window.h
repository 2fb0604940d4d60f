// SPDX-License-Identifier: Apache-2.0
// The windows of 64 neighbouring lines at once: their widths side by side, so that a step of all
// windows is a few vector operations.
#ifndef GALLEY_REPAIR_COLUMN_WINDOW_H_
#define GALLEY_REPAIR_COLUMN_WINDOW_H_

#include <cstddef>
#include <cstdint>

namespace galley {

inline constexpr std::size_t kColumnLanes = 64;
inline constexpr std::size_t kNearReach = 12;
inline constexpr std::size_t kIndentReach = 5;

/// Lines with kNearReach more on either side; the line of lane i is in slot i + kNearReach.
struct WindowLines {
  static constexpr std::size_t kSlots = kColumnLanes + 2 * kNearReach;

  std::uint8_t cells[kSlots];  ///< bins of widths; 0 where `counts` is 0
  std::uint8_t units[kSlots];
  std::uint8_t counts[kSlots];  ///< 1 for lines of running text
  std::uint8_t stands[kSlots];  ///< 1 for lines, 0 beyond the page's edge
  std::uint8_t blank[kSlots];   ///< 1 where blank lines stand before
  std::uint8_t is_long[kSlots];
  std::uint16_t indent[kSlots];  ///< UINT16_MAX beyond the edge
};

/// What a window has in one measure.
struct WindowWidths {
  std::uint8_t edge[kColumnLanes];  ///< the least width that 85 % of the lines keep to
  std::uint8_t brim[kColumnLanes];  ///< the widest up to a fifth above it
  std::uint8_t near[kColumnLanes];  ///< lines near the edge
};

struct Windows {
  WindowWidths cells;
  WindowWidths units;
  std::uint8_t counts[kColumnLanes];
  std::uint8_t stands[kColumnLanes];
  std::uint8_t blank[kColumnLanes];
  std::uint8_t is_long[kColumnLanes];
  std::uint16_t least_indent[kColumnLanes];
};

/// Chosen at run time by what the processor has; all fill the same.
using MeasureWindows = void (*)(const WindowLines& lines, Windows& windows);
void measure_windows_plain(const WindowLines& lines, Windows& windows);
#if defined(__x86_64__)
void measure_windows_v3(const WindowLines& lines, Windows& windows);
#endif

}  // namespace galley

#endif  // GALLEY_REPAIR_COLUMN_WINDOW_H_
