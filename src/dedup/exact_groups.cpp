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
  // Any of its rows can represent it, as all are made of the same letters.
  std::uint64_t represents = kNoRow;
  for (const ExactRecord& record : group) represents = std::min(represents, record.row);
  GALLEY_CHECK(represents != kNoRow);
  for (const ExactRecord& record : group) {
    if (record.row != kNoRow && record.row != represents) {
      rows[record.row].state = Row::State::kRepeats;
    }
  }
  Row& row = rows[represents];
  row.ord = group.front().ord;
  row.score = group.front().score;
  row.state = Row::State::kRepresents;
  for (const ExactRecord& record : group.subspan(1)) {
    copies.push_back({represents, record.ord, row.ord});
  }
}

}  // namespace

Status find_exact_copies(const PartitionedRecords<ExactRecord>& exact, RowTable& rows,
                         RecordSorter<CopyRecord>& copies, int threads, const StopToken& stop) {
  struct Scratch {
    std::vector<ExactRecord> records;
    std::vector<CopyRecord> copies;
    RadixSorter<ExactRecord> sorter;
  };
  std::vector<Scratch> scratch(static_cast<std::size_t>(threads));
  std::mutex mutex;
  return for_each_index(
      threads, exact.kPartitions, stop, [&](std::size_t part, int thread) -> Status {
        Scratch& mine = scratch[static_cast<std::size_t>(thread)];
        std::vector<ExactRecord>& records = mine.records;
        records.clear();
        GALLEY_TRY(exact.load(part, records, [](const ExactRecord&) { return true; }));
        mine.sorter.sort(
            std::span(records), [](const ExactRecord& record) { return record.exact.high; },
            std::less<>());
        mine.copies.clear();
        for (std::size_t begin = 0; begin < records.size();) {
          std::size_t end = begin + 1;
          while (end < records.size() && records[end].exact == records[begin].exact &&
                 records[end].letters == records[begin].letters) {
            ++end;
          }
          settle(std::span(records).subspan(begin, end - begin), rows, mine.copies);
          begin = end;
        }
        const std::lock_guard lock(mutex);
        for (const CopyRecord& copy : mine.copies) GALLEY_TRY(copies.add(copy));
        return {};
      });
}

}  // namespace galley
