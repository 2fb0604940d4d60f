// SPDX-License-Identifier: Apache-2.0
// The one step that goes by rank through all of the archive: what it reads is verified pairs alone,
// which come by rank from each range, and only here all rows are numbered, so that one bit each is
// enough to note who goes. All that then depends on it is done range by range (follow_step.cpp).
#include <algorithm>
#include <optional>

#include "base/merged_runs.h"
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
  // The number of a place in the stretch that `ord` is of; size() where there is none.
  [[nodiscard]] std::uint64_t number_of(std::uint64_t ord, std::uint64_t place) const {
    const std::uint64_t stretch = stretch_of(ord);
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
  // The inverse of number_of().
  [[nodiscard]] std::uint64_t arrival_row(std::uint64_t ord, std::uint64_t number) const {
    const std::uint64_t stretch = stretch_of(ord);
    return ArrivalRow::of(stretch, number - begins_[stretch]);
  }

 private:
  explicit RowNumbers(std::span<const std::uint64_t> first_ords) : first_ords_(first_ords) {}

  std::span<const std::uint64_t> first_ords_;
  std::vector<std::uint64_t> begins_{0};
};

}  // namespace

Status decide_removals(const SearchSteps& steps, std::span<const std::string> rows,
                       std::span<const std::string> verified, const std::string& folder) {
  GALLEY_ASSIGN(const RowNumbers numbers, RowNumbers::read(steps, rows));
  std::vector<std::string> paths;
  for (const std::string& of_range : verified) paths.push_back(join_path(of_range, kVerifiedName));
  Reservation blocks(steps.place->budget());
  blocks.grow_to((verified.size() + steps.tasks) * kRunBlockBytes + numbers.size() / 8);
  GALLEY_ASSIGN(MergedRuns<VerifiedPair> pairs,
                MergedRuns<VerifiedPair>::open(paths, run_kind_of<VerifiedPair>(kVerifiedName)));
  const auto numbered = [&]() -> Result<std::optional<VerifiedPair>> {
    GALLEY_ASSIGN(std::optional<VerifiedPair> found, pairs.next());
    if (!found) return found;
    CandidatePair& pair = found->pair;
    pair.worse_row = numbers.number_of(pair.worse_ord, pair.worse_row);
    pair.better_row = numbers.number_of(pair.better_ord, pair.better_row);
    if (std::max(pair.worse_row, pair.better_row) < numbers.size()) return found;
    const std::vector<std::uint64_t> ranges = ord_bounds(steps);
    const auto after = std::upper_bound(ranges.begin(), ranges.end(), pair.worse_ord);
    return corrupt_step(verified[static_cast<std::size_t>(after - ranges.begin()) - 1]);
  };
  std::vector<RunWriter> removed;
  for (std::uint32_t range = 0; range < steps.tasks; ++range) {
    GALLEY_ASSIGN(RunWriter writer,
                  create_run(folder, removed_name(range), run_kind_of<RemovedText>(kRemovedName)));
    removed.push_back(std::move(writer));
  }
  const std::vector<std::uint64_t> bounds = row_bounds(steps);
  GALLEY_TRY(decide_verified(numbered, numbers.size(), [&](RemovedText text) {
    text.row = numbers.arrival_row(text.ord, text.row);
    text.keeper_row = kNoRow;
    const auto after = std::upper_bound(bounds.begin(), bounds.end(), text.row);
    return removed[static_cast<std::size_t>(after - bounds.begin()) - 1].append_record(text);
  }));
  for (RunWriter& writer : removed) GALLEY_TRY(writer.finish());
  return {};
}

}  // namespace galley
