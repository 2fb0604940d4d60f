// SPDX-License-Identifier: Apache-2.0
// Forms of lines: rows of names, entries of lists, and entries of one form: tenders, notices,
// verdicts that begin with the same words.
#ifndef GALLEY_REPAIR_FORMS_H_
#define GALLEY_REPAIR_FORMS_H_

#include <span>

#include "repair/breaks.h"

namespace galley {

/// Whether a line is a row of names, set apart by ideographic spaces: "王一潮　李守望". Before
/// them there may be a label: "出席：".
[[nodiscard]] bool is_row_of_names(const PageView& page, const Line& line);

/// Whether a line begins as entries of a list do: "一、", "壹、", "第一項", "（二）".
[[nodiscard]] bool begins_as_entry(const PageView& page, const Line& line);

/// Whether lines[index] ends a sentence and the next line begins as a paragraph shortly before did,
/// and then differs. `breaks` are those decided before `index`. Cost: a dozen comparisons.
[[nodiscard]] bool begins_alike(const PageView& page, std::size_t index,
                                std::span<const Break> breaks);

}  // namespace galley

#endif  // GALLEY_REPAIR_FORMS_H_
