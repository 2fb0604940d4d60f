// SPDX-License-Identifier: Apache-2.0
// Repetition loops: what OCR models write when they get stuck.
#ifndef GALLEY_REPAIR_LOOPS_H_
#define GALLEY_REPAIR_LOOPS_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace galley {

/// text[begin, end) is a unit of `unit` bytes and its whole copies.
struct Loop {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t unit = 0;
};

/// A shorter text has no loops that are looked for.
inline constexpr std::size_t kLeastLoopText = 160;

/// Fills `loops` with the loops of `text`, in order, apart from each other. Units and ends lie on
/// character borders. Leaders, rules and other units without letters are left alone, and so is what
/// is repeated only a few times. Cost: linear, about half a ns a byte.
void find_loops(std::string_view text, std::vector<Loop>& loops);

/// Whether find_loops would find one.
[[nodiscard]] bool has_loops(std::string_view text);

}  // namespace galley

#endif  // GALLEY_REPAIR_LOOPS_H_
