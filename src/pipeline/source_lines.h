// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_SOURCE_LINES_H_
#define GALLEY_PIPELINE_SOURCE_LINES_H_

#include <cstdint>
#include <vector>

#include "galley/document.h"
#include "galley/explain.h"
#include "pipeline/map.h"

namespace galley {

/// The lines that each paragraph of `repaired` was put together from, in the order of its text.
/// `first_line` is the number of the document's first. REQUIRES: `repaired` was made of `document`
/// with EditLog::Keep::kEntries, as `taking` says. Cost: linear.
[[nodiscard]] std::vector<std::vector<SourceLine>> source_lines(const Document& document,
                                                                const RepairedDocument& repaired,
                                                                Taking taking,
                                                                std::uint64_t first_line);

}  // namespace galley

#endif  // GALLEY_PIPELINE_SOURCE_LINES_H_
