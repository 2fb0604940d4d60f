// SPDX-License-Identifier: Apache-2.0
// Where the stages of a run on a cluster lay down what they have done, and what of it there is.
#ifndef GALLEY_PIPELINE_STAGE_FILES_H_
#define GALLEY_PIPELINE_STAGE_FILES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "galley/stages.h"
#include "pipeline/task_folder.h"

namespace galley {

/// What the plan of a run on a cluster says besides the plan of any run.
struct ClusterPlan {
  StageTasks tasks;
  /// An input could not be read for a reason that may pass: to be planned anew when asked again.
  enum class Standing : std::uint8_t { kFinal, kForNow } standing = Standing::kFinal;
  PlannedWords words;
};

/// Writes it into the folder of a plan that is being made.
[[nodiscard]] Status save_cluster_plan(const ClusterPlan& plan, const std::string& folder);
/// Reads it. Errors: kNotFound, kCorrupt, kIo.
[[nodiscard]] Result<ClusterPlan> load_cluster_plan(const std::string& folder);

/// Writes texts into FOLDER/sample-N, about 64 MiB in each. Returns how many there are.
[[nodiscard]] Result<std::uint32_t> save_sample(const std::vector<std::string>& texts,
                                                const std::string& folder);
[[nodiscard]] Result<std::vector<std::string>> load_sample(const std::string& folder,
                                                           std::uint32_t part);

/// Where the outcome of a task stands.
[[nodiscard]] std::string stage_task_path(const std::string& work_path, ClusterStage stage,
                                          std::uint32_t task);
/// Where that of a task stands which has sent what it found: what is left to be told of it.
[[nodiscard]] std::string sent_task_path(const std::string& work_path, ClusterStage stage,
                                         std::uint32_t task);
/// Removes what all stages have done, and their plan. Errors: kIo.
[[nodiscard]] Status forget_stages(const std::string& work_path);
/// Success where all tasks of a stage are done, and of this plan. Errors: kConflict, naming the
/// first that is not. Cost: one small read a task.
[[nodiscard]] Status check_done(const WorkFolder& work, ClusterStage stage, std::uint32_t tasks);

}  // namespace galley

#endif  // GALLEY_PIPELINE_STAGE_FILES_H_
