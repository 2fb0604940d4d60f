// SPDX-License-Identifier: Apache-2.0
#include "pipeline/match_stage.h"

#include "base/check.h"
#include "base/file.h"
#include "base/try.h"
#include "pipeline/group_files.h"
#include "pipeline/group_spools.h"
#include "pipeline/number_file.h"
#include "pipeline/stage_files.h"
#include "pipeline/task_folder.h"

namespace galley {

namespace {

constexpr std::string_view kCountsName = "numbers";

}  // namespace

MatchStage::MatchStage(const RunOptions& options, SpillPlace& place, int threads,
                       std::uint32_t tasks, std::span<const ChunkGroup> groups)
    : options_(options),
      place_(place),
      threads_(threads),
      tasks_(tasks),
      groups_(groups),
      work_path_(work_path_of(options.output)) {
  for (const ChunkGroup& group : groups) first_ords_.push_back(ord_of(group.first, 0));
  // Ranges of pairs are cut by chunks: there may be fewer groups than tasks.
  const std::uint64_t chunks = groups.empty() ? 0 : groups.back().end;
  for (std::uint32_t range = 0; range < tasks; ++range) {
    range_ords_.push_back(ord_of(static_cast<std::uint32_t>(chunks * range / tasks), 0));
  }
}

SearchSteps MatchStage::steps() const {
  const auto stretch = [this](std::uint32_t group) -> Result<SearchStretch> {
    SearchStretch found{stage_task_path(work_path_, ClusterStage::kMap, group), {}};
    GALLEY_ASSIGN(found.facts, load_search_facts(found.folder));
    return found;
  };
  return {&options_.dedup, &place_, threads_, tasks_, first_ords_, range_ords_, stretch};
}

std::vector<std::string> MatchStage::folders_of(ClusterStage stage) const {
  std::vector<std::string> folders;
  for (std::uint32_t task = 0; task < tasks_; ++task) {
    folders.push_back(stage_task_path(work_path_, stage, task));
  }
  return folders;
}

Status MatchStage::run(ClusterStage stage, std::uint32_t task) const {
  GALLEY_ASSIGN(TaskFolder folder,
                TaskFolder::begin(work_path_, stage_task_path(work_path_, stage, task)));
  GALLEY_TRY(write(stage, task, folder.path()));
  return folder.commit();
}

Status MatchStage::write(ClusterStage stage, std::uint32_t task, const std::string& folder) const {
  const GroupSpools texts(work_path_, groups_, options_.dedup.unit, place_);
  switch (stage) {
    case ClusterStage::kCopies:
      return write_copies(steps(), task, texts, folder);
    case ClusterStage::kRows:
      return write_rows(steps(), task, folders_of(ClusterStage::kCopies), folder);
    case ClusterStage::kPairs: {
      const std::string copies = stage_task_path(work_path_, ClusterStage::kCopies, task);
      GALLEY_ASSIGN(const DedupCounts counts,
                    write_pairs(steps(), task, copies, folders_of(ClusterStage::kRows), folder));
      return write_numbers(join_path(folder, kCountsName),
                           {counts.candidate_pairs, counts.skipped_pairs}, Durability::kScratch);
    }
    default:
      GALLEY_CHECK(stage == ClusterStage::kVerify);
      return verify_pairs(steps(), task, folders_of(ClusterStage::kPairs), texts, folder);
  }
}

Result<RemovalList> MatchStage::decide(DedupCounts& counts) const {
  for (const std::string& folder : folders_of(ClusterStage::kPairs)) {
    GALLEY_ASSIGN(NumberReader numbers, NumberReader::open(join_path(folder, kCountsName)));
    counts.candidate_pairs += numbers.next();
    counts.skipped_pairs += numbers.next();
    GALLEY_TRY(numbers.finish());
  }
  return decide_removals(steps(), folders_of(ClusterStage::kCopies),
                         folders_of(ClusterStage::kRows), folders_of(ClusterStage::kVerify));
}

}  // namespace galley
