// SPDX-License-Identifier: Apache-2.0
// Everything is learnt as it is read. Only where the inputs turn out to hold more text than may be
// learnt is what was learnt thrown away, the documents of the least hashes chosen, and the inputs
// read again.
#include <atomic>
#include <compare>
#include <memory>

#include "base/atomic_file.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/link_target.h"
#include "base/os.h"
#include "base/parallel.h"
#include "base/record_sorter.h"
#include "base/scratch_folder.h"
#include "base/try.h"
#include "galley/profile.h"
#include "galley/run.h"
#include "pipeline/apart.h"
#include "pipeline/batch_readers.h"
#include "pipeline/input_sequence.h"
#include "pipeline/issue_log.h"
#include "pipeline/memory_plan.h"
#include "pipeline/stage_clock.h"
#include "pipeline/stream_spool.h"
#include "pipeline/survey.h"
#include "read/inputs.h"

namespace galley {

namespace {

struct LearntDocument {
  std::uint64_t hash = 0;
  std::uint64_t bytes = 0;
  friend auto operator<=>(const LearntDocument&, const LearntDocument&) = default;
};

class LearnRun {
 public:
  LearnRun(const RunOptions& options, const RunMonitor& monitor, SpillPlace& place, int threads)
      : options_(options),
        monitor_(monitor),
        place_(place),
        threads_(threads),
        learners_(static_cast<std::size_t>(threads)),
        documents_(place, "documents", place.budget().free_bytes() / 4) {}

  Result<Profile> run(const std::vector<Input>& inputs, IssueLog& issues, RunSummary& summary) {
    GALLEY_TRY(read(
        inputs,
        [&](DocumentBatch& batch) -> Status {
          issues.take(batch.issues());
          return {};
        },
        summary));
    if (too_much_) {
      GALLEY_TRY(choose());
      for (auto& learner : learners_) learner.reset();
      RunSummary second;
      GALLEY_TRY(read(inputs, [](DocumentBatch&) -> Status { return {}; }, second));
    }
    Profile profile;
    for (auto& learner : learners_) {
      if (learner) profile.merge(learner->take());
    }
    return profile;
  }

 private:
  struct Learnt {
    DocumentBatch batch;
    std::vector<LearntDocument> documents;
  };

  Status read(const std::vector<Input>& inputs, const std::function<Status(DocumentBatch&)>& take,
              RunSummary& summary) {
    InputSequence sequence(inputs, options_.read, place_.budget(), monitor_.progress,
                           place_.stop());
    BatchReaders readers(options_.read, threads_);
    OrderedPipeline<NumberedChunk, Learnt> pipeline(
        [&] { return sequence.next(); },
        [&](NumberedChunk chunk, int thread) -> Result<Learnt> {
          Learnt learnt{
              readers.read(std::move(chunk.chunk), {inputs[chunk.input], chunk.input}, thread), {}};
          learn(learnt, thread);
          return learnt;
        },
        [&](Learnt learnt) -> Status {
          for (const LearntDocument& document : learnt.documents) {
            if (hash_bound_ == kAll) GALLEY_TRY(documents_.add(document));
            bytes_ += document.bytes;
          }
          summary.counts.documents += learnt.batch.documents().size();
          summary.decoded_bytes += learnt.batch.decoded_bytes();
          if (hash_bound_ == kAll && bytes_ > options_.survey_bytes) too_much_ = true;
          return take(learnt.batch);
        });
    return pipeline.run(threads_, place_.stop());
  }

  void learn(Learnt& learnt, int thread) {
    auto& learner = learners_[static_cast<std::size_t>(thread)];
    if (!learner) learner = std::make_unique<ProfileLearner>();
    const bool all = hash_bound_ == kAll;
    for (const BatchDocument& each : learnt.batch.documents()) {
      const std::uint64_t hash = hash64(each.document.text);
      Document part = each.document;
      part.text = learnt_part(part.text, options_.survey_bytes);
      if (all) learnt.documents.push_back({hash, part.text.size()});
      if (all ? !too_much_ : hash < hash_bound_) learner->learn(part);
    }
  }

  // The documents of the least hashes, as many as may be learnt.
  Status choose() {
    GALLEY_TRY(documents_.sort());
    std::uint64_t bytes = 0;
    for (;;) {
      GALLEY_ASSIGN(const std::optional<LearntDocument> document, documents_.next());
      if (!document) return {};
      bytes += document->bytes;
      if (bytes > options_.survey_bytes) {
        hash_bound_ = document->hash;
        return {};
      }
    }
  }

  static constexpr std::uint64_t kAll = UINT64_MAX;

  const RunOptions& options_;
  const RunMonitor& monitor_;
  SpillPlace& place_;
  const int threads_;
  std::vector<std::unique_ptr<ProfileLearner>> learners_;
  RecordSorter<LearntDocument> documents_;
  std::uint64_t bytes_ = 0;
  std::uint64_t hash_bound_ = kAll;
  std::atomic<bool> too_much_ = false;
};

// Told before the work rather than after it.
Status check_output_file(const std::string& path, const std::vector<Input>& found) {
  GALLEY_TRY(check_file_apart(path, found));
  struct stat status{};
  if (os().stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) {
    return fail(ErrorCode::kConflict, path, "is a folder", "name a file to write the profile to");
  }
  GALLEY_ASSIGN(const AtomicFile trial, AtomicFile::create(path));
  return {};
}

}  // namespace

Result<RunSummary> learn(const RunOptions& options, const RunMonitor& monitor) {
  const StopToken never;
  const StopToken& stop = monitor.stop != nullptr ? *monitor.stop : never;
  GALLEY_ASSIGN(const std::string output, link_target(options.output));
  GALLEY_TRY(check_output_apart(output, options.inputs));
  MemoryBudget budget(budget_bytes(options, thread_count(options)));
  GALLEY_ASSIGN(const ScratchFolder scratch, ScratchFolder::make(options.temp));
  SpillPlace place(scratch.path(), budget, stop);
  IssueLog issues(monitor);
  GALLEY_ASSIGN(InputList found, list_inputs(options.inputs));
  issues.take(found.issues);
  GALLEY_TRY(check_stream_apart(found.inputs));
  GALLEY_TRY(check_output_file(output, found.inputs));
  std::vector<Issue> unread;
  GALLEY_TRY(spool_streams(found.inputs, scratch.path(), stop, unread));
  issues.take(unread);
  RunSummary summary;
  const int threads = learner_threads(thread_count(options), budget);
  {
    StageClock clock(Stage::kSurvey, stored_bytes(found.inputs), summary, monitor.progress);
    LearnRun run(options, monitor, place, threads);
    GALLEY_ASSIGN(const Profile profile, run.run(found.inputs, issues, summary));
    GALLEY_TRY(profile.save(output));
    clock.set_bytes(summary.decoded_bytes);
  }
  summary.unreadable = issues.unreadable();
  summary.peak_memory_bytes = peak_resident_bytes();
  return summary;
}

}  // namespace galley
