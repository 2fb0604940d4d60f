// SPDX-License-Identifier: Apache-2.0
#include "pipeline/map_stage.h"

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "base/parallel.h"
#include "base/try.h"
#include "pipeline/batch_readers.h"

namespace galley {

namespace {

constexpr std::uint64_t kMostSeenContents = std::uint64_t{1} << 20;

// About as many as the input may have paragraphs: what is never used need not be cleared, and a
// small table is near.
std::size_t seen_contents(std::uint64_t decoded_bytes) {
  constexpr std::uint64_t kUsualParagraphBytes = 128;
  return static_cast<std::size_t>(
      std::min(kMostSeenContents, decoded_bytes / kUsualParagraphBytes + 1));
}

}  // namespace

MapStage::MapStage(const Scan& scan, const MapSettings& settings, Spool& spool,
                   DuplicateSearch& search)
    : MapStage(scan, settings, spool) {
  search_ = &search;
  shared_.search = search_;
}

MapStage::MapStage(const Scan& scan, const MapSettings& settings, Spool& spool)
    : plan_(scan.plan),
      settings_(settings),
      spool_(spool),
      seen_(seen_contents(scan.plan.decoded_bytes)),
      shared_{settings.options, settings.taking, settings.vocabulary,
              nullptr,          &seen_,          settings.options->split_bytes,
              settings.meter},
      mappers_(static_cast<std::size_t>(settings.threads)) {}

std::string MapStage::group_path(std::size_t group) const {
  return task_path(settings_.work.path, kMapTasks, group);
}

Result<MapOutcome> MapStage::run(Scan& scan) {
  const RunOptions& options = *settings_.options;
  ids_.emplace(*settings_.place, "ids", settings_.place->budget().free_bytes() / 32);
  if (!options.edits.empty()) {
    GALLEY_ASSIGN(AtomicFile edits, AtomicFile::create_named(options.edits, *settings_.stop));
    edits_.emplace(std::move(edits));
  }
  if (scan.is_retained) {
    GALLEY_TRY(map_retained(scan));
  } else {
    // Groups that are not done are mapped together up to the next one that is.
    while (next_group_ < plan_.groups.size()) {
      std::size_t done = next_group_;
      while (done < plan_.groups.size()) {
        GALLEY_ASSIGN(const bool has, has_group(done));
        if (has) break;
        ++done;
      }
      if (done > next_group_) GALLEY_TRY(map_groups(next_group_, done));
      if (done < plan_.groups.size()) GALLEY_TRY(take_group(done));
    }
  }
  GALLEY_TRY(spool_.seal());
  GALLEY_TRY(fingerprint_taken());
  if (edits_) GALLEY_TRY(edits_->commit());
  GALLEY_ASSIGN(outcome_.counts.repeated_ids, count_repeated(*ids_));
  return std::move(outcome_);
}

Status MapStage::run_group(std::size_t group) {
  next_group_ = group;
  // What it continues is another task's: who puts the groups together counts its paragraphs.
  return map_groups(group, group + 1);
}

// Whether a group was mapped before this run began, and is whole: what a crash of the machine has
// left damaged goes.
Result<bool> MapStage::has_group(std::size_t group) const {
  if (settings_.work.path.empty()) return false;
  const std::string folder = group_path(group);
  if (!path_exists(folder)) return false;
  GALLEY_TRY(settings_.stop->check());
  const Result<GroupFacts> facts = load_group(folder, plan_.groups[group]);
  // One that was mapped without the log that is asked for now is mapped again.
  const bool has_all = settings_.work.has(folder) && (!edits_ || has_edits(folder));
  if (facts && has_all &&
      (settings_.checks == GroupChecks::kNone || check_group(folder, *facts, *settings_.place))) {
    return true;
  }
  GALLEY_TRY(remove_tree(folder));
  return false;
}

Status MapStage::take_group(std::size_t group) {
  const std::string folder = group_path(group);
  const ChunkGroup& chunks = plan_.groups[group];
  GALLEY_ASSIGN(const GroupFacts facts, load_group(folder, chunks));
  const std::uint32_t first_store = spool_.stores();
  adopt_text(folder, facts.texts,
             continued_paragraphs(
                 facts.texts,
                 std::span(plan_.chunks).subspan(chunks.first, chunks.end - chunks.first), pieces_),
             spool_);
  if (settings_.taken_fingerprints == TakenFingerprints::kAll) {
    if (facts.search) GALLEY_TRY(search_->adopt(folder, *facts.search));
    for (std::uint32_t store = first_store; store < spool_.stores() && !facts.search; ++store) {
      taken_stores_.push_back(store);
    }
  }
  GALLEY_TRY(add_ids(folder, *ids_));
  if (edits_) GALLEY_TRY(copy_edits(folder, *edits_));
  outcome_.counts += facts.counts;
  outcome_.figures += facts.figures;
  ++outcome_.groups_taken;
  ++next_group_;
  return settings_.stop->check();
}

Status MapStage::fingerprint_taken() {
  return for_each_index(settings_.threads, taken_stores_.size(), *settings_.stop,
                        [&](std::size_t taken, int thread) -> Status {
                          const std::uint32_t store = taken_stores_[taken];
                          GALLEY_TRY(spool_.store(store).load_document_table());
                          GALLEY_TRY(mapper_of(thread).fingerprint_again(spool_, store));
                          spool_.store(store).drop_document_table();
                          return {};
                        });
}

Status MapStage::map_retained(Scan& scan) {
  retained_memory_ = &scan.retained_memory;
  struct Item {
    std::uint32_t number = 0;
    DocumentBatch batch;
  };
  std::uint32_t next = 0;
  OrderedPipeline<Item, Mapped> pipeline(
      [&]() -> Result<std::optional<Item>> {
        if (scan.retained.empty()) return std::optional<Item>();
        Item item{next, std::move(scan.retained.front())};
        ++next;
        scan.retained.pop_front();
        return std::optional<Item>(std::move(item));
      },
      [&](Item item, int thread) -> Result<Mapped> {
        GALLEY_ASSIGN(MappedChunk chunk, map_chunk(item.number, item.batch, thread));
        return Mapped{item.number, item.batch.memory_bytes(), std::move(chunk)};
      },
      [&](Mapped mapped) { return take(std::move(mapped)); });
  return pipeline.run(settings_.threads, *settings_.stop);
}

Status MapStage::map_groups(std::size_t first, std::size_t end) {
  const std::uint32_t first_chunk = plan_.groups[first].first;
  const std::uint32_t end_chunk = plan_.groups[end - 1].end;
  const ReadOptions& read = settings_.options->read;
  InputSequence sequence(plan_.inputs, read, settings_.place->budget(), nullptr, *settings_.stop);
  sequence.begin_at(plan_, first_chunk);
  BatchReaders readers(read, settings_.threads, tracing_for(*settings_.options));
  OrderedPipeline<NumberedChunk, Mapped> pipeline(
      [&]() -> Result<std::optional<NumberedChunk>> {
        const WorkTimer timer(settings_.meter, Work::kRead);
        for (;;) {
          GALLEY_ASSIGN(std::optional<NumberedChunk> chunk, sequence.next());
          if (!chunk) return std::optional<NumberedChunk>();
          if (chunk->number < first_chunk) continue;
          // Behind the last group there is nothing, unless an input has grown.
          if (chunk->number >= end_chunk && end < plan_.groups.size()) {
            return std::optional<NumberedChunk>();
          }
          return std::optional<NumberedChunk>(*std::move(chunk));
        }
      },
      [&](NumberedChunk chunk, int thread) -> Result<Mapped> {
        GALLEY_TRY(check_unchanged(chunk));
        const DocumentBatch batch = [&] {
          const WorkTimer timer(settings_.meter, Work::kDecode);
          return readers.read(std::move(chunk.chunk), {plan_.inputs[chunk.input], chunk.input},
                              thread);
        }();
        GALLEY_ASSIGN(MappedChunk mapped, map_chunk(chunk.number, batch, thread));
        return Mapped{chunk.number, 0, std::move(mapped)};
      },
      [&](Mapped mapped) { return take(std::move(mapped)); });
  GALLEY_TRY(pipeline.run(settings_.threads, *settings_.stop));
  if (next_group_ == end) return {};
  return has_changed(plan_.chunks[end_chunk - 1].input);
}

Result<MappedChunk> MapStage::map_chunk(std::uint32_t number, const DocumentBatch& batch,
                                        int thread) {
  return mapper_of(thread).map(number, plan_.chunks[number], batch);
}

Mapper& MapStage::mapper_of(int thread) {
  auto& mapper = mappers_[static_cast<std::size_t>(thread)];
  if (!mapper) mapper = std::make_unique<Mapper>(shared_);
  return *mapper;
}

// Between the two passes an input may have been written to, also where its size and what was
// sampled of it are as they were.
Status MapStage::check_unchanged(const NumberedChunk& chunk) const {
  const std::vector<PlannedChunk>& planned = plan_.chunks;
  if (chunk.number < planned.size() && planned[chunk.number].input == chunk.input &&
      planned[chunk.number].hash == hash64(chunk.chunk.bytes.view())) {
    return {};
  }
  return has_changed(chunk.input);
}

std::unexpected<Error> MapStage::has_changed(std::uint32_t input) const {
  return fail(ErrorCode::kConflict, plan_.inputs[input].path, "has changed since it was planned",
              "restore it, or begin anew with --overwrite when nothing writes to it");
}

Status MapStage::take(Mapped mapped) {
  const WorkTimer timer(settings_.meter, Work::kSpool);
  if (retained_memory_ != nullptr) {
    retained_memory_->shrink_to(retained_memory_->bytes() - mapped.retained_bytes);
  }
  const std::uint32_t number = mapped.number;
  MappedChunk& chunk = mapped.chunk;
  const PlannedChunk& planned = plan_.chunks[number];
  if (number == plan_.groups[next_group_].first) {
    first_store_ = spool_.stores();
    if (is_written()) GALLEY_TRY(begin_writing(next_group_));
  }
  const std::uint64_t before = pieces_.before(planned, chunk.last_document_paragraphs);
  // A document's id counts where it begins.
  if (planned.continues) chunk.id_hashes.clear();
  for (MappedChunk::Part& part : chunk.parts) {
    GALLEY_TRY(spool_.append(part.split, ord_of(number, part.first_index), std::move(part.spool)));
    if (planned.continues) spool_.continue_from(before);
  }
  if (writer_) GALLEY_TRY(writer_->add(chunk));
  if (edits_) GALLEY_TRY(edits_->write(chunk.edit_lines));
  if (ids_) {
    for (const std::uint64_t hash : chunk.id_hashes) GALLEY_TRY(ids_->add({hash}));
  }
  outcome_.counts += chunk.counts;
  outcome_.figures += chunk.figures;
  if (chunk.sample && !outcome_.sample) outcome_.sample = *std::move(chunk.sample);
  if (RunProgress* const progress = settings_.monitor->progress; progress != nullptr) {
    progress->add_bytes(chunk.text_bytes);
    progress->add_paragraphs(chunk.paragraphs);
    progress->add_duplicates(chunk.repeats);
  }
  return number + 1 == plan_.groups[next_group_].end ? end_group() : Status();
}

// Asked when a group begins.
bool MapStage::is_written() const {
  return !settings_.work.path.empty() &&
         std::chrono::steady_clock::now() >= settings_.first_written;
}

Status MapStage::begin_writing(std::size_t group) {
  spool_.begin_group();
  GALLEY_ASSIGN(TaskFolder folder, TaskFolder::begin(settings_.work, group_path(group)));
  const GroupWriter::Edits edits =
      settings_.options->edits.empty() ? GroupWriter::Edits::kNone : GroupWriter::Edits::kKept;
  const auto fingerprints =
      search_ == nullptr ? GroupWriter::Fingerprints::kKept : GroupWriter::Fingerprints::kNone;
  GALLEY_ASSIGN(writer_,
                GroupWriter::create(std::move(folder), *settings_.place, edits, fingerprints));
  return {};
}

Status MapStage::end_group() {
  ++next_group_;
  if (!writer_) return {};
  GALLEY_TRY(writer_->finish(spool_, first_store_));
  writer_.reset();
  return {};
}

}  // namespace galley
