// SPDX-License-Identifier: Apache-2.0
#include "dedup/removals.h"

#include <gtest/gtest.h>

#include "tests/dedup/spilling.h"

namespace galley {
namespace {

TEST(MergeRemovals, CopiesShareTheFateOfTheirText) {
  Spilling spilling(1 << 20);
  RecordSorter<CopyRecord> copies(spilling.place, "copies", 1 << 18);
  RecordSorter<RemovedText> removed(spilling.place, "removed", 1 << 18);
  // Row 1 (ord 10) stays and has a copy; row 4 (ord 40) goes and has two; row 6 goes alone. Rows 7
  // and 8 are of an index: 7 stays and has a copy, 8 went for 7 and has one.
  for (CopyRecord copy : {CopyRecord{4, 45, 40}, {1, 90, 10}, {4, 12, 40}}) {
    copy.ord += kFirstInputOrd;
    copy.best_ord += kFirstInputOrd;
    ASSERT_TRUE(copies.add(copy));
  }
  ASSERT_TRUE(copies.add({7, kFirstInputOrd + 70, 3}));
  ASSERT_TRUE(copies.add({8, kFirstInputOrd + 80, 5}));
  for (RemovedText text : {RemovedText{6, 60, 10, 810'000}, {4, 40, 10, 900'000}}) {
    text.ord += kFirstInputOrd;
    text.keeper_ord += kFirstInputOrd;
    ASSERT_TRUE(removed.add(text));
  }
  ASSERT_TRUE(removed.add({8, 5, 3, 850'000}));
  DedupCounts counts;
  const auto list = merge_removals(copies, removed, spilling.place, 1 << 18, counts);
  ASSERT_TRUE(list);
  std::vector<Removal> all;
  ASSERT_TRUE(list->load(0, 1000, all));
  const std::vector<Removal> expected = {
      {12, 10, 900'000, RemovalReason::kNear},
      {40, 10, 900'000, RemovalReason::kNear},
      {45, 10, 900'000, RemovalReason::kNear},
      {60, 10, 810'000, RemovalReason::kNear},
      {70, 3, 1'000'000, RemovalReason::kExact, KeeperPlace::kIndex},
      {80, 3, 850'000, RemovalReason::kNear, KeeperPlace::kIndex},
      {90, 10, 1'000'000, RemovalReason::kExact}};
  EXPECT_EQ(all, expected);
  EXPECT_EQ(counts.removed_exact, 2u);
  EXPECT_EQ(counts.removed_near, 5u);
}

}  // namespace
}  // namespace galley
