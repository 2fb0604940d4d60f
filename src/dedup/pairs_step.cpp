// SPDX-License-Identifier: Apache-2.0
// A part's keys and the rows that it has asked for come in the same order. Which texts of a bucket
// are compared is decided by their rows, not by how the comparison of others ends; so no text is
// needed here.
#include <memory>
#include <optional>
#include <utility>

#include "dedup/anchor_matcher.h"
#include "dedup/bucket_matcher.h"
#include "dedup/row_table.h"
#include "dedup/step_files.h"
#include "dedup/step_records.h"

namespace galley {

namespace {

constexpr std::size_t kRowsAtOnce = std::size_t{1} << 15;

// The rows of a part, and its shared keys of them.
template <class Record>
class PartRows {
 public:
  explicit PartRows(const SearchSteps& steps)
      : rows(*steps.place, steps.options->keep, steps.place->share(20),
             most_batches_of(steps.options->preset)),
        keys(*steps.place, "part-keys", steps.place->share(30)) {}

  [[nodiscard]] Status open(const std::string& copies) {
    copies_ = copies;
    GALLEY_ASSIGN(RunReader reader, RunReader::open(join_path(copies, kSharedName),
                                                    run_kind_of<SharedKey<Record>>(kSharedName)));
    reader_.emplace(std::move(reader));
    return advance();
  }
  // Takes in a row and the keys that it shares. Those of rows that are passed over repeat others.
  [[nodiscard]] Status add(const NumberedRow& row) {
    while (next_ && next_->record.row() < row.number) GALLEY_TRY(advance());
    if (!next_ || next_->record.row() != row.number) return corrupt_step(copies_);
    while (next_ && next_->record.row() == row.number) {
      new_keys_.push_back(next_->record);
      new_keys_.back().set_row(new_rows_.size());
      GALLEY_TRY(advance());
    }
    new_rows_.push_back(row.row);
    return new_rows_.size() < kRowsAtOnce ? Status() : take();
  }
  [[nodiscard]] Status finish() {
    GALLEY_TRY(take());
    rows.settle();
    return {};
  }

 private:
  [[nodiscard]] Status advance() {
    GALLEY_ASSIGN(next_, reader_->template next_record<SharedKey<Record>>());
    return {};
  }
  [[nodiscard]] Status take() {
    if (new_rows_.empty()) return {};
    GALLEY_ASSIGN(const std::uint64_t batch, rows.append(new_rows_));
    for (Record& key : new_keys_) key.move_to_batch(batch);
    GALLEY_TRY(keys.add(new_keys_));
    new_rows_.clear();
    new_keys_.clear();
    return {};
  }

  std::string copies_;
  std::optional<RunReader> reader_;
  std::optional<SharedKey<Record>> next_;
  std::vector<Row> new_rows_;
  std::vector<Record> new_keys_;

 public:
  RowTable rows;
  PartitionedRecords<Record> keys;
};

template <class Record>
Status read_part(SliceSource& rows, const std::string& copies, PartRows<Record>& part) {
  GALLEY_TRY(part.open(copies));
  GALLEY_TRY(
      for_each_sent<NumberedRow>(rows, [&](const NumberedRow& row) { return part.add(row); }));
  return part.finish();
}

// Hands on what was found by where the worse text stands; a pair that was found twice goes once.
Status send_pairs(const SearchSteps& steps, RecordSorter<FoundPair>& pairs, SliceSink& out) {
  GALLEY_TRY(pairs.sort());
  GALLEY_TRY(out.begin_run(run_kind_of<FoundPair>(kPairsName)));
  const std::vector<std::uint64_t> bounds = ord_bounds(steps);
  std::uint32_t range = 0;
  std::optional<FoundPair> last;
  for (;;) {
    GALLEY_ASSIGN(const std::optional<FoundPair> pair, pairs.next());
    if (!pair) return {};
    if (last && !(*last < *pair)) continue;
    while (range + 1 < bounds.size() && bounds[range + 1] <= pair->worse_ord) ++range;
    GALLEY_TRY(out.append_record(range, *pair));
    last = pair;
  }
}

}  // namespace

Result<DedupCounts> write_pairs(const SearchSteps& steps, const std::string& copies,
                                SliceSource& rows, SliceSink& out, const std::string& folder) {
  SpillPlace& place = *steps.place;
  RecordSorter<FoundPair> pairs(place, "found-pairs", place.share(15));
  DedupCounts counts;
  const auto match = [&]<class Matcher, class Record>(Matcher&& matcher,
                                                      const PartRows<Record>& part) -> Status {
    GALLEY_TRY(matcher.match(part.keys, pairs));
    counts.candidate_pairs = matcher.pairs();
    counts.skipped_pairs = matcher.skipped();
    return {};
  };
  if (steps.options->preset == DedupPreset::kOcr) {
    PartRows<AnchorRecord> part(steps);
    GALLEY_TRY(read_part(rows, copies, part));
    GALLEY_TRY(match(AnchorMatcher(part.rows, place, steps.threads), part));
  } else {
    PartRows<KeyRecord> part(steps);
    GALLEY_TRY(read_part(rows, copies, part));
    GALLEY_TRY(match(BucketMatcher(*steps.options, part.rows, place, steps.threads), part));
  }
  GALLEY_TRY(send_pairs(steps, pairs, out));
  std::vector<std::uint64_t> numbers;
  GALLEY_TRY(out.finish(numbers));
  GALLEY_TRY(write_begins(folder, numbers));
  return counts;
}

std::unique_ptr<SliceSource> stored_pairs(const SearchSteps& steps, std::uint32_t task,
                                          std::span<const std::string> pairs) {
  return std::make_unique<SliceRunReader>(
      static_cast<std::uint32_t>(pairs.size()),
      [&steps, task, pairs](std::uint32_t part) -> Result<std::vector<StoredSlice>> {
        GALLEY_ASSIGN(BeginsReader numbers, BeginsReader::open(pairs[part]));
        return slices_in(pairs[part], numbers, run_kind_of<FoundPair>(kPairsName), steps.tasks,
                         task);
      });
}

}  // namespace galley
