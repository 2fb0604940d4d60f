// SPDX-License-Identifier: Apache-2.0
#include "dedup/exact_groups.h"

#include <gtest/gtest.h>

#include <algorithm>

#include <map>
#include <random>

#include "tests/dedup/spilling.h"

namespace galley {
namespace {

TEST(ExactGroups, TheBestCopyStandsForAll) {
  for (const std::uint64_t memory : {std::uint64_t{1} << 30, std::uint64_t{20'000}}) {
    Spilling spilling(memory);
    RowTable rows(spilling.place, Keep::kLongest, memory / 4);
    PartitionedRecords<ExactRecord> exact(spilling.place, "exact", memory / 4);
    std::mt19937_64 random(4);
    struct Best {
      Rank rank;
      std::uint64_t row;
    };
    std::map<std::uint64_t, Best> best;  // by text
    std::map<std::uint64_t, std::vector<Rank>> all;
    // Every paragraph has a row, as where nothing was seen before.
    std::vector<Row> batch;
    std::vector<ExactRecord> records;
    for (std::uint64_t ord = 0; ord < 4000; ++ord) {
      const std::uint64_t text = random() % 1500;
      const auto score = static_cast<std::uint32_t>(random() % 3);
      Row row;
      row.ord = ord;
      row.score = score;
      batch.push_back(row);
      // Equal hashes with other counts are other texts.
      records.push_back({{mix64(text / 2), text / 2},
                         kFirstInputOrd + ord,
                         ArrivalRow::of(0, ord),
                         score,
                         static_cast<std::uint32_t>(20 + text % 2)});
      const Rank rank{score, ord};
      all[text].push_back(rank);
      if (!best.contains(text) || rank < best[text].rank) best[text] = {rank, ord};
    }
    ASSERT_TRUE(rows.append(batch));
    ASSERT_TRUE(exact.add(records));
    rows.settle();
    RecordSorter<CopyRecord> copies(spilling.place, "copies", memory / 4);
    ASSERT_TRUE(find_exact_copies(exact, rows, copies, {spilling.place, 2, nullptr, {}}));
    std::vector<CopyRecord> expected;
    for (const auto& [text, ranks] : all) {
      for (const Rank& rank : ranks) {
        const Best& stands = best[text];
        EXPECT_EQ(rows.repeats(rank.ord), rank.ord != stands.row);
        if (rank.ord != stands.row)
          expected.push_back(
              {stands.row, kFirstInputOrd + rank.ord, kFirstInputOrd + stands.rank.ord});
      }
    }
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(sorted_records(copies), expected);
    EXPECT_EQ(rows.count_distinct(), best.size());
    EXPECT_EQ(spilling.place.spilled_bytes() > 0, memory < 100'000);
  }
}

}  // namespace
}  // namespace galley
