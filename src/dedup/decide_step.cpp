// SPDX-License-Identifier: Apache-2.0
// Only here all rows are numbered, so that one bit each is enough to note who goes.
#include <algorithm>
#include <optional>

#include "dedup/removals.h"
#include "dedup/step_files.h"
#include "dedup/verified_removals.h"

namespace galley {

namespace {

// Numbers the rows of all stretches.
class RowNumbers {
 public:
  [[nodiscard]] static Result<RowNumbers> read(const SearchSteps& steps,
                                               std::span<const std::string> rows) {
    RowNumbers numbers(steps.first_ords);
    for (std::uint32_t range = 0; range < rows.size(); ++range) {
      GALLEY_ASSIGN(BeginsReader counts, BeginsReader::open(rows[range]));
      for (std::uint32_t i = first_stretch(steps, range); i < first_stretch(steps, range + 1);
           ++i) {
        GALLEY_ASSIGN(const std::uint64_t count, counts.next());
        if (count > ArrivalRow::kMostPlaces) return corrupt_step(rows[range]);
        numbers.begins_.push_back(numbers.begins_.back() + count);
      }
    }
    return numbers;
  }

  [[nodiscard]] std::uint64_t size() const { return begins_.back(); }
  // The number of a place in a stretch; size() where there is none.
  [[nodiscard]] std::uint64_t number_of(std::uint64_t stretch, std::uint64_t place) const {
    if (stretch + 1 >= begins_.size() || place >= begins_[stretch + 1] - begins_[stretch]) {
      return size();
    }
    return begins_[stretch] + place;
  }
  [[nodiscard]] std::uint64_t stretch_of(std::uint64_t ord) const {
    const auto after =
        std::upper_bound(first_ords_.begin(), first_ords_.end(), ord - kFirstInputOrd);
    return static_cast<std::uint64_t>(after - first_ords_.begin()) - 1;
  }

 private:
  explicit RowNumbers(std::span<const std::uint64_t> first_ords) : first_ords_(first_ords) {}

  std::span<const std::uint64_t> first_ords_;
  std::vector<std::uint64_t> begins_{0};
};

// Calls use(record) for all records of a step's runs.
template <class Record, class Use>
Status read_runs(std::span<const std::string> folders, std::string_view name, Use use) {
  for (const std::string& folder : folders) {
    GALLEY_TRY(for_each_record<Record>(
        join_path(folder, name), run_kind_of<Record>(name),
        [&](const Record& record) -> Status { return use(record, folder); }));
  }
  return {};
}

}  // namespace

Result<RemovalList> decide_removals(const SearchSteps& steps, std::span<const std::string> copies,
                                    std::span<const std::string> rows,
                                    std::span<const std::string> verified) {
  SpillPlace& place = *steps.place;
  GALLEY_ASSIGN(const RowNumbers numbers, RowNumbers::read(steps, rows));
  RecordSorter<VerifiedPair> pairs(place, "pairs", place.share(20));
  GALLEY_TRY(read_runs<VerifiedPair>(
      verified, kVerifiedName, [&](VerifiedPair found, const std::string& folder) -> Status {
        CandidatePair& pair = found.pair;
        pair.worse_row = numbers.number_of(numbers.stretch_of(pair.worse_ord), pair.worse_row);
        pair.better_row = numbers.number_of(numbers.stretch_of(pair.better_ord), pair.better_row);
        if (std::max(pair.worse_row, pair.better_row) >= numbers.size()) {
          return corrupt_step(folder);
        }
        return pairs.add(found);
      }));
  GALLEY_TRY(pairs.sort());
  RecordSorter<RemovedText> removed(place, "removed", place.share(10));
  GALLEY_TRY(decide_verified(pairs, numbers.size(), removed));
  RecordSorter<CopyRecord> all_copies(place, kCopiesName, place.share(20));
  GALLEY_TRY(read_runs<CopyRecord>(
      copies, kCopiesName, [&](CopyRecord copy, const std::string& folder) -> Status {
        copy.row =
            numbers.number_of(ArrivalRow::batch_of(copy.row), ArrivalRow::place_of(copy.row));
        return copy.row < numbers.size() ? all_copies.add(copy) : corrupt_step(folder);
      }));
  DedupCounts counts;
  return merge_removals(all_copies, removed, place, place.share(10), counts);
}

}  // namespace galley
