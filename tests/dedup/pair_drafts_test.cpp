// SPDX-License-Identifier: Apache-2.0
#include "dedup/pair_drafts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/dedup/matching_rows.h"

namespace galley {
namespace {

TEST(PairDrafts, BecomePairsOfRowsInMemoryAndOnDisk) {
  for (const std::uint64_t memory : {std::uint64_t{1} << 30, std::uint64_t{1} << 17}) {
    Spilling spilling(memory);
    std::vector<Row> rows = numbered_rows(9000, 3);
    const auto is_unlike = [](std::uint64_t row) { return row % 5 == 0; };
    for (std::size_t i = 0; i < rows.size(); i += 5) rows[i].sketch.low.fill(~std::uint64_t{0});
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].numbers = i % 3;
    RowTable table(spilling.place, Keep::kCleanest, memory / 4);
    ASSERT_TRUE(table.append(rows));
    table.settle();
    RecordSorter<PairDraft> drafts(spilling.place, "drafts", memory / 4);
    RowPairs expected;
    RowPairs all;
    std::mt19937_64 random(1);
    while (all.size() < 20'000) {
      std::uint64_t a = random() % rows.size();
      std::uint64_t b = random() % rows.size();
      if (a == b || !all.insert({std::max(a, b), std::min(a, b)}).second) continue;
      for (int times = 0; times < 2; ++times) ASSERT_TRUE(drafts.add(PairDraft::of(a, b)));
      if (rows[a].rank() < rows[b].rank()) std::swap(a, b);
      const bool alike = is_unlike(a) == is_unlike(b) && (rows[a].numbers | rows[b].numbers) != 3;
      if (alike && rows[a].scope == rows[b].scope) expected.insert({a, b});
    }
    RecordSorter<CandidatePair> pairs(spilling.place, "pairs", memory / 4);
    ASSERT_TRUE(complete_pairs(drafts, table, spilling.place, pairs, {1, Numbers::kDistinguish}));
    EXPECT_EQ(row_pairs(pairs, rows), expected);
    EXPECT_EQ(table.in_memory(), memory > 1'000'000);
  }
}

}  // namespace
}  // namespace galley
