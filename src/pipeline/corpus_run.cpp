// SPDX-License-Identifier: Apache-2.0
// The stages of a run, one method each. What is large (documents, text, fingerprints, removals)
// lives in memory while the budget allows and is spilled when it does not; no decision depends on
// which.
#include "pipeline/corpus_run.h"

#include <algorithm>
#include <memory>

#include "base/parallel.h"
#include "base/try.h"
#include "galley/profile.h"
#include "pipeline/disk_plan.h"
#include "pipeline/emit_stage.h"
#include "pipeline/keepers.h"
#include "pipeline/memory_plan.h"
#include "pipeline/plan_file.h"
#include "pipeline/removal_sample.h"
#include "pipeline/run_facts.h"
#include "pipeline/stage_clock.h"
#include "pipeline/stage_costs.h"
#include "pipeline/task_folder.h"
#include "pipeline/watched_texts.h"

namespace galley {

CorpusRun::CorpusRun(const RunOptions& options, const RunMonitor& monitor, Taking taking)
    : options_(options),
      monitor_(monitor),
      stop_(monitor.stop != nullptr ? *monitor.stop : never_),
      taking_(taking),
      threads_(thread_count(options)),
      issues_(monitor),
      budget_(budget_bytes(options, threads_)) {
  if (monitor.work_timing == WorkTiming::kOn) meter_.emplace();
}

Result<RunSummary> CorpusRun::run() {
  const auto start = std::chrono::steady_clock::now();
  // What is named, and whether the output folder is free for it.
  GALLEY_TRY(lock_output());
  GALLEY_TRY(list());
  GALLEY_TRY(settle_output());
  if (folder_->state() == OutputFolder::State::kComplete) {
    GALLEY_TRY(check_edits_are_there());
    tell_of_newer_inputs();
    summary_.state = RunSummary::State::kAlreadyComplete;
    return std::move(summary_);
  }
  if (folder_->state() == OutputFolder::State::kUnfinished) {
    GALLEY_TRY(remove_tree(join_path(folder_->work_path(), kScratchName)));
  }
  // One pass over the inputs numbers the documents and chooses those that the survey learns from.
  GALLEY_TRY(plan());
  // What an earlier run has left need not be spilled again; how much that is nobody knows yet.
  if (folder_->state() != OutputFolder::State::kUnfinished) GALLEY_TRY(check_disk_for_spilling());
  GALLEY_TRY(survey());
  // Each document is repaired and fingerprinted; from here on only text and fingerprints are used.
  GALLEY_TRY(map());
  // Paragraphs that repeat a better ranked one are found and compared with it.
  GALLEY_TRY(match());
  GALLEY_TRY(resolve());
  // What stays is written, with a record of what does not.
  GALLEY_TRY(emit());
  summary_.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  GALLEY_TRY(finish());
  return std::move(summary_);
}

Status CorpusRun::plan() {
  StageClock clock(Stage::kPlan, summary_.bytes_in, summary_, monitor_.progress);
  const bool planned =
      folder_->state() == OutputFolder::State::kUnfinished && path_exists(plan_path());
  const bool learnt =
      taking_ == Taking::kAsIs || path_exists(join_path(folder_->work_path(), kProfileName));
  if (planned && learnt) return resume_plan();
  const bool learns = taking_ == Taking::kRepair && !vocabulary_;
  if (learns) sample_.emplace(options_.survey_bytes, budget_);
  ScanSettings settings;
  settings.options = &options_;
  settings.monitor = &monitor_;
  settings.stop = &stop_;
  settings.budget = &budget_;
  settings.sample = learns ? &*sample_ : nullptr;
  settings.issues = &issues_;
  settings.meter = meter();
  settings.threads = threads_;
  settings.retention = retention_;
  GALLEY_ASSIGN(scan_, scan_inputs(inputs_, settings));
  take_plan();
  return {};
}

// The plan of a run that did not end, and what it had learnt by then.
Status CorpusRun::resume_plan() {
  GALLEY_ASSIGN(SavedPlan saved, load_plan(plan_path()));
  scan_.plan = std::move(saved.plan);
  // They are those of the plan, but a stream has been copied anew.
  scan_.plan.inputs = inputs_;
  scan_.is_retained = false;
  issues_.restore(std::move(saved.unreadable));
  if (taking_ == Taking::kRepair && !vocabulary_) {
    GALLEY_ASSIGN(const Profile profile,
                  Profile::load(join_path(folder_->work_path(), kProfileName)));
    vocabulary_ = profile.vocabulary();
  }
  take_plan();
  return {};
}

void CorpusRun::take_plan() {
  const Plan& plan = scan_.plan;
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    manifest_.inputs[i].documents = plan.input_documents[i];
  }
  summary_.decoded_bytes = plan.decoded_bytes;
  expect_stages(monitor_.progress, taking_, options_, plan.decoded_bytes);
  summary_.counts.documents = plan.documents;
  summary_.counts.bad_bytes = plan.bad_bytes;
}

Status CorpusRun::check_disk_for_spilling() const {
  return check_disk(temp_->path(), scan_.plan.decoded_bytes,
                    budget_.free_bytes() + scan_.retained_memory.bytes());
}

Status CorpusRun::survey() {
  GALLEY_TRY(learn());
  return checkpoint_plan();
}

// From here on a run that was killed need not begin anew: if it has more than one group, for it
// would be one group that is done anew.
Status CorpusRun::checkpoint_plan() {
  if (options_.checkpoints == Checkpoints::kNone) return {};
  // Who resumes wants what a disk that failed for a moment has not given.
  if (issues_.may_pass()) return {};
  if (!path_exists(plan_path())) {
    if (scan_.plan.groups.size() < 2) return {};
    // Where the disk has no room for them, there are none.
    constexpr std::uint64_t kBytesOfEach = 2;
    GALLEY_ASSIGN(const std::uint64_t free_bytes, free_disk_bytes(folder_->work_path()));
    if (free_bytes / kBytesOfEach < scan_.plan.decoded_bytes) return {};
    GALLEY_ASSIGN(TaskFolder folder,
                  TaskFolder::begin(WorkFolder::begin(folder_->work_path()), plan_path()));
    GALLEY_TRY(save_plan({scan_.plan, issues_.unreadable()}, folder.path()));
    GALLEY_TRY(folder.commit());
  }
  GALLEY_ASSIGN(checkpoints_, WorkFolder::open(folder_->work_path()));
  return {};
}

Status CorpusRun::learn() {
  if (!sample_) {
    // Who neither repairs nor ranks by words asks for none.
    const bool asks = taking_ == Taking::kRepair || options_.dedup.keep == Keep::kCleanest;
    if (!vocabulary_ && asks) vocabulary_.emplace();
    return {};
  }
  StageClock clock(Stage::kSurvey, sample_->bytes(), summary_, monitor_.progress);
  const int threads = learner_threads(threads_, budget_);
  const std::vector<std::string> texts = sample_->take();
  GALLEY_ASSIGN(const Profile profile, learn_sample(texts, threads, stop_));
  return for_each_index(threads, 2, stop_, [&](std::size_t task, int) -> Status {
    if (task == 0) return profile.save(join_path(folder_->work_path(), kProfileName));
    vocabulary_ = profile.vocabulary();
    return {};
  });
}

Status CorpusRun::map() {
  StageClock clock(Stage::kMap, summary_.decoded_bytes, summary_, monitor_.progress);
  spool_.emplace(*place_, options_.dedup.unit);
  search_.emplace(options_.dedup, *place_, threads_, index_.index());
  MapSettings settings;
  settings.options = &options_;
  settings.monitor = &monitor_;
  settings.stop = &stop_;
  settings.place = &*place_;
  settings.vocabulary = vocabulary_ ? &*vocabulary_ : nullptr;
  settings.meter = meter();
  settings.taking = taking_;
  settings.threads = threads_;
  settings.work = checkpoints_;
  settings.checks = checks_;
  if (removals_are_saved()) settings.taken_fingerprints = TakenFingerprints::kNone;
  settings.first_written =
      std::chrono::steady_clock::now() + std::chrono::seconds(options_.first_checkpoint_seconds);
  // Its repairers and fingerprinters need the stack where the system gives little.
  const auto stage = std::make_unique<MapStage>(scan_, settings, *spool_, *search_);
  GALLEY_ASSIGN(MapOutcome outcome, stage->run(scan_));
  summary_.counts += outcome.counts;
  summary_.resumed_tasks = outcome.groups_taken;
  manifest_.figures = outcome.figures;
  if (outcome.sample) summary_.samples.push_back(*std::move(outcome.sample));
  return {};
}

Status CorpusRun::match() {
  if (removals_are_saved()) return {};
  StageClock clock(Stage::kMatch, summary_.decoded_bytes, summary_, monitor_.progress);
  const WatchedTexts texts(*spool_, static_cast<std::uint32_t>(scan_.plan.chunks.size()),
                           summary_.decoded_bytes, monitor_.progress);
  GALLEY_ASSIGN(DedupOutcome outcome, search_->finish(texts, index_.addition(*spool_)));
  search_.reset();
  removals_ = std::move(outcome.removals);
  match_counts_ = outcome.counts;
  if (monitor_.progress != nullptr) monitor_.progress->set_duplicates(removals_.size());
  GALLEY_ASSIGN(std::optional<Sample> sample, removal_sample(removals_, *spool_, index_.index()));
  if (sample) summary_.samples.push_back(*std::move(sample));
  return {};
}

// Keepers of an index lie outside of the run's files, so removals for them are found anew.
bool CorpusRun::removals_are_saved() const {
  return !checkpoints_.path.empty() && index_.index() == nullptr &&
         are_removals_saved(checkpoints_);
}

Status CorpusRun::resolve() {
  StageClock clock(Stage::kResolve, 0, summary_, monitor_.progress);
  indexed_keepers_.emplace(index_.index(), *place_);
  if (!removals_are_saved()) {
    GALLEY_ASSIGN(RecordSorter<TracedRemoval> traced,
                  trace_keepers(removals_, *spool_, *place_, *indexed_keepers_));
    traced_.emplace(std::move(traced));
    if (checkpoints_.path.empty() || index_.index() != nullptr) return {};
    GALLEY_TRY(save_removals(*traced_, match_counts_, checkpoints_));
  }
  search_.reset();
  GALLEY_ASSIGN(SavedRemovals saved, SavedRemovals::open(checkpoints_.path));
  match_counts_ = saved.counts();
  saved_removals_.emplace(std::move(saved));
  return {};
}

Status CorpusRun::emit() {
  StageClock clock(Stage::kEmit, spool_->size_bytes(), summary_, monitor_.progress);
  clock.set_bytes(summary_.decoded_bytes);
  summary_.counts.candidate_pairs = match_counts_.candidate_pairs;
  summary_.counts.skipped_pairs = match_counts_.skipped_pairs;
  EmitStage stage;
  stage.spool = &*spool_;
  stage.settings = {folder_->path(), options_.level, options_.removed_text, options_.dedup.unit,
                    &*indexed_keepers_};
  // Names of an index' keepers are only in memory, but what was written of them is whole.
  stage.work = checkpoints_;
  stage.threads = threads_;
  stage.stop = &stop_;
  stage.meter = meter();
  const auto next_removal = [&] {
    return saved_removals_ ? saved_removals_->next() : traced_->next();
  };
  return emit_splits(stage, 0, spool_->splits(), next_removal, [&](EmittedSplit emitted) -> Status {
    summary_.counts += emitted.counts;
    summary_.bytes_out += emitted.corpus.bytes;
    if (monitor_.progress != nullptr) monitor_.progress->add_bytes(emitted.text_bytes);
    manifest_.outputs.push_back(std::move(emitted.corpus));
    manifest_.outputs.push_back(std::move(emitted.removed));
    return {};
  });
}

// What the meter saw, and for stages that are one kind of work what they took.
void CorpusRun::sum_up_work() {
  const auto of_stage = [&](Stage stage) {
    return summary_.stages[static_cast<std::size_t>(stage)].cpu_seconds;
  };
  const auto set = [&](Work work, double seconds) {
    summary_.work_cpu_seconds[static_cast<std::size_t>(work)] = seconds;
  };
  for (std::size_t work = 0; work < kWorks; ++work) {
    set(static_cast<Work>(work), meter_->seconds(static_cast<Work>(work)));
  }
  set(Work::kLearn, of_stage(Stage::kSurvey));
  set(Work::kMatch, of_stage(Stage::kMatch) + of_stage(Stage::kResolve));
  // The compressors have threads of their own.
  set(Work::kCompress, std::max(0.0, of_stage(Stage::kEmit) - meter_->seconds(Work::kWrite)));
}

Status CorpusRun::finish() {
  GALLEY_TRY(index_.publish(stop_));
  indexed_keepers_.reset();
  spool_.reset();
  if (meter_) sum_up_work();
  GALLEY_TRY(write_profile());
  summary_.unreadable = issues_.unreadable();
  manifest_.counts = summary_.counts;
  manifest_.unreadable = summary_.unreadable;
  if (index_.index() != nullptr) summary_.index_run = index_.index()->run_name();
  summary_.spilled_bytes = place_->spilled_bytes();
  summary_.peak_memory_bytes = peak_resident_bytes();
  GALLEY_TRY(write_file_atomically(join_path(folder_->path(), kRunFactsName),
                                   run_facts(summary_, options_, threads_, budget_.limit_bytes())));
  GALLEY_TRY(write_file_atomically(join_path(folder_->path(), kManifestName), to_json(manifest_)));
  return folder_->finish();
}

// The profile that the run used stands in its output, whether it was learnt or given.
Status CorpusRun::write_profile() {
  if (options_.profile.empty() && taking_ == Taking::kAsIs) return {};
  GALLEY_ASSIGN(const std::string bytes,
                read_file(join_path(folder_->work_path(), kProfileName), kMostProfileBytes));
  GALLEY_TRY(write_file_atomically(join_path(folder_->path(), kProfileName), bytes));
  manifest_.outputs.push_back(
      {std::string(kProfileName), bytes.size(), bytes.size(), hash128(bytes.data(), bytes.size())});
  return {};
}

Result<RunSummary> clean(const RunOptions& options, const RunMonitor& monitor) {
  return CorpusRun(options, monitor, Taking::kRepair).run();
}

Result<RunSummary> dedup(const RunOptions& options, const RunMonitor& monitor) {
  return CorpusRun(options, monitor, Taking::kAsIs).run();
}

}  // namespace galley
