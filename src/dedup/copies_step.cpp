// SPDX-License-Identifier: Apache-2.0
// Exact copies and shared keys are looked for at once: neither needs the other. That a row with a
// shared key repeats a better one is only seen when the rows are fetched.
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <utility>

#include "base/parallel.h"
#include "base/radix_sort.h"
#include "dedup/exact_groups.h"
#include "dedup/key_buckets.h"
#include "dedup/row_table.h"
#include "dedup/search_texts.h"
#include "dedup/step_files.h"
#include "dedup/step_records.h"

namespace galley {

namespace {

// Keys of two rows, and all records of them.
class SharedBands {
 public:
  using Record = KeyRecord;
  [[nodiscard]] std::vector<KeyRecord>& records() { return buckets_.records(); }
  [[nodiscard]] RepeatSieve& sieve() { return buckets_.sieve(); }
  template <class Use>
  void for_each(Use use) {
    buckets_.for_each([](const KeyRecord&) { return true; }, use);
  }

 private:
  KeyBuckets buckets_;
};

class SharedAnchors {
 public:
  using Record = AnchorRecord;
  [[nodiscard]] std::vector<AnchorRecord>& records() { return records_; }
  [[nodiscard]] RepeatSieve& sieve() { return sieve_; }
  template <class Use>
  void for_each(Use use) {
    sorter_.sort(
        std::span(records_), [](const AnchorRecord& record) { return record.key(); },
        [](const AnchorRecord& a, const AnchorRecord& b) { return a.key() < b.key(); });
    for (std::size_t begin = 0, end = 0; begin < records_.size(); begin = end) {
      while (end < records_.size() && records_[end].key() == records_[begin].key()) ++end;
      if (end - begin > 1) use(std::span(std::as_const(records_)).subspan(begin, end - begin));
    }
  }

 private:
  std::vector<AnchorRecord> records_;
  RepeatSieve sieve_;
  RadixSorter<AnchorRecord> sorter_;
};

template <class Shared>
Status find_shared(const SearchSteps& steps,
                   const PartitionedRecords<typename Shared::Record>& keys,
                   RecordSorter<SharedKey<typename Shared::Record>>& found) {
  using Record = typename Shared::Record;
  const std::uint64_t most_records =
      most_records_at_once<Record>(steps.place->budget(), steps.threads);
  std::vector<Shared> scratch(static_cast<std::size_t>(steps.threads));
  std::vector<std::vector<SharedKey<Record>>> shared(scratch.size());
  std::mutex mutex;
  return for_each_index(steps.threads, keys.kPartitions, steps.place->stop(),
                        [&](std::size_t part, int thread) -> Status {
                          Shared& mine = scratch[static_cast<std::size_t>(thread)];
                          auto& of_part = shared[static_cast<std::size_t>(thread)];
                          const auto find = [&]() -> Status {
                            of_part.clear();
                            mine.for_each([&](std::span<const Record> bucket) {
                              for (const Record& record : bucket) of_part.push_back({record});
                            });
                            const std::lock_guard lock(mutex);
                            return found.add_all(of_part);
                          };
                          return keys.use_repeated(part, most_records, mine.sieve(), mine.records(),
                                                   find);
                        });
}

// The runs that a stretch hands on, in this order.
enum SentRun : std::uint32_t { kExactRun, kKeysRun, kAnchorsRun };

// Takes a part of the records in from all stretches. Each file is opened once: those that adopt()
// takes in are opened for every 256th of the records.
template <class Record>
class PartRecords {
 public:
  PartRecords(const SearchSteps& steps, std::string_view name, std::uint64_t percent)
      : records_(*steps.place, name, steps.place->share(percent)) {}

  // Those of a stretch, which is the batch of its rows.
  [[nodiscard]] Status take(const SlicePiece& piece) {
    GALLEY_TRY(for_each_in_piece<Record>(piece, [&](Record record) {
      record.move_to_batch(piece.from);
      new_records_.push_back(record);
      return Status();
    }));
    return new_records_.size() * sizeof(Record) < kBytesAtOnce ? Status() : flush();
  }
  [[nodiscard]] Status flush() {
    GALLEY_TRY(records_.add(new_records_));
    new_records_.clear();
    return {};
  }
  [[nodiscard]] PartitionedRecords<Record>& records() { return records_; }

 private:
  static constexpr std::size_t kBytesAtOnce = std::size_t{2} << 20;

  std::vector<Record> new_records_;
  PartitionedRecords<Record> records_;
};

// Calls use(record kind, where its parts begin) for the files of a stretch, by SentRun.
template <class Use>
Status for_each_run(const SearchFacts& facts, Use use) {
  GALLEY_TRY(use(run_kind_of<ExactRecord>(kExactName), facts.exact));
  GALLEY_TRY(use(run_kind_of<KeyRecord>(kKeysName), facts.keys));
  return use(run_kind_of<AnchorRecord>(kAnchorsName), facts.anchors);
}

template <class Shared>
Result<SliceBegins> write_shared(const SearchSteps& steps,
                                 const PartitionedRecords<typename Shared::Record>& keys,
                                 const std::string& folder) {
  using Record = typename Shared::Record;
  RecordSorter<SharedKey<Record>> shared(*steps.place, kSharedName, steps.place->share(30));
  GALLEY_TRY(find_shared<Shared>(steps, keys, shared));
  return write_slices(shared, folder, kSharedName, row_bounds(steps),
                      [](const SharedKey<Record>& each) { return each.record.row(); });
}

}  // namespace

Status send_keys(const SearchSteps& steps, std::uint32_t number, SliceSink& out) {
  GALLEY_ASSIGN(const SearchStretch stretch, steps.stretch(number));
  // Their parts stand behind one another, so each file is read once from end to end.
  const auto send = [&](const RunKind& kind, const auto& begins) -> Status {
    GALLEY_TRY(out.begin_run(kind));
    GALLEY_ASSIGN(RunReader reader, RunReader::open(join_path(stretch.folder, kind.name), kind));
    if (begins.back() != reader.records()) return corrupt_step(stretch.folder);
    for (std::uint32_t part = 0; part < steps.tasks; ++part) {
      std::uint64_t left = begins[first_part(steps, part + 1)] - begins[first_part(steps, part)];
      while (left > 0) {
        GALLEY_ASSIGN(const std::string_view records, reader.next_records(left));
        if (records.empty()) return corrupt_step(stretch.folder);
        GALLEY_TRY(out.append(part, records));
        left -= records.size() / kind.record_bytes;
      }
    }
    return {};
  };
  GALLEY_TRY(for_each_run(stretch.facts, send));
  std::vector<std::uint64_t> none;
  return out.finish(none);
}

std::unique_ptr<SliceSource> stored_keys(const SearchSteps& steps, std::uint32_t task) {
  return std::make_unique<SliceRunReader>(
      static_cast<std::uint32_t>(steps.first_ords.size()),
      [&steps, task](std::uint32_t number) -> Result<std::vector<StoredSlice>> {
        GALLEY_ASSIGN(const SearchStretch stretch, steps.stretch(number));
        std::vector<StoredSlice> slices;
        const auto add = [&](const RunKind& kind, const auto& begins) {
          slices.push_back({stretch.folder, join_path(stretch.folder, kind.name), kind,
                            begins[first_part(steps, task)], begins[first_part(steps, task + 1)]});
          return Status();
        };
        GALLEY_TRY(for_each_run(stretch.facts, add));
        return slices;
      });
}

Status write_copies(const SearchSteps& steps, SliceSource& sent, const ParagraphTexts& texts,
                    const std::string& folder) {
  SpillPlace& place = *steps.place;
  PartRecords<ExactRecord> exact(steps, kExactName, 15);
  PartRecords<KeyRecord> keys(steps, kKeysName, 30);
  PartRecords<AnchorRecord> anchors(steps, kAnchorsName, 30);
  const bool has_anchors = steps.options->preset == DedupPreset::kOcr;
  if (steps.first_ords.size() > most_batches_of(steps.options->preset)) {
    return std::unexpected(too_many_batches());
  }
  for (;;) {
    GALLEY_ASSIGN(const std::optional<SlicePiece> piece, sent.next());
    if (!piece) break;
    switch (piece->run) {
      case kExactRun:
        GALLEY_TRY(exact.take(*piece));
        break;
      case kKeysRun:
        GALLEY_TRY(keys.take(*piece));
        break;
      case kAnchorsRun:
        GALLEY_TRY(anchors.take(*piece));
        break;
      default:
        return corrupt_piece(*piece);
    }
  }
  GALLEY_TRY(exact.flush());
  GALLEY_TRY(keys.flush());
  GALLEY_TRY(anchors.flush());
  RecordSorter<CopyRecord> copies(place, kCopiesName, place.share(15));
  RecordSorter<std::uint64_t> repeats(place, kRepeatsName, place.share(10));
  const SearchTexts of_input(texts, nullptr);
  const bool compares = steps.options->exact_copies == ExactCopies::kByLetters;
  const ExactSearch search{place, steps.threads, compares ? &of_input : nullptr, {}};
  GALLEY_TRY(find_exact_copies(exact.records(), repeats, copies, search));
  exact.records().clear();
  GALLEY_ASSIGN(const SliceBegins copies_begin,
                write_slices(copies, folder, kCopiesName, row_bounds(steps),
                             [](const CopyRecord& copy) { return copy.row; }));
  std::vector<std::uint64_t> numbers;
  GALLEY_ASSIGN(SliceBegins begins, write_slices(repeats, folder, kRepeatsName, row_bounds(steps),
                                                 [](std::uint64_t row) { return row; }));
  append(numbers, begins);
  GALLEY_ASSIGN(begins, has_anchors ? write_shared<SharedAnchors>(steps, anchors.records(), folder)
                                    : write_shared<SharedBands>(steps, keys.records(), folder));
  append(numbers, begins);
  append(numbers, copies_begin);
  return write_begins(folder, numbers);
}

}  // namespace galley
