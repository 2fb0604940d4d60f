// SPDX-License-Identifier: Apache-2.0
// The stages of a run, one method each. What is large (documents, text, fingerprints, removals)
// lives in memory while the budget allows and is spilled when it does not; no decision depends on
// which.
#include "pipeline/corpus_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "base/parallel.h"
#include "base/try.h"
#include "galley/profile.h"
#include "pipeline/disk_plan.h"
#include "pipeline/emit.h"
#include "pipeline/input_sequence.h"
#include "pipeline/keepers.h"
#include "pipeline/memory_plan.h"
#include "pipeline/removal_sample.h"
#include "pipeline/run_facts.h"
#include "pipeline/run_identity.h"
#include "pipeline/stage_clock.h"
#include "pipeline/stage_costs.h"
#include "pipeline/stream_spool.h"
#include "pipeline/watched_texts.h"
#include "read/inputs.h"

namespace galley {

namespace {

constexpr std::uint64_t kMostProfileBytes = std::uint64_t{1} << 30;

}  // namespace

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
    summary_.state = RunSummary::State::kAlreadyComplete;
    return std::move(summary_);
  }
  // One pass over the inputs numbers the documents and chooses those that the survey learns from.
  GALLEY_TRY(plan());
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

Status CorpusRun::lock_output() {
  GALLEY_TRY(check_outputs_apart(options_));
  GALLEY_ASSIGN(folder_, OutputFolder::lock(options_.output));
  return {};
}

Status CorpusRun::list() {
  GALLEY_ASSIGN(InputList found, list_inputs(options_.inputs));
  inputs_ = std::move(found.inputs);
  issues_.take(found.issues);
  GALLEY_TRY(check_found_apart(options_.output, inputs_));
  const bool has_streams = std::any_of(inputs_.begin(), inputs_.end(), [](const Input& input) {
    return input.kind != Input::Kind::kFile;
  });
  if (has_streams) {
    // What can be read only once is needed twice, and its hash before anything is written.
    GALLEY_ASSIGN(ScratchFolder streams,
                  options_.temp.empty()
                      ? ScratchFolder::make_at(join_path(folder_->path(), ".galley-input"))
                      : ScratchFolder::make(options_.temp));
    streams_.emplace(std::move(streams));
    GALLEY_TRY(spool_streams(inputs_, streams_->path(), stop_));
  }
  for (const Input& input : inputs_) summary_.bytes_in += input.size_bytes;
  expect_stages(monitor_.progress, taking_, options_, summary_.bytes_in);
  return {};
}

Status CorpusRun::settle_output() {
  std::string profile_hash, profile_bytes;
  if (!options_.profile.empty()) {
    GALLEY_ASSIGN(const Profile profile, Profile::load(options_.profile));
    profile_hash = profile.content_hash();
    vocabulary_ = profile.vocabulary();
    // It may be what an earlier run has left in the folder, and go with that.
    GALLEY_ASSIGN(profile_bytes, read_file(options_.profile, kMostProfileBytes));
  }
  manifest_.options = recorded_options(options_, taking_, profile_hash);
  manifest_.versions = recorded_versions();
  manifest_.inputs = recorded_inputs(inputs_);
  GALLEY_ASSIGN(index_, RunIndex::open(options_));
  index_.begin(options_, manifest_);
  GALLEY_TRY(folder_->settle(manifest_.identity(), options_.existing));
  if (folder_->state() == OutputFolder::State::kComplete) return {};
  if (!profile_bytes.empty()) {
    GALLEY_TRY(write_file_atomically(join_path(folder_->work_path(), kProfileName), profile_bytes));
  }
  GALLEY_ASSIGN(ScratchFolder temp, options_.temp.empty() ? ScratchFolder::make_at(join_path(
                                                                folder_->work_path(), "temp"))
                                                          : ScratchFolder::make(options_.temp));
  temp_.emplace(std::move(temp));
  place_.emplace(temp_->path(), budget_, stop_);
  return {};
}

Status CorpusRun::plan() {
  StageClock clock(Stage::kPlan, summary_.bytes_in, summary_, monitor_.progress);
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
  GALLEY_ASSIGN(scan_, scan_inputs(inputs_, settings));
  const Plan& plan = scan_.plan;
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    manifest_.inputs[i].documents = plan.input_documents[i];
  }
  summary_.decoded_bytes = plan.decoded_bytes;
  expect_stages(monitor_.progress, taking_, options_, plan.decoded_bytes);
  summary_.counts.documents = plan.documents;
  summary_.counts.bad_bytes = plan.bad_bytes;
  return check_disk(temp_->path(), plan.decoded_bytes,
                    budget_.free_bytes() + scan_.retained_memory.bytes());
}

Status CorpusRun::survey() {
  if (!sample_) {
    if (!vocabulary_) vocabulary_.emplace();
    return {};
  }
  StageClock clock(Stage::kSurvey, sample_->bytes(), summary_, monitor_.progress);
  const int threads = learner_threads(threads_, budget_);
  const std::vector<std::string> texts = sample_->take();
  GALLEY_ASSIGN(const Profile profile, learn_sample(texts, threads, stop_));
  vocabulary_ = profile.vocabulary();
  return profile.save(join_path(folder_->work_path(), kProfileName));
}

Status CorpusRun::map() {
  StageClock clock(Stage::kMap, summary_.decoded_bytes, summary_, monitor_.progress);
  spool_.emplace(*place_, options_.dedup.unit);
  if (!options_.edits.empty()) {
    GALLEY_ASSIGN(AtomicFile edits, AtomicFile::create_named(options_.edits));
    edits_.emplace(std::move(edits));
  }
  search_.emplace(options_.dedup, *place_, threads_, index_.index());
  id_hashes_.emplace(*place_, "ids", budget_.free_bytes() / 32);
  SeenContents seen(std::size_t{1} << 20);
  const Mapper::Shared shared{
      &options_, taking_, &*vocabulary_, &*search_, &seen, options_.split_bytes, meter()};
  std::vector<std::unique_ptr<Mapper>> mappers(static_cast<std::size_t>(threads_));
  const auto map_chunk = [&](std::uint32_t number, const DocumentBatch& batch,
                             int thread) -> Result<MappedChunk> {
    auto& mapper = mappers[static_cast<std::size_t>(thread)];
    if (!mapper) mapper = std::make_unique<Mapper>(shared);
    return mapper->map(number, scan_.plan.chunks[number], batch);
  };
  struct Mapped {
    std::uint32_t number = 0;
    std::uint64_t retained_bytes = 0;  // given back
    MappedChunk chunk;
  };
  const auto take = [&](Mapped mapped) -> Status {
    scan_.retained_memory.shrink_to(scan_.retained_memory.bytes() - mapped.retained_bytes);
    return take_mapped(mapped.number, std::move(mapped.chunk));
  };
  if (scan_.is_retained) {
    struct Item {
      std::uint32_t number = 0;
      DocumentBatch batch;
    };
    std::uint32_t next = 0;
    OrderedPipeline<Item, Mapped> pipeline(
        [&]() -> Result<std::optional<Item>> {
          if (scan_.retained.empty()) return std::optional<Item>();
          Item item{next++, std::move(scan_.retained.front())};
          scan_.retained.pop_front();
          return std::optional<Item>(std::move(item));
        },
        [&](Item item, int thread) -> Result<Mapped> {
          GALLEY_ASSIGN(MappedChunk chunk, map_chunk(item.number, item.batch, thread));
          return Mapped{item.number, item.batch.memory_bytes(), std::move(chunk)};
        },
        take);
    GALLEY_TRY(pipeline.run(threads_, stop_));
  } else {
    InputSequence sequence(scan_.plan.inputs, options_.read, budget_, nullptr, stop_);
    BatchReaders readers(options_.read, threads_, tracing_for(options_));
    OrderedPipeline<NumberedChunk, Mapped> pipeline(
        [&] {
          const WorkTimer timer(meter(), Work::kRead);
          return sequence.next();
        },
        [&](NumberedChunk chunk, int thread) -> Result<Mapped> {
          const DocumentBatch batch = [&] {
            const WorkTimer timer(meter(), Work::kDecode);
            return readers.read(std::move(chunk.chunk),
                                {scan_.plan.inputs[chunk.input], chunk.input}, thread);
          }();
          GALLEY_TRY(check_unchanged(chunk, batch));
          GALLEY_ASSIGN(MappedChunk mapped, map_chunk(chunk.number, batch, thread));
          return Mapped{chunk.number, 0, std::move(mapped)};
        },
        take);
    GALLEY_TRY(pipeline.run(threads_, stop_));
  }
  for (const auto& mapper : mappers) {
    if (mapper) manifest_.figures += mapper->figures();
  }
  GALLEY_TRY(spool_->seal());
  if (edits_) GALLEY_TRY(edits_->commit());
  GALLEY_ASSIGN(summary_.counts.repeated_ids, count_repeated(*id_hashes_));
  id_hashes_.reset();
  return {};
}

// Between the two passes an input may have been written to.
Status CorpusRun::check_unchanged(const NumberedChunk& chunk, const DocumentBatch& batch) const {
  const std::vector<PlannedChunk>& planned = scan_.plan.chunks;
  if (chunk.number < planned.size() &&
      planned[chunk.number].documents == batch.documents().size()) {
    return {};
  }
  return fail(ErrorCode::kConflict, scan_.plan.inputs[chunk.input].path,
              "has changed while it was read", "run again when nothing writes to it");
}

Status CorpusRun::take_mapped(std::uint32_t number, MappedChunk mapped) {
  const WorkTimer timer(meter(), Work::kSpool);
  const bool continues = scan_.plan.chunks[number].continues;
  continued_paragraphs_ = continues ? continued_paragraphs_ + last_document_paragraphs_ : 0;
  last_document_paragraphs_ = mapped.last_document_paragraphs;
  if (edits_) GALLEY_TRY(edits_->write(mapped.edit_lines));
  for (MappedChunk::Part& part : mapped.parts) {
    GALLEY_TRY(spool_->append(part.split, ord_of(number, part.first_index), std::move(part.spool)));
    if (continues) spool_->continue_from(continued_paragraphs_);
  }
  for (const std::uint64_t hash : mapped.id_hashes) {
    if (!continues) GALLEY_TRY(id_hashes_->add({hash}));
  }
  summary_.counts += mapped.counts;
  if (mapped.sample && summary_.samples.empty())
    summary_.samples.push_back(*std::move(mapped.sample));
  if (monitor_.progress != nullptr) {
    monitor_.progress->add_bytes(mapped.text_bytes);
    monitor_.progress->add_paragraphs(mapped.paragraphs);
    monitor_.progress->add_duplicates(mapped.repeats);
  }
  return {};
}

Status CorpusRun::match() {
  StageClock clock(Stage::kMatch, summary_.decoded_bytes, summary_, monitor_.progress);
  const WatchedTexts texts(*spool_, static_cast<std::uint32_t>(scan_.plan.chunks.size()),
                           summary_.decoded_bytes, monitor_.progress);
  GALLEY_ASSIGN(DedupOutcome outcome, search_->finish(texts, index_.addition(*spool_)));
  search_.reset();
  removals_ = std::move(outcome.removals);
  summary_.counts.candidate_pairs = outcome.counts.candidate_pairs;
  summary_.counts.skipped_pairs = outcome.counts.skipped_pairs;
  if (monitor_.progress != nullptr) monitor_.progress->set_duplicates(removals_.size());
  GALLEY_ASSIGN(std::optional<Sample> sample, removal_sample(removals_, *spool_, index_.index()));
  if (sample) summary_.samples.push_back(*std::move(sample));
  return {};
}

Status CorpusRun::resolve() {
  StageClock clock(Stage::kResolve, 0, summary_, monitor_.progress);
  indexed_keepers_.emplace(index_.index(), *place_);
  GALLEY_ASSIGN(RecordSorter<TracedRemoval> traced,
                trace_keepers(removals_, *spool_, *place_, *indexed_keepers_));
  traced_.emplace(std::move(traced));
  return {};
}

Status CorpusRun::emit() {
  StageClock clock(Stage::kEmit, spool_->size_bytes(), summary_, monitor_.progress);
  clock.set_bytes(summary_.decoded_bytes);
  const EmitSettings settings{folder_->path(), options_.level, options_.removed_text,
                              options_.dedup.unit, &*indexed_keepers_};
  const ZstdThreads compressors(threads_);
  struct Job {
    std::uint32_t split = 0;
    std::vector<TracedRemoval> removals;
  };
  std::uint32_t next_split = 0;
  GALLEY_ASSIGN(std::optional<TracedRemoval> next, traced_->next());
  OrderedPipeline<Job, EmittedSplit> pipeline(
      [&]() -> Result<std::optional<Job>> {
        if (next_split == spool_->splits()) return std::optional<Job>();
        Job job{next_split++, {}};
        while (next && next->split == job.split) {
          job.removals.push_back(*next);
          GALLEY_ASSIGN(next, traced_->next());
        }
        return std::optional<Job>(std::move(job));
      },
      [&](Job job, int) -> Result<EmittedSplit> {
        GALLEY_TRY(stop_.check());
        const WorkTimer timer(meter(), Work::kWrite);
        return emit_split(job.split, job.removals, *spool_, settings, compressors);
      },
      [&](EmittedSplit emitted) -> Status {
        summary_.counts += emitted.counts;
        summary_.bytes_out += emitted.corpus.bytes;
        if (monitor_.progress != nullptr) monitor_.progress->add_bytes(emitted.text_bytes);
        manifest_.outputs.push_back(std::move(emitted.corpus));
        manifest_.outputs.push_back(std::move(emitted.removed));
        return {};
      });
  // The compressors are what is busy here: two splits at a time keep any number of them supplied.
  return pipeline.run(std::min(threads_, 2), stop_);
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
  if (options_.profile.empty() && !sample_) return {};
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
