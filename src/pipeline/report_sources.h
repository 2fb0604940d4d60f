// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_REPORT_SOURCES_H_
#define GALLEY_PIPELINE_REPORT_SOURCES_H_

#include "galley/stop_token.h"
#include "pipeline/repeated_repair.h"
#include "pipeline/report_draft.h"

namespace galley {

/// How many documents are read again to be shown before and after; some show nothing.
inline constexpr std::size_t kPageCandidates = 20;

/// The third pass of a report: the documents of its samples, read from their sources and repaired
/// once more. What comes out is believed only where it is what the corpus holds; else the texts
/// stay unknown and the report says why. Memory: as RepeatedRepairs. Errors: kResource,
/// kInterrupted.
[[nodiscard]] Status read_sources(const Manifest& manifest, const RepeatSettings& settings,
                                  const StopToken& stop, ReportDraft& draft);

}  // namespace galley

#endif  // GALLEY_PIPELINE_REPORT_SOURCES_H_
