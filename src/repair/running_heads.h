// SPDX-License-Identifier: Apache-2.0
// Running heads, feet and page numbers where no form feed shows where a page ends.
#ifndef GALLEY_REPAIR_RUNNING_HEADS_H_
#define GALLEY_REPAIR_RUNNING_HEADS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "galley/document.h"
#include "galley/vocabulary.h"
#include "repair/line.h"

namespace galley {

struct RunningHead {
  std::uint32_t line = 0;  ///< its place in the lines
  FurnitureKind kind = FurnitureKind::kRunningHead;
};

/// What recurs a page apart and cuts sentences: the heads, in the order of their lines. A line that
/// stands first or last and is such a head counts with them. Cost: linear but for a sort of the
/// lines that may be heads.
[[nodiscard]] std::vector<RunningHead> find_running_heads(std::string_view text,
                                                          const Vocabulary& vocabulary,
                                                          const std::vector<Line>& lines);

}  // namespace galley

#endif  // GALLEY_REPAIR_RUNNING_HEADS_H_
