// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_REPORT_CORPUS_H_
#define GALLEY_PIPELINE_REPORT_CORPUS_H_

#include "base/spill.h"
#include "galley/progress.h"
#include "pipeline/report_draft.h"
#include "pipeline/split_files.h"

namespace galley {

/// The second pass of a report: corpus and removed map in step, document by document. Counts by
/// source and by length, finds which source repeats which, and fills in what the draft wants of the
/// corpus. Memory: as the first. Errors: those of reading and spilling.
[[nodiscard]] Status read_corpus(const SplitFiles& files, const Manifest& manifest,
                                 SpillPlace& place, RunProgress* progress, ReportDraft& draft);

}  // namespace galley

#endif  // GALLEY_PIPELINE_REPORT_CORPUS_H_
