// SPDX-License-Identifier: Apache-2.0
// Entries of one form: tenders, notices, verdicts that begin with the same words.
#ifndef GALLEY_REPAIR_FORMS_H_
#define GALLEY_REPAIR_FORMS_H_

#include <span>

#include "repair/breaks.h"

namespace galley {

/// Whether lines[index] ends a sentence and the next line begins as a paragraph shortly before did,
/// and then differs. `breaks` are those decided before `index`. Cost: a dozen comparisons.
[[nodiscard]] bool begins_alike(const PageView& page, std::size_t index,
                                std::span<const Break> breaks);

}  // namespace galley

#endif  // GALLEY_REPAIR_FORMS_H_
