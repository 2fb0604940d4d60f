// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_REPORT_REMOVED_H_
#define GALLEY_PIPELINE_REPORT_REMOVED_H_

#include "base/spill.h"
#include "pipeline/report_draft.h"
#include "pipeline/split_files.h"

namespace galley {

/// The first pass of a report: the removed map alone. Counts similarities and copies, chooses the
/// samples, and says in the draft what the next passes must find for them. Memory: what the samples
/// take, and a share of the place's budget. Errors: those of reading and spilling.
[[nodiscard]] Status read_removed_map(const SplitFiles& files, SpillPlace& place,
                                      ReportDraft& draft);

}  // namespace galley

#endif  // GALLEY_PIPELINE_REPORT_REMOVED_H_
