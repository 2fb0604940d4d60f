// SPDX-License-Identifier: Apache-2.0
#include "dedup/exact_groups.h"

#include <algorithm>
#include <mutex>

#include "base/parallel.h"
#include "base/radix_sort.h"
#include "base/try.h"

namespace galley {

namespace {

// The copies of one text, in the order of their ranks.
void settle(std::span<const ExactRecord> group, RowTable& rows, std::vector<CopyRecord>& copies) {
  GALLEY_CHECK(group.front().row != kNoRow);
  const std::uint64_t best = rows.number_of(group.front().row);
  for (const ExactRecord& record : group.subspan(1)) {
    if (record.row != kNoRow) rows.set_repeats(rows.number_of(record.row));
    copies.push_back({best, record.ord, group.front().ord});
  }
}

struct Scratch {
  std::vector<ExactRecord> records;
  std::vector<CopyRecord> copies;
  RadixSorter<ExactRecord> sorter;
};

void settle_all(Scratch& scratch, RowTable& rows) {
  std::vector<ExactRecord>& records = scratch.records;
  scratch.sorter.sort(
      std::span(records), [](const ExactRecord& record) { return record.exact.high; },
      std::less<>());
  scratch.copies.clear();
  for (std::size_t begin = 0; begin < records.size();) {
    std::size_t end = begin + 1;
    while (end < records.size() && records[end].exact == records[begin].exact &&
           records[end].letters == records[begin].letters) {
      ++end;
    }
    settle(std::span(records).subspan(begin, end - begin), rows, scratch.copies);
    begin = end;
  }
}

}  // namespace

Status find_exact_copies(const PartitionedRecords<ExactRecord>& exact, RowTable& rows,
                         RecordSorter<CopyRecord>& copies, SpillPlace& place, int threads) {
  const std::uint64_t most_records = most_records_at_once<ExactRecord>(place.budget(), threads);
  std::vector<Scratch> scratch(static_cast<std::size_t>(threads));
  std::mutex mutex;
  return for_each_index(threads, exact.kPartitions, place.stop(),
                        [&](std::size_t part, int thread) -> Status {
                          Scratch& mine = scratch[static_cast<std::size_t>(thread)];
                          return exact.use_part(part, most_records, mine.records, [&]() -> Status {
                            settle_all(mine, rows);
                            const std::lock_guard lock(mutex);
                            return copies.add_all(mine.copies);
                          });
                        });
}

}  // namespace galley
