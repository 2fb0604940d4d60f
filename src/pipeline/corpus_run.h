// SPDX-License-Identifier: Apache-2.0
// One run of `galley clean` or `galley dedup`, from the inputs to the manifest.
#ifndef GALLEY_PIPELINE_CORPUS_RUN_H_
#define GALLEY_PIPELINE_CORPUS_RUN_H_

#include <optional>
#include <string>
#include <vector>

#include "base/memory_budget.h"
#include "base/record_sorter.h"
#include "base/scratch_folder.h"
#include "base/spill.h"
#include "dedup/duplicate_search.h"
#include "galley/run.h"
#include "galley/stages.h"
#include "pipeline/keepers.h"
#include "pipeline/map.h"
#include "pipeline/map_stage.h"
#include "pipeline/output_folder.h"
#include "pipeline/run_index.h"
#include "pipeline/saved_removals.h"
#include "pipeline/scan.h"
#include "pipeline/spool.h"
#include "pipeline/stage_files.h"
#include "write/manifest.h"

namespace galley {

/// Does one run and is then spent. The stages stand in the order in which run() calls them.
class CorpusRun {
 public:
  CorpusRun(const RunOptions& options, const RunMonitor& monitor, Taking taking);

  [[nodiscard]] Result<RunSummary> run();
  /// As run(), where all tasks of all stages have been done. What they have written is not checked.
  [[nodiscard]] Result<RunSummary> run_finished() {
    checks_ = GroupChecks::kNone;
    return run();
  }
  /// Only plans, for tasks on a cluster; see galley/stages.h.
  [[nodiscard]] Result<PlannedStages> plan_stages(const std::vector<std::string>& words,
                                                  std::uint32_t parts);

 private:
  static constexpr std::uint64_t kMostProfileBytes = std::uint64_t{1} << 30;

  // How a run begins: run_opening.cpp.
  [[nodiscard]] Status lock_output();
  [[nodiscard]] Status list();
  [[nodiscard]] Status settle_output();
  [[nodiscard]] Status check_edits_are_there() const;
  void tell_of_newer_inputs();

  [[nodiscard]] Status plan();
  [[nodiscard]] Status survey();
  [[nodiscard]] Status map();
  [[nodiscard]] Status match();
  [[nodiscard]] Status resolve();
  [[nodiscard]] Status emit();
  [[nodiscard]] Status finish();

  [[nodiscard]] Result<ClusterPlan> save_stages(const std::vector<std::string>& words,
                                                std::uint32_t parts);
  [[nodiscard]] Status resume_plan();
  void take_plan();
  [[nodiscard]] Status check_disk_for_spilling() const;
  [[nodiscard]] Status learn();
  [[nodiscard]] Status checkpoint_plan();
  [[nodiscard]] bool removals_are_saved() const;
  [[nodiscard]] std::string plan_path() const { return plan_path_of(folder_->work_path()); }
  [[nodiscard]] Status write_profile();
  [[nodiscard]] WorkMeter* meter() { return meter_ ? &*meter_ : nullptr; }
  void sum_up_work();

  const RunOptions& options_;
  const RunMonitor& monitor_;
  const StopToken never_;
  const StopToken& stop_;
  const Taking taking_;
  const int threads_;
  RunSummary summary_;
  std::optional<WorkMeter> meter_;  // where work is timed
  Manifest manifest_;
  IssueLog issues_;
  std::vector<Input> inputs_;
  MemoryBudget budget_;
  std::optional<OutputFolder> folder_;  // locked until all that lies in it has gone
  RunIndex index_;
  std::optional<ScratchFolder> streams_;
  std::optional<ScratchFolder> temp_;
  std::optional<SpillPlace> place_;
  std::optional<SurveySample> sample_;
  Scan scan_;
  std::optional<Vocabulary> vocabulary_;
  std::optional<Spool> spool_;
  std::optional<DuplicateSearch> search_;
  RemovalList removals_;
  DedupCounts match_counts_;
  std::optional<IndexedKeepers> indexed_keepers_;
  std::optional<RecordSorter<TracedRemoval>> traced_;
  std::optional<SavedRemovals> saved_removals_;  // in place of traced_
  WorkFolder checkpoints_;
  Retention retention_ = Retention::kWhileItFits;
  GroupChecks checks_ = GroupChecks::kAll;
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_CORPUS_RUN_H_
