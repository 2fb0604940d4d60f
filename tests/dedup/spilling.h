// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_TESTS_DEDUP_SPILLING_H_
#define GALLEY_TESTS_DEDUP_SPILLING_H_

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "base/record_sorter.h"
#include "base/spill.h"
#include "tests/support/temp_folder.h"

namespace galley {

/// A folder to spill to, and a budget.
struct Spilling {
  explicit Spilling(std::uint64_t memory_bytes)
      : budget(memory_bytes), place(folder.path(), budget, stop) {}

  const TempFolder folder;
  MemoryBudget budget;
  const StopToken stop;
  SpillPlace place;
};

/// Sorts what `sorter` has and takes it out.
template <class Record>
std::vector<Record> sorted_records(RecordSorter<Record>& sorter) {
  EXPECT_TRUE(sorter.sort());
  std::vector<Record> records;
  for (;;) {
    const Result<std::optional<Record>> next = sorter.next();
    EXPECT_TRUE(next);
    if (!next || !*next) return records;
    records.push_back(**next);
  }
}

}  // namespace galley

#endif  // GALLEY_TESTS_DEDUP_SPILLING_H_
