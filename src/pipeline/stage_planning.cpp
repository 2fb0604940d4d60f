// SPDX-License-Identifier: Apache-2.0
// The beginning of a run alone, for tasks on a cluster to go on from.
#include <algorithm>
#include <optional>
#include <utility>

#include "base/try.h"
#include "galley/stages.h"
#include "pipeline/corpus_run.h"
#include "pipeline/plan_file.h"
#include "pipeline/stage_files.h"
#include "pipeline/task_folder.h"

namespace galley {

Result<PlannedStages> CorpusRun::plan_stages(const std::vector<std::string>& words,
                                             std::uint32_t parts) {
  PlannedStages planned;
  retention_ = Retention::kNone;
  GALLEY_TRY(lock_output());
  GALLEY_TRY(list());
  GALLEY_TRY(settle_output());
  if (folder_->state() == OutputFolder::State::kComplete) {
    planned.state = PlannedStages::State::kFinished;
    return planned;
  }
  std::optional<ClusterPlan> cluster;
  if (path_exists(plan_path())) {
    GALLEY_ASSIGN(cluster, load_cluster_plan(plan_path()));
    if (cluster->standing == ClusterPlan::Standing::kForNow) {
      GALLEY_TRY(forget_stages(folder_->work_path()));
      if (options_.profile.empty()) {
        GALLEY_TRY(remove_file(join_path(folder_->work_path(), kProfileName)));
      }
      cluster.reset();
    }
  }
  if (cluster) {
    GALLEY_ASSIGN(SavedPlan saved, load_plan(plan_path()));
    issues_.restore(std::move(saved.unreadable));
  } else {
    GALLEY_TRY(plan());
    GALLEY_ASSIGN(cluster, save_stages(words, parts));
  }
  planned.tasks = cluster->tasks;
  planned.unreadable = issues_.unreadable();
  return planned;
}

Result<ClusterPlan> CorpusRun::save_stages(const std::vector<std::string>& words,
                                           std::uint32_t parts) {
  // Text that a task of matching is about; parts are divisions of 256.
  constexpr std::uint64_t kBytesOfPart = std::uint64_t{256} << 20;
  constexpr std::uint64_t kMostParts = 256;
  const Plan& plan = scan_.plan;
  ClusterPlan cluster;
  GALLEY_ASSIGN(TaskFolder folder,
                TaskFolder::begin(WorkFolder::begin(folder_->work_path()), plan_path()));
  GALLEY_TRY(save_plan({plan, issues_.unreadable()}, folder.path()));
  if (sample_) {
    GALLEY_ASSIGN(cluster.tasks.learn, save_sample(sample_->take(), folder.path()));
  }
  cluster.tasks.map = static_cast<std::uint32_t>(plan.groups.size());
  if (parts == 0) {
    parts = static_cast<std::uint32_t>(
        std::clamp<std::uint64_t>(plan.decoded_bytes / kBytesOfPart, 1, kMostParts));
  }
  cluster.tasks.match = parts;
  cluster.tasks.emit = plan.splits;
  if (issues_.may_pass()) cluster.standing = ClusterPlan::Standing::kForNow;
  cluster.words.words = words;
  GALLEY_ASSIGN(cluster.words.folder, current_folder());
  GALLEY_TRY(save_cluster_plan(cluster, folder.path()));
  GALLEY_TRY(folder.commit());
  return cluster;
}

Result<PlannedStages> plan_stages(const RunOptions& options, const std::vector<std::string>& words,
                                  std::uint32_t parts, const RunMonitor& monitor) {
  if (!options.index.empty() || !options.edits.empty()) {
    return fail(ErrorCode::kUsage, options.index.empty() ? "--edits" : "--index",
                "cannot be written by many machines", "leave it out");
  }
  RunOptions planning = options;
  if (planning.existing == Existing::kRefuse) planning.existing = Existing::kResume;
  return CorpusRun(planning, monitor, Taking::kRepair).plan_stages(words, parts);
}

}  // namespace galley
