// SPDX-License-Identifier: Apache-2.0
// The tasks of match on a cluster, over the files of the tasks before them.
#ifndef GALLEY_PIPELINE_MATCH_STAGE_H_
#define GALLEY_PIPELINE_MATCH_STAGE_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/spill.h"
#include "dedup/removal_list.h"
#include "dedup/search_steps.h"
#include "galley/run.h"
#include "galley/stages.h"
#include "pipeline/plan.h"
#include "pipeline/task_folder.h"

namespace galley {

/// The ends of the pipes through which what tasks send one another comes and goes.
struct MatchPipes {
  File* in = nullptr;
  File* out = nullptr;
  std::vector<bool> to;  ///< which tasks of the next step are sent to
};

class MatchStage {
 public:
  /// `tasks` is the number of tasks of each step. All of it outlives the stage.
  MatchStage(const RunOptions& options, const WorkFolder& work, SpillPlace& place, int threads,
             std::uint32_t tasks, std::span<const ChunkGroup> groups);

  /// Does one task of kCopies, kRows, kPairs or kVerify; with `pipes` it takes what it was sent,
  /// and sends, through them, as kKeys always does. REQUIRES: all of the steps before it are done.
  /// Errors: kCorrupt, kIo, kResource.
  [[nodiscard]] Status run(ClusterStage stage, std::uint32_t task,
                           const MatchPipes* pipes = nullptr) const;
  /// decide_removals() of all that the steps have found; adds candidate_pairs and skipped_pairs to
  /// `counts`.
  [[nodiscard]] Status decide(const std::string& folder, DedupCounts& counts) const;
  /// follow_copies() of a range.
  [[nodiscard]] Status follow(std::uint32_t range, const std::string& folder) const;

  /// Ranges of texts: as many as tasks of a step, each some groups, or none.
  [[nodiscard]] std::uint32_t tasks() const { return tasks_; }
  [[nodiscard]] std::uint32_t first_group(std::uint32_t range) const;
  [[nodiscard]] std::vector<std::uint64_t> range_bounds() const { return text_bounds(steps()); }
  /// Where the tasks of a stage leave what they have done.
  [[nodiscard]] std::vector<std::string> folders_of(ClusterStage stage) const;

 private:
  [[nodiscard]] SearchSteps steps() const;
  // Likewise, or where a task has sent what it found, what is told of it.
  [[nodiscard]] Result<std::vector<std::string>> told_of(ClusterStage stage) const;
  [[nodiscard]] Status write(ClusterStage stage, std::uint32_t task, const std::string& folder,
                             const MatchPipes* pipes) const;

  const RunOptions& options_;
  SpillPlace& place_;
  const int threads_;
  const std::uint32_t tasks_;
  const std::span<const ChunkGroup> groups_;
  const WorkFolder& work_;
  std::vector<std::uint64_t> first_ords_;  // of the groups
  std::vector<std::uint64_t> range_ords_;
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_MATCH_STAGE_H_
