// SPDX-License-Identifier: Apache-2.0
#include "pipeline/match_stage.h"

#include <fmt/format.h>

#include <memory>

#include "base/check.h"
#include "base/file.h"
#include "base/try.h"
#include "dedup/parcels.h"
#include "dedup/step_files.h"
#include "pipeline/group_files.h"
#include "pipeline/group_spools.h"
#include "pipeline/number_file.h"
#include "pipeline/stage_files.h"

namespace galley {

namespace {

constexpr std::string_view kPairCountsName = "numbers";

// Whether what a task leaves in its folder is but what is to be told of what it has sent.
bool only_tells(ClusterStage stage, const MatchPipes* pipes) {
  return pipes != nullptr && (stage == ClusterStage::kRows || stage == ClusterStage::kPairs);
}

}  // namespace

MatchStage::MatchStage(const RunOptions& options, const WorkFolder& work, SpillPlace& place,
                       int threads, std::uint32_t tasks, std::span<const ChunkGroup> groups)
    : options_(options),
      place_(place),
      threads_(threads),
      tasks_(tasks),
      groups_(groups),
      work_(work) {
  for (const ChunkGroup& group : groups) first_ords_.push_back(ord_of(group.first, 0));
  // Ranges of pairs are cut by chunks: there may be fewer groups than tasks.
  const std::uint64_t chunks = groups.empty() ? 0 : groups.back().end;
  for (std::uint32_t range = 0; range < tasks; ++range) {
    range_ords_.push_back(ord_of(static_cast<std::uint32_t>(chunks * range / tasks), 0));
  }
}

SearchSteps MatchStage::steps() const {
  const auto stretch = [this](std::uint32_t group) -> Result<SearchStretch> {
    SearchStretch found{stage_task_path(work_.path, ClusterStage::kMap, group), {}};
    GALLEY_ASSIGN(found.facts, load_search_facts(found.folder));
    return found;
  };
  return {&options_.dedup, &place_, threads_, tasks_, first_ords_, range_ords_, stretch};
}

std::vector<std::string> MatchStage::folders_of(ClusterStage stage) const {
  std::vector<std::string> folders;
  for (std::uint32_t task = 0; task < tasks_; ++task) {
    folders.push_back(stage_task_path(work_.path, stage, task));
  }
  return folders;
}

Result<std::vector<std::string>> MatchStage::told_of(ClusterStage stage) const {
  std::vector<std::string> folders = folders_of(stage);
  for (std::uint32_t task = 0; task < tasks_; ++task) {
    if (work_.has(folders[task])) continue;
    folders[task] = sent_task_path(work_.path, stage, task);
    if (work_.has(folders[task])) continue;
    return fail(ErrorCode::kConflict, folders[task], "is not there, or of another plan",
                fmt::format("do task {} of galley match --step {} again", task, to_string(stage)));
  }
  return folders;
}

Status MatchStage::run(ClusterStage stage, std::uint32_t task, const MatchPipes* pipes) const {
  if (stage == ClusterStage::kKeys) {
    GALLEY_CHECK(pipes != nullptr);
    ParcelWriter out(*pipes->out, task, pipes->to);
    return send_keys(steps(), task, out);
  }
  GALLEY_ASSIGN(TaskFolder folder,
                TaskFolder::begin(work_, only_tells(stage, pipes)
                                             ? sent_task_path(work_.path, stage, task)
                                             : stage_task_path(work_.path, stage, task)));
  GALLEY_TRY(write(stage, task, folder.path(), pipes));
  return folder.commit();
}

Status MatchStage::write(ClusterStage stage, std::uint32_t task, const std::string& folder,
                         const MatchPipes* pipes) const {
  const SearchSteps all = steps();
  const GroupSpools texts(work_.path, groups_, options_.dedup.unit, place_);
  const std::vector<std::string> copies = folders_of(ClusterStage::kCopies);
  const std::vector<std::string> rows = folders_of(ClusterStage::kRows);
  const std::vector<std::string> pairs = folders_of(ClusterStage::kPairs);
  const auto sent = [&](std::size_t senders, const auto& stored) -> std::unique_ptr<SliceSource> {
    if (pipes == nullptr) return stored();
    return std::make_unique<ParcelReader>(*pipes->in, task, static_cast<std::uint32_t>(senders));
  };
  const auto sink = [&]() -> std::unique_ptr<SliceSink> {
    if (pipes == nullptr) return std::make_unique<SliceRunWriter>(folder, tasks_);
    return std::make_unique<ParcelWriter>(*pipes->out, task, pipes->to);
  };
  switch (stage) {
    case ClusterStage::kCopies: {
      const auto keys = sent(groups_.size(), [&] { return stored_keys(all, task); });
      return write_copies(all, *keys, texts, folder);
    }
    case ClusterStage::kRows:
      return write_rows(all, task, copies, *sink(), folder);
    case ClusterStage::kPairs: {
      const auto found = sent(tasks_, [&] { return stored_rows(all, task, rows); });
      GALLEY_ASSIGN(const DedupCounts counts,
                    write_pairs(all, copies[task], *found, *sink(), folder));
      return write_numbers(join_path(folder, kPairCountsName),
                           {counts.candidate_pairs, counts.skipped_pairs}, Durability::kScratch);
    }
    default: {
      GALLEY_CHECK(stage == ClusterStage::kVerify);
      const auto found = sent(tasks_, [&] { return stored_pairs(all, task, pairs); });
      return verify_pairs(all, *found, texts, folder);
    }
  }
}

Status MatchStage::decide(const std::string& folder, DedupCounts& counts) const {
  GALLEY_ASSIGN(const std::vector<std::string> rows, told_of(ClusterStage::kRows));
  GALLEY_ASSIGN(const std::vector<std::string> pairs, told_of(ClusterStage::kPairs));
  for (const std::string& of_part : pairs) {
    GALLEY_ASSIGN(NumberReader numbers, NumberReader::open(join_path(of_part, kPairCountsName)));
    counts.candidate_pairs += numbers.next();
    counts.skipped_pairs += numbers.next();
    GALLEY_TRY(numbers.finish());
  }
  return decide_removals(steps(), rows, folders_of(ClusterStage::kVerify), folder);
}

Status MatchStage::follow(std::uint32_t range, const std::string& folder) const {
  return follow_copies(steps(), range, folders_of(ClusterStage::kCopies),
                       stage_task_path(work_.path, ClusterStage::kDecide, 0), folder);
}

std::uint32_t MatchStage::first_group(std::uint32_t range) const {
  return first_stretch(steps(), range);
}

}  // namespace galley
