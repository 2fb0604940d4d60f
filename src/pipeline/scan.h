// SPDX-License-Identifier: Apache-2.0
// plan: one pass over the inputs that numbers their documents, cuts them into splits, chooses the
// survey's sample, and keeps the decoded documents while there is room for them.
#ifndef GALLEY_PIPELINE_SCAN_H_
#define GALLEY_PIPELINE_SCAN_H_

#include <deque>
#include <optional>
#include <vector>

#include "base/memory_budget.h"
#include "base/work_meter.h"
#include "galley/run.h"
#include "pipeline/batch_readers.h"
#include "pipeline/issue_log.h"
#include "pipeline/plan.h"
#include "pipeline/survey.h"

namespace galley {

/// What the scan found and kept.
struct Scan {
  Plan plan;
  /// The documents of every chunk, in order: empty where they did not fit and must be read again.
  std::deque<DocumentBatch> retained;
  Reservation retained_memory;
  bool is_retained = true;
};

/// Whether documents stay in memory for map.
enum class Retention : std::uint8_t { kWhileItFits, kNone };

struct ScanSettings {
  const RunOptions* options = nullptr;
  const RunMonitor* monitor = nullptr;
  const StopToken* stop = nullptr;
  MemoryBudget* budget = nullptr;
  SurveySample* sample = nullptr;  ///< null where no profile is to be learnt
  IssueLog* issues = nullptr;
  WorkMeter* meter = nullptr;  ///< null where nothing is timed
  int threads = 1;
  Retention retention = Retention::kWhileItFits;
};

/// Reads all of `inputs`. Errors: kResource, kInterrupted.
[[nodiscard]] Result<Scan> scan_inputs(std::vector<Input> inputs, const ScanSettings& settings);

}  // namespace galley

#endif  // GALLEY_PIPELINE_SCAN_H_
