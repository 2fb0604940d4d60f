// SPDX-License-Identifier: Apache-2.0
// Exact copies and shared keys are looked for at once: neither needs the other. That a row with a
// shared key repeats a better one is only seen when the rows are fetched.
#include <mutex>
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

// Takes a part of the records in from all stretches. Each file is opened once: those that adopt()
// takes in are opened for every 256th of the records.
template <class Record>
class PartRecords {
 public:
  PartRecords(const SearchSteps& steps, std::string_view name, std::uint64_t percent)
      : name_(name), records_(*steps.place, name, steps.place->share(percent)) {}

  [[nodiscard]] Status take(const SearchStretch& stretch, std::uint32_t number, std::uint64_t begin,
                            std::uint64_t end) {
    GALLEY_TRY(
        for_each_in_slice<Record>(stretch.folder, name_, {begin, end}, 0, [&](Record record) {
          record.move_to_batch(number);
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

  std::string_view name_;
  std::vector<Record> new_records_;
  PartitionedRecords<Record> records_;
};

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

Status write_copies(const SearchSteps& steps, std::uint32_t task, const ParagraphTexts& texts,
                    const std::string& folder) {
  SpillPlace& place = *steps.place;
  PartRecords<ExactRecord> exact(steps, "exact", 15);
  PartRecords<KeyRecord> keys(steps, "keys", 30);
  PartRecords<AnchorRecord> anchors(steps, "anchors", 30);
  const std::size_t first = first_part(steps, task), end = first_part(steps, task + 1);
  const bool has_anchors = steps.options->preset == DedupPreset::kOcr;
  if (steps.first_ords.size() > most_batches_of(steps.options->preset)) {
    return std::unexpected(too_many_batches());
  }
  for (std::uint32_t number = 0; number < steps.first_ords.size(); ++number) {
    GALLEY_ASSIGN(const SearchStretch stretch, steps.stretch(number));
    const SearchFacts& facts = stretch.facts;
    GALLEY_TRY(exact.take(stretch, number, facts.exact[first], facts.exact[end]));
    GALLEY_TRY(keys.take(stretch, number, facts.keys[first], facts.keys[end]));
    GALLEY_TRY(anchors.take(stretch, number, facts.anchors[first], facts.anchors[end]));
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
  GALLEY_TRY(write_sorted(copies, folder, kCopiesName));
  std::vector<std::uint64_t> numbers;
  GALLEY_ASSIGN(SliceBegins begins, write_slices(repeats, folder, kRepeatsName, row_bounds(steps),
                                                 [](std::uint64_t row) { return row; }));
  append(numbers, begins);
  GALLEY_ASSIGN(begins, has_anchors ? write_shared<SharedAnchors>(steps, anchors.records(), folder)
                                    : write_shared<SharedBands>(steps, keys.records(), folder));
  append(numbers, begins);
  return write_begins(folder, numbers);
}

}  // namespace galley
