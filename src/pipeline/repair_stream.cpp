// SPDX-License-Identifier: Apache-2.0
// `galley repair`: the first chunks are held until there is enough to learn from; from then on
// every chunk is repaired as it is read, and written as soon as all before it have been.
#include <deque>
#include <memory>

#include "base/atomic_file.h"
#include "base/file.h"
#include "base/json_text.h"
#include "base/parallel.h"
#include "base/try.h"
#include "galley/profile.h"
#include "galley/run.h"
#include "pipeline/apart.h"
#include "pipeline/batch_readers.h"
#include "pipeline/input_sequence.h"
#include "pipeline/issue_log.h"
#include "pipeline/map_counts.h"
#include "pipeline/memory_plan.h"
#include "pipeline/stage_clock.h"
#include "pipeline/survey.h"
#include "pipeline/trace_lines.h"
#include "read/inputs.h"

namespace galley {

namespace {

using Sink = std::function<Status(std::string_view)>;

constexpr std::uint64_t kLearnFromBytes = std::uint64_t{64} << 20;
// Of a byte, one beside the other, for what is told of the time left (pipeline/stage_costs.cpp).
constexpr std::uint64_t kLearningCost = 17;
constexpr std::uint64_t kRepairingCost = 35;

// The repaired documents of one chunk, as they are written.
struct RepairedChunk {
  std::string bytes;
  std::string edit_lines;
  std::string_view parted_by;  // what stands before it unless it is the first; empty for JSON Lines
  RunCounts counts;
  std::uint64_t decoded_bytes = 0;
};

// Made when the first of their documents comes.
struct ThreadRepairers {
  std::unique_ptr<Repairer> of_records;
  std::unique_ptr<Repairer> of_texts;
};

class RepairRun {
 public:
  RepairRun(const RunOptions& options, RepairedFormat format, const RunMonitor& monitor,
            const StopToken& stop)
      : options_(options),
        format_(format),
        monitor_(monitor),
        stop_(stop),
        threads_(thread_count(options)),
        budget_(budget_bytes(options, threads_)),
        issues_(monitor),
        readers_(options.read, threads_, tracing_for(options)),
        repairers_(static_cast<std::size_t>(threads_)),
        repaired_(static_cast<std::size_t>(threads_)) {}

  Result<RunSummary> run(const Sink& sink) {
    GALLEY_TRY(check_edits_apart(options_));
    GALLEY_ASSIGN(InputList found, list_inputs(options_.inputs));
    inputs_ = std::move(found.inputs);
    issues_.take(found.issues);
    GALLEY_TRY(check_stream_apart(inputs_));
    GALLEY_TRY(check_file_apart(options_.edits, inputs_));
    InputSequence sequence(inputs_, options_.read, budget_, monitor_.progress, stop_);
    if (!options_.edits.empty()) {
      GALLEY_ASSIGN(AtomicFile edits, AtomicFile::create_named(options_.edits, stop_));
      edits_.emplace(std::move(edits));
    }
    GALLEY_TRY(learn(sequence));
    const std::uint64_t all_bytes = stored_bytes(inputs_);
    const std::uint64_t read_bytes =
        monitor_.progress != nullptr ? std::min(all_bytes, monitor_.progress->bytes_done()) : 0;
    StageClock clock(Stage::kMap, all_bytes - read_bytes, summary_, monitor_.progress);
    GALLEY_TRY(repair(sequence, sink));
    clock.set_bytes(summary_.decoded_bytes);
    if (edits_) GALLEY_TRY(edits_->commit());
    summary_.unreadable = issues_.unreadable();
    summary_.peak_memory_bytes = peak_resident_bytes();
    return std::move(summary_);
  }

 private:
  struct Item {
    std::optional<NumberedChunk> chunk;  // still to be decoded
    std::optional<DocumentBatch> batch;  // held while it was learnt from
  };

  // Fills held_ and makes the vocabulary.
  Status learn(InputSequence& sequence) {
    const std::uint64_t all_bytes = stored_bytes(inputs_);
    const std::uint64_t learnt_bytes =
        options_.profile.empty() ? std::min(all_bytes, kLearnFromBytes) : 0;
    if (monitor_.progress != nullptr && all_bytes > 0) {
      // Of a run that learns from what it has read already.
      monitor_.progress->expect({0, kLearningCost * learnt_bytes, kRepairingCost * all_bytes});
    }
    StageClock clock(Stage::kSurvey, learnt_bytes, summary_, monitor_.progress);
    if (!options_.profile.empty()) {
      GALLEY_ASSIGN(const Profile profile, Profile::load(options_.profile));
      vocabulary_ = profile.vocabulary();
      return {};
    }
    SurveySample sample(std::min(options_.survey_bytes, kLearnFromBytes), budget_);
    std::uint64_t read_bytes = 0;
    OrderedPipeline<NumberedChunk, DocumentBatch> pipeline(
        [&]() -> Result<std::optional<NumberedChunk>> {
          if (read_bytes >= kLearnFromBytes) return std::optional<NumberedChunk>();
          GALLEY_ASSIGN(std::optional<NumberedChunk> chunk, sequence.next());
          if (chunk) read_bytes += chunk->chunk.bytes.size();
          return chunk;
        },
        [&](NumberedChunk chunk, int thread) { return decode(std::move(chunk), thread); },
        [&](DocumentBatch batch) -> Status {
          for (const BatchDocument& each : batch.documents()) sample.offer(each.document.text);
          held_.push_back(std::move(batch));
          return {};
        });
    GALLEY_TRY(pipeline.run(threads_, stop_));
    clock.set_bytes(sample.bytes());
    const std::vector<std::string> texts = sample.take();
    GALLEY_ASSIGN(const Profile profile,
                  learn_sample(texts, learner_threads(threads_, budget_), stop_));
    vocabulary_ = profile.vocabulary();
    return {};
  }

  Status repair(InputSequence& sequence, const Sink& sink) {
    OrderedPipeline<Item, std::pair<RepairedChunk, std::vector<Issue>>> pipeline(
        [&]() -> Result<std::optional<Item>> {
          if (!held_.empty()) {
            Item item{{}, std::move(held_.front())};
            held_.pop_front();
            return std::optional<Item>(std::move(item));
          }
          GALLEY_ASSIGN(std::optional<NumberedChunk> chunk, sequence.next());
          if (!chunk) return std::optional<Item>();
          return std::optional<Item>(Item{std::move(chunk), {}});
        },
        [&](Item item, int thread) -> Result<std::pair<RepairedChunk, std::vector<Issue>>> {
          if (item.chunk) {
            GALLEY_ASSIGN(item.batch, decode(*std::move(item.chunk), thread));
          }
          return std::pair(repair_batch(*item.batch, thread), item.batch->issues());
        },
        [&](std::pair<RepairedChunk, std::vector<Issue>> output) -> Status {
          issues_.take(output.second);
          summary_.counts += output.first.counts;
          summary_.decoded_bytes += output.first.decoded_bytes;
          if (edits_) GALLEY_TRY(edits_->write(output.first.edit_lines));
          if (output.first.bytes.empty()) return {};
          if (began_ && !output.first.parted_by.empty()) GALLEY_TRY(sink(output.first.parted_by));
          began_ = true;
          return sink(output.first.bytes);
        });
    return pipeline.run(threads_, stop_);
  }

  Result<DocumentBatch> decode(NumberedChunk chunk, int thread) {
    return readers_.read(std::move(chunk.chunk), {inputs_[chunk.input], chunk.input}, thread);
  }

  [[nodiscard]] bool writes_records(InputFormat read_as) const {
    return format_ == RepairedFormat::kJsonl ||
           (format_ == RepairedFormat::kAsInput && read_as == InputFormat::kJsonl);
  }

  Repairer& repairer_for(bool records, int thread) {
    ThreadRepairers& own = repairers_[static_cast<std::size_t>(thread)];
    std::unique_ptr<Repairer>& repairer = records ? own.of_records : own.of_texts;
    if (!repairer) {
      RepairOptions options = options_.repair;
      if (!records) options.interrupted = options_.interrupted_in_text;
      repairer = std::make_unique<Repairer>(options, *vocabulary_);
    }
    return *repairer;
  }

  RepairedChunk repair_batch(const DocumentBatch& batch, int thread) {
    Repairer& repairer = repairer_for(writes_records(batch.format()), thread);
    RepairedDocument& repaired = repaired_[static_cast<std::size_t>(thread)];
    repaired.edits.set_keep(edits_ ? EditLog::Keep::kEntries : EditLog::Keep::kCounts);
    RepairedChunk chunk;
    for (const BatchDocument& each : batch.documents()) {
      repairer.repair(each.document, repaired);
      add_repair_counts(repaired, chunk.counts);
      chunk.counts.documents += each.piece == 0 ? 1 : 0;
      chunk.counts.paragraphs_in += repaired.paragraphs.size();
      chunk.decoded_bytes += each.document.text.size();
      if (edits_) append_edit_lines(each, repaired, std::nullopt, chunk.edit_lines);
      write(each, batch.format(), repaired, chunk);
    }
    chunk.counts.bad_bytes += batch.bad_bytes();
    return chunk;
  }

  void write(const BatchDocument& each, InputFormat read_as, const RepairedDocument& repaired,
             RepairedChunk& chunk) const {
    std::string& out = chunk.bytes;
    if (writes_records(read_as)) {
      out += "{\"id\":";
      append_json_string(out, each.document.id);
      out += ",\"text\":";
      append_json_string(out, repaired.text);
      if (options_.structure == Structure::kWrite) {
        out += ",\"structure\":[";
        for (const Paragraph& paragraph : repaired.paragraphs) {
          if (&paragraph != &repaired.paragraphs.front()) out += ',';
          append_structure(paragraph.kind, source_of(each, paragraph), out);
        }
        out += ']';
      }
      out += "}\n";
      return;
    }
    // A form feed parts documents, a blank line the pieces of one.
    const std::string_view parted_by = each.piece > 0 ? "\n" : "\f";
    if (chunk.parted_by.empty()) {
      chunk.parted_by = parted_by;
    } else {
      out += parted_by;
    }
    out += repaired.text;
    out += '\n';
  }

  const RunOptions& options_;
  const RepairedFormat format_;
  const RunMonitor& monitor_;
  const StopToken& stop_;
  const int threads_;
  MemoryBudget budget_;
  IssueLog issues_;
  BatchReaders readers_;
  std::vector<ThreadRepairers> repairers_;
  std::vector<RepairedDocument> repaired_;
  std::vector<Input> inputs_;
  std::deque<DocumentBatch> held_;
  bool began_ = false;
  std::optional<AtomicFile> edits_;
  std::optional<Vocabulary> vocabulary_;
  RunSummary summary_;
};

}  // namespace

Result<RunSummary> repair(const RunOptions& options, RepairedFormat format,
                          const RunMonitor& monitor, const Sink& sink) {
  const StopToken never;
  const StopToken& stop = monitor.stop != nullptr ? *monitor.stop : never;
  return RepairRun(options, format, monitor, stop).run(sink);
}

}  // namespace galley
