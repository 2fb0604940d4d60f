// SPDX-License-Identifier: Apache-2.0
// Repetition loops that run over the ends of wrapped lines: seen once the lines are joined.
#ifndef GALLEY_REPAIR_WRAPPED_LOOPS_H_
#define GALLEY_REPAIR_WRAPPED_LOOPS_H_

#include <vector>

#include "repair/composition.h"
#include "repair/loops.h"

namespace galley {

/// Looks for loops in the paragraphs of `draft`, which `composition` made of several lines each and
/// whose lines in `again` say that they have one, and adds what is to be cut out of the source to
/// `cuts`, in the order of the source. Returns whether there was anything.
bool find_wrapped_loops(const RepairedDocument& draft, const Composition& composition,
                        std::span<const Line> again, std::vector<Cut>& cuts);

}  // namespace galley

#endif  // GALLEY_REPAIR_WRAPPED_LOOPS_H_
