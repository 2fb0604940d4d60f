// SPDX-License-Identifier: Apache-2.0
// How two paragraphs hang together beyond their seam.
#ifndef GALLEY_REPAIR_COHESION_H_
#define GALLEY_REPAIR_COHESION_H_

#include <string_view>

namespace galley {

/// Brackets of a stretch of text that its neighbours must match.
struct BracketBalance {
  int closed_before_open = 0;  ///< closed here, opened before
  int left_open = 0;           ///< opened here, to be closed behind
};
[[nodiscard]] BracketBalance bracket_balance(std::string_view text);

/// The number of different pairs of neighbouring ideographs that two texts share; looks at the
/// last and the first 400 characters. Cost: linear in what it looks at.
[[nodiscard]] int shared_pairs(std::string_view before, std::string_view behind);

}  // namespace galley

#endif  // GALLEY_REPAIR_COHESION_H_
