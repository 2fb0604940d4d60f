// SPDX-License-Identifier: Apache-2.0
// The plan of a run as files, in a folder of their own: `inputs`, `chunks` and `numbers`, all of
// them runs, and `issues`.
#ifndef GALLEY_PIPELINE_PLAN_FILE_H_
#define GALLEY_PIPELINE_PLAN_FILE_H_

#include <string>
#include <vector>

#include "galley/summary.h"
#include "pipeline/plan.h"

namespace galley {

/// A plan, and what was met while it was made.
struct SavedPlan {
  Plan plan;
  std::vector<Unreadable> unreadable;
};

/// Writes it into `folder`, which exists. Errors: kIo, kResource.
[[nodiscard]] Status save_plan(const SavedPlan& saved, const std::string& folder);

/// Errors: kNotFound, kCorrupt, kIo, kUnsupported.
[[nodiscard]] Result<SavedPlan> load_plan(const std::string& folder);

}  // namespace galley

#endif  // GALLEY_PIPELINE_PLAN_FILE_H_
