// SPDX-License-Identifier: Apache-2.0
#include "dedup/exact_groups.h"

#include <algorithm>
#include <mutex>
#include <optional>

#include "base/parallel.h"
#include "base/radix_sort.h"
#include "base/try.h"
#include "dedup/exact_check.h"

namespace galley {

namespace {

struct GroupScratch {
  std::vector<ExactRecord> records;
  RepeatSieve sieve;
  std::vector<CopyRecord> copies;
  std::vector<std::uint64_t> repeats;
  RadixSorter<ExactRecord> sorter;
  std::vector<std::size_t> sizes;  // of the texts of a group
  std::optional<ExactCheck> check;
};

// The copies of one text, in the order of their ranks.
template <class NumberOf>
void settle(std::span<const ExactRecord> group, NumberOf number_of, GroupScratch& scratch) {
  GALLEY_CHECK(group.front().row != kNoRow);
  const std::uint64_t best = number_of(group.front().row);
  for (const ExactRecord& record : group.subspan(1)) {
    if (record.row != kNoRow) scratch.repeats.push_back(number_of(record.row));
    // An index may have two texts of one hash, if only a run that compares letters made it.
    if (record.ord < kFirstInputOrd) continue;
    scratch.copies.push_back({best, record.ord, group.front().ord});
  }
}

template <class NumberOf>
Status settle_all(NumberOf number_of, GroupScratch& scratch) {
  std::vector<ExactRecord>& records = scratch.records;
  scratch.sorter.sort(
      std::span(records), [](const ExactRecord& record) { return record.exact.high; },
      std::less<>());
  scratch.copies.clear();
  scratch.repeats.clear();
  for (std::size_t begin = 0; begin < records.size();) {
    std::size_t end = begin + 1;
    while (end < records.size() && records[end].exact == records[begin].exact &&
           records[end].letters == records[begin].letters) {
      ++end;
    }
    std::span<ExactRecord> group = std::span(records).subspan(begin, end - begin);
    begin = end;
    scratch.sizes.assign(1, group.size());
    if (scratch.check && group.size() > 1) GALLEY_TRY(scratch.check->part(group, scratch.sizes));
    for (const std::size_t size : scratch.sizes) {
      settle(group.first(size), number_of, scratch);
      group = group.subspan(size);
    }
  }
  return {};
}

// `number_of` numbers rows; note() takes those that repeat another, by one thread at a time.
template <class NumberOf, class Note>
Status find_copies(const PartitionedRecords<ExactRecord>& exact, const RowTable& rows,
                   RecordSorter<CopyRecord>& copies, const ExactSearch& search, NumberOf number_of,
                   Note note) {
  const SpillPlace& place = search.place;
  const std::uint64_t most_records =
      most_records_at_once<ExactRecord>(place.budget(), search.threads);
  std::vector<GroupScratch> scratch(static_cast<std::size_t>(search.threads));
  for (GroupScratch& each : scratch) {
    if (search.texts != nullptr) each.check.emplace(*search.texts, rows, search.gone, place.stop());
  }
  std::mutex mutex;
  return for_each_index(
      search.threads, exact.kPartitions, place.stop(), [&](std::size_t part, int thread) -> Status {
        GroupScratch& mine = scratch[static_cast<std::size_t>(thread)];
        const auto find = [&]() -> Status {
          GALLEY_TRY(settle_all(number_of, mine));
          const std::lock_guard lock(mutex);
          GALLEY_TRY(note(std::span<const std::uint64_t>(mine.repeats)));
          return copies.add_all(mine.copies);
        };
        return exact.use_repeated(part, most_records, mine.sieve, mine.records, find);
      });
}

}  // namespace

Status find_exact_copies(const PartitionedRecords<ExactRecord>& exact, RowTable& rows,
                         RecordSorter<CopyRecord>& copies, const ExactSearch& search) {
  return find_copies(
      exact, rows, copies, search, [&](std::uint64_t arrival) { return rows.number_of(arrival); },
      [&](std::span<const std::uint64_t> repeats) {
        for (const std::uint64_t row : repeats) rows.set_repeats(row);
        return Status();
      });
}

Status find_exact_copies(const PartitionedRecords<ExactRecord>& exact,
                         RecordSorter<std::uint64_t>& repeats, RecordSorter<CopyRecord>& copies,
                         const ExactSearch& search) {
  GALLEY_CHECK(search.gone.empty());
  const RowTable none(search.place, Keep::kFirst, 0);
  return find_copies(
      exact, none, copies, search, [](std::uint64_t arrival) { return arrival; },
      [&](std::span<const std::uint64_t> found) { return repeats.add_all(found); });
}

}  // namespace galley
