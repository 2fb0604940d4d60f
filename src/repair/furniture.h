// SPDX-License-Identifier: Apache-2.0
// Page furniture: lines that belong to the page and not to its text.
#ifndef GALLEY_REPAIR_FURNITURE_H_
#define GALLEY_REPAIR_FURNITURE_H_

#include <string_view>
#include <vector>

#include "galley/vocabulary.h"
#include "repair/composition.h"
#include "repair/line.h"

namespace galley {

/// Moves running heads, feet, page numbers and jump lines from `lines` to `taken`.
void take_furniture(std::string_view text, const Vocabulary& vocabulary, std::vector<Line>& lines,
                    std::vector<TakenLine>& taken);

}  // namespace galley

#endif  // GALLEY_REPAIR_FURNITURE_H_
