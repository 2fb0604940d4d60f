// SPDX-License-Identifier: Apache-2.0
#include "pipeline/repeated_ids.h"

#include <gtest/gtest.h>

#include "base/spill.h"
#include "tests/support/temp_folder.h"

namespace galley {
namespace {

TEST(CountRepeated, CountsAllButTheFirstOfEach) {
  const TempFolder folder;
  MemoryBudget budget(1 << 20);
  const StopToken stop;
  SpillPlace place(folder.path(), budget, stop);
  RecordSorter<IdHash> hashes(place, "ids", 1 << 16);
  for (const std::uint64_t hash : {7u, 3u, 7u, 9u, 7u, 3u}) ASSERT_TRUE(hashes.add({hash}));
  const Result<std::uint64_t> count = count_repeated(hashes);
  ASSERT_TRUE(count);
  EXPECT_EQ(*count, 3u);
}

}  // namespace
}  // namespace galley
