// SPDX-License-Identifier: Apache-2.0
// The stages of a run on a cluster, each over files. Planning and finishing are the first and the
// last part of a CorpusRun, which finds all between them done.
#include "galley/stages.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <numeric>
#include <optional>

#include "base/file.h"
#include "base/scratch_folder.h"
#include "base/try.h"
#include "galley/profile.h"
#include "pipeline/corpus_run.h"
#include "pipeline/emit_stage.h"
#include "pipeline/map_stage.h"
#include "pipeline/match_stage.h"
#include "pipeline/memory_plan.h"
#include "pipeline/plan_file.h"
#include "pipeline/resolve_stage.h"
#include "pipeline/saved_removals.h"
#include "pipeline/stage_files.h"
#include "pipeline/survey.h"
#include "pipeline/task_folder.h"
#include "read/inputs.h"
#include "write/manifest.h"

namespace galley {

namespace {

// What all stages read of a run.
class ClusterRun {
 public:
  ClusterRun(const RunOptions& options, const RunMonitor& monitor)
      : options_(options),
        monitor_(monitor),
        stop_(monitor.stop != nullptr ? *monitor.stop : never_),
        threads_(thread_count(options)),
        budget_(budget_bytes(options, threads_)) {}

  Result<StageOutcome> run(ClusterStage stage, const std::vector<std::uint32_t>& tasks) {
    GALLEY_TRY(open(stage));
    GALLEY_ASSIGN(const std::vector<std::uint32_t> wanted, tasks_of(stage, tasks));
    GALLEY_TRY(check_needed(stage));
    StageOutcome outcome;
    std::vector<std::uint32_t> missing;
    for (const std::uint32_t task : wanted) {
      if (!work_.has(stage_task_path(work_.path, stage, task))) missing.push_back(task);
    }
    outcome.done = static_cast<std::uint32_t>(missing.size());
    outcome.skipped = static_cast<std::uint32_t>(wanted.size() - missing.size());
    if (!missing.empty()) GALLEY_TRY(run_missing(stage, missing));
    if (stage == ClusterStage::kLearn) GALLEY_TRY(merge_profiles());
    return outcome;
  }

  Result<StageOutcome> run_piped(ClusterStage stage, const PipedTasks& tasks) {
    GALLEY_TRY(open(stage));
    GALLEY_ASSIGN(const std::vector<std::uint32_t> wanted, tasks_of(stage, tasks.tasks));
    GALLEY_ASSIGN(const std::vector<std::uint32_t> to, tasks_of(ClusterStage::kCopies, tasks.to));
    if (is_sent_to(stage) && wanted.size() != 1) {
      return fail(ErrorCode::kUsage, std::string(to_string(stage)), "reads what one task was sent",
                  "name one task");
    }
    GALLEY_TRY(check_sent(stage));
    GALLEY_ASSIGN(File in, File::standard_input(stop_));
    GALLEY_ASSIGN(File out, File::standard_output());
    MatchPipes pipes{&in, &out, std::vector<bool>(cluster_.tasks.match)};
    for (const std::uint32_t task : to) pipes.to[task] = true;
    StageOutcome outcome;
    GALLEY_TRY(for_each(wanted, [&](std::uint32_t task) -> Status {
      if (!sends(stage) && work_.has(stage_task_path(work_.path, stage, task))) {
        ++outcome.skipped;
        return {};
      }
      ++outcome.done;
      return matching().run(stage, task, &pipes);
    }));
    return outcome;
  }

 private:
  static bool sends(ClusterStage stage) {
    return stage == ClusterStage::kKeys || stage == ClusterStage::kRows ||
           stage == ClusterStage::kPairs;
  }
  static bool is_sent_to(ClusterStage stage) {
    return stage == ClusterStage::kCopies || stage == ClusterStage::kPairs ||
           stage == ClusterStage::kVerify;
  }

  // Of what comes through a pipe it is seen there whether it is whole.
  Status check_sent(ClusterStage stage) const {
    const bool reads_copies = stage == ClusterStage::kRows || stage == ClusterStage::kPairs;
    const ClusterStage needed = reads_copies ? ClusterStage::kCopies : ClusterStage::kMap;
    return check_done(work_, needed, cluster_.tasks.of(needed));
  }

  Status open(ClusterStage stage) {
    // First: where another plan comes in between, what is done is of none.
    GALLEY_ASSIGN(work_, WorkFolder::open(work_path_of(options_.output)));
    const std::string plan_folder = plan_path_of(work_.path);
    GALLEY_ASSIGN(cluster_, load_cluster_plan(plan_folder));
    // These are told all they need otherwise.
    if (stage != ClusterStage::kLearn && stage != ClusterStage::kEmit) {
      GALLEY_ASSIGN(SavedPlan saved, load_plan(plan_folder));
      scan_.plan = std::move(saved.plan);
      scan_.is_retained = false;
    }
    GALLEY_ASSIGN(ScratchFolder temp,
                  ScratchFolder::make(options_.temp.empty() ? join_path(work_.path, kScratchName)
                                                            : options_.temp));
    temp_.emplace(std::move(temp));
    place_.emplace(temp_->path(), budget_, stop_);
    return {};
  }

  Result<std::vector<std::uint32_t>> tasks_of(ClusterStage stage,
                                              const std::vector<std::uint32_t>& tasks) const {
    const std::uint32_t count = cluster_.tasks.of(stage);
    if (tasks.empty()) {
      std::vector<std::uint32_t> all(count);
      std::iota(all.begin(), all.end(), 0U);
      return all;
    }
    if (tasks.back() < count) return tasks;
    return fail(
        ErrorCode::kUsage, fmt::format("task {}", tasks.back()),
        fmt::format("is none of {}, which has {} in all, counted from 0", to_string(stage), count),
        "galley plan says how many there are");
  }

  Status check_needed(ClusterStage stage) const {
    const auto need = [&](ClusterStage before) {
      return check_done(work_, before, cluster_.tasks.of(before));
    };
    switch (stage) {
      case ClusterStage::kLearn:
        return {};
      case ClusterStage::kMap:
        if (cluster_.tasks.learn == 0 || path_exists(join_path(work_.path, kProfileName))) {
          return {};
        }
        GALLEY_TRY(need(ClusterStage::kLearn));
        return fail(ErrorCode::kConflict, work_.path, "has no profile yet",
                    "galley learn --run merges what its tasks have learnt");
      case ClusterStage::kKeys:
      case ClusterStage::kCopies:
        return need(ClusterStage::kMap);
      case ClusterStage::kRows:
      case ClusterStage::kPairs:
      case ClusterStage::kVerify:
      case ClusterStage::kDecide:
      case ClusterStage::kFollow:
      case ClusterStage::kTrace:
      case ClusterStage::kGather:
      case ClusterStage::kEmit:
        return need(static_cast<ClusterStage>(static_cast<std::uint8_t>(stage) - 1));
      case ClusterStage::kFinish:
        GALLEY_TRY(need(ClusterStage::kMap));
        GALLEY_TRY(need(ClusterStage::kGather));
        return need(ClusterStage::kEmit);
    }
    return {};
  }

  Status run_missing(ClusterStage stage, const std::vector<std::uint32_t>& tasks) {
    switch (stage) {
      case ClusterStage::kLearn:
        return for_each(tasks, [&](std::uint32_t task) { return learn(task); });
      case ClusterStage::kMap:
        GALLEY_TRY(load_vocabulary());
        return for_each(tasks, [&](std::uint32_t task) { return map(task); });
      case ClusterStage::kCopies:
      case ClusterStage::kRows:
      case ClusterStage::kPairs:
      case ClusterStage::kVerify:
        return for_each(tasks, [&](std::uint32_t task) { return matching().run(stage, task); });
      case ClusterStage::kDecide:
      case ClusterStage::kFollow:
      case ClusterStage::kTrace:
      case ClusterStage::kGather:
        return for_each(tasks, [&](std::uint32_t task) { return resolve(stage, task); });
      case ClusterStage::kEmit:
        return emit(tasks);
      case ClusterStage::kKeys:  // leaves nothing
      case ClusterStage::kFinish:
        return {};
    }
    return {};
  }

  Status for_each(const std::vector<std::uint32_t>& tasks,
                  const std::function<Status(std::uint32_t)>& work) {
    for (const std::uint32_t task : tasks) {
      GALLEY_TRY(stop_.check());
      GALLEY_TRY(work(task));
    }
    return {};
  }

  Result<TaskFolder> begin(ClusterStage stage, std::uint32_t task) const {
    return TaskFolder::begin(work_, stage_task_path(work_.path, stage, task));
  }

  Status learn(std::uint32_t part) {
    GALLEY_ASSIGN(const std::vector<std::string> texts,
                  load_sample(plan_path_of(work_.path), part));
    GALLEY_ASSIGN(const Profile profile,
                  learn_sample(texts, learner_threads(threads_, budget_), stop_));
    GALLEY_ASSIGN(TaskFolder folder, begin(ClusterStage::kLearn, part));
    GALLEY_TRY(profile.save(join_path(folder.path(), kProfileName)));
    return folder.commit();
  }

  // Whoever learns the last part puts all of them together; several may, and write the same.
  Status merge_profiles() {
    const std::string path = join_path(work_.path, kProfileName);
    const std::uint32_t parts = cluster_.tasks.learn;
    if (path_exists(path) || !check_done(work_, ClusterStage::kLearn, parts)) return {};
    std::optional<Profile> merged;
    for (std::uint32_t part = 0; part < parts; ++part) {
      GALLEY_ASSIGN(const Profile profile,
                    Profile::load(join_path(stage_task_path(work_.path, ClusterStage::kLearn, part),
                                            kProfileName)));
      if (merged) {
        merged->merge(profile);
      } else {
        merged = profile;
      }
    }
    if (!merged) return {};
    // --temp may be another file system: nothing is renamed from there.
    GALLEY_ASSIGN(const ScratchFolder near,
                  ScratchFolder::make(join_path(work_.path, kScratchName)));
    GALLEY_TRY(merged->save(join_path(near.path(), kProfileName)));
    GALLEY_TRY(work_.check_plan());
    return move_file(join_path(near.path(), kProfileName), path);
  }

  Status load_vocabulary() {
    GALLEY_ASSIGN(const Profile profile, Profile::load(join_path(work_.path, kProfileName)));
    vocabulary_ = profile.vocabulary();
    return {};
  }

  Status map(std::uint32_t group) {
    GALLEY_TRY(check_inputs(scan_.plan.groups[group]));
    MapSettings settings;
    settings.options = &options_;
    settings.monitor = &monitor_;
    settings.stop = &stop_;
    settings.place = &*place_;
    settings.vocabulary = &*vocabulary_;
    settings.threads = threads_;
    settings.work = work_;
    Spool spool(*place_, options_.dedup.unit);
    // Not on the stack, as in CorpusRun::map().
    return std::make_unique<MapStage>(scan_, settings, spool)->run_group(group);
  }

  // That the inputs of a group are what was planned with.
  Status check_inputs(const ChunkGroup& group) const {
    const std::vector<PlannedChunk>& chunks = scan_.plan.chunks;
    for (std::uint32_t input = chunks[group.first].input; input <= chunks[group.end - 1].input;
         ++input) {
      const Input& planned = scan_.plan.inputs[input];
      const std::vector<std::string> name = {planned.path};
      GALLEY_ASSIGN(const InputList found, list_inputs(name));
      if (found.inputs.size() == 1 && found.inputs.front().size_bytes == planned.size_bytes &&
          found.inputs.front().sample_hash == planned.sample_hash) {
        continue;
      }
      return fail(ErrorCode::kConflict, planned.path, "has changed since it was planned",
                  "restore it, or plan anew with --overwrite");
    }
    return {};
  }

  [[nodiscard]] std::string folder_of(std::size_t group) const {
    return stage_task_path(work_.path, ClusterStage::kMap, static_cast<std::uint32_t>(group));
  }

  MatchStage matching() {
    return {options_, work_, *place_, threads_, cluster_.tasks.match, scan_.plan.groups};
  }

  Status resolve(ClusterStage stage, std::uint32_t task) {
    const MatchStage all = matching();
    return ResolveStage(all, scan_.plan, *place_, options_.dedup.unit, work_).run(stage, task);
  }

  // That the text of stores [first, end) is what map has written, before it becomes the corpus. The
  // tasks of match read it here and there, and leave it to this one.
  Status check_texts(std::span<const StorePlace> stores, const Spool& spool, std::uint32_t first,
                     std::uint32_t end) {
    for (std::uint32_t number = first; number < end; ++number) {
      const Status sound = spool.store(number).check(stores[number].image);
      if (sound) continue;
      if (sound.error().code != ErrorCode::kCorrupt) return sound;
      return fail(
          ErrorCode::kCorrupt, join_path(folder_of(stores[number].group), "text"), "is damaged",
          "begin the run anew with galley plan --overwrite: what was matched may rest on it");
    }
    return {};
  }

  Status emit(const std::vector<std::uint32_t>& tasks) {
    GALLEY_ASSIGN(const std::vector<StorePlace> stores, saved_stores(work_.path));
    Spool spool(*place_, options_.dedup.unit);
    adopt_stores(stores, work_.path, spool);
    EmitStage stage;
    stage.spool = &spool;
    stage.settings = {options_.output, options_.level, options_.removed_text, options_.dedup.unit,
                      nullptr};
    stage.work = work_;
    stage.threads = threads_;
    stage.stop = &stop_;
    // Neighbours are emitted together, so that the compressors stay busy.
    for (std::size_t begin = 0; begin < tasks.size();) {
      std::size_t end = begin + 1;
      while (end < tasks.size() && tasks[end] == tasks[end - 1] + 1) ++end;
      const std::uint32_t first_split = tasks[begin], end_split = tasks[end - 1] + 1;
      const std::uint32_t first = spool.first_store(first_split);
      GALLEY_TRY(check_texts(stores, spool, first, spool.first_store(end_split)));
      GALLEY_ASSIGN(SavedRemovals removals, SavedRemovals::open(work_.path));
      GALLEY_TRY(removals.seek_store(first));
      GALLEY_TRY(emit_splits(
          stage, first_split, end_split, [&] { return removals.next(); },
          [](const EmittedSplit&) { return Status(); }));
      begin = end;
    }
    return {};
  }

  const RunOptions& options_;
  const RunMonitor& monitor_;
  const StopToken never_;
  const StopToken& stop_;
  WorkFolder work_;
  const int threads_;
  MemoryBudget budget_;
  ClusterPlan cluster_;
  Scan scan_;
  std::optional<ScratchFolder> temp_;
  std::optional<SpillPlace> place_;
  std::optional<Vocabulary> vocabulary_;
};

}  // namespace

Result<StageOutcome> run_piped_stage(ClusterStage stage, const RunOptions& options,
                                     const PipedTasks& tasks, const RunMonitor& monitor) {
  return ClusterRun(options, monitor).run_piped(stage, tasks);
}

Result<StageOutcome> run_stage(ClusterStage stage, const RunOptions& options,
                               const std::vector<std::uint32_t>& tasks, const RunMonitor& monitor) {
  StageOutcome outcome;
  {
    ClusterRun run(options, monitor);
    GALLEY_ASSIGN(outcome, run.run(stage, tasks));
  }
  const bool ends =
      stage == ClusterStage::kFinish || (stage == ClusterStage::kEmit && tasks.empty());
  if (!ends) return outcome;
  RunOptions whole = options;
  whole.existing = Existing::kResume;
  GALLEY_ASSIGN(RunSummary summary, CorpusRun(whole, monitor, Taking::kRepair).run_finished());
  outcome.unreadable = std::move(summary.unreadable);
  return outcome;
}

}  // namespace galley
