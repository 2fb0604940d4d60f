// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_REMOVAL_SAMPLE_H_
#define GALLEY_PIPELINE_REMOVAL_SAMPLE_H_

#include <optional>

#include "dedup/duplicate_index.h"
#include "dedup/removal_list.h"
#include "galley/summary.h"
#include "pipeline/spool.h"

namespace galley {

/// A removed paragraph beside its keeper, for the run's summary: the first near-duplicate of the
/// first split with removals, else its first copy. `index` may be null where no keeper is in one.
[[nodiscard]] Result<std::optional<Sample>> removal_sample(const RemovalList& removals,
                                                           const Spool& spool,
                                                           const DuplicateIndex* index);

}  // namespace galley

#endif  // GALLEY_PIPELINE_REMOVAL_SAMPLE_H_
