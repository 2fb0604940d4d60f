// SPDX-License-Identifier: Apache-2.0
// What stayed for something that was removed, as the corpus has it.
#ifndef GALLEY_PIPELINE_KEPT_UNIT_H_
#define GALLEY_PIPELINE_KEPT_UNIT_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "galley/dedup.h"
#include "write/record_parser.h"

namespace galley {

/// The text of what was compared as a whole and begins with a paragraph of `row`'s document, into
/// which it points. Nothing where that paragraph is not in the row.
[[nodiscard]] std::optional<std::string_view> kept_unit(const ParsedCorpusRecord& row,
                                                        DedupUnit unit, std::uint64_t paragraph);

}  // namespace galley

#endif  // GALLEY_PIPELINE_KEPT_UNIT_H_
