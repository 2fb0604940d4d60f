// SPDX-License-Identifier: Apache-2.0
#include "dedup/anchor_matcher.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "dedup/surroundings.h"
#include "tests/dedup/matching_rows.h"

namespace galley {
namespace {

// Anchors of few rows each: evidence is summed over all that two rows have in common.
TEST(AnchorMatcher, PairsWhatHasEnoughEvidenceInMemoryAndOnDisk) {
  for (const std::uint64_t memory : {std::uint64_t{1} << 30, std::uint64_t{1} << 18}) {
    Spilling spilling(memory);
    const std::vector<Row> rows = numbered_rows(4000, 2);
    RowTable table(spilling.place, Keep::kCleanest, memory / 4);
    PartitionedRecords<AnchorRecord> anchors(spilling.place, "anchors", memory / 4);
    std::mt19937_64 random(8);
    constexpr std::uint64_t kAll = (std::uint64_t{1} << kAnchorAround) - 1;
    std::map<std::uint64_t, std::vector<AnchorRecord>> of_key;  // with the final rows
    std::vector<std::uint64_t> around(500);
    for (std::uint64_t& bits : around) bits = random() & kAll;
    for (std::size_t begin = 0; begin < rows.size(); begin += 500) {
      const auto number = table.append(std::span(rows).subspan(begin, 500));
      ASSERT_TRUE(number);
      std::vector<AnchorRecord> records;
      for (std::uint64_t place = 0; place < 500; ++place) {
        for (std::uint64_t i = 0; i < 4; ++i) {
          // Prints of one of 500 stories, with some of what surrounds the anchor misread.
          const std::uint64_t story = (begin + place) / 4 % 500;
          const std::uint64_t key = mix64(story * 4 + i) << 24;
          const std::uint64_t noise = random() & random() & random() & kAll;
          const Anchor anchor{key, around[story] ^ noise, around[(story + i) % 500] ^ noise};
          records.push_back(AnchorRecord::of(anchor, ArrivalRow::of(*number, place)));
          of_key[records.back().key()].push_back(AnchorRecord::of(anchor, begin + place));
        }
      }
      ASSERT_TRUE(anchors.add(records));
    }
    table.settle();
    for (std::uint64_t row = 0; row < rows.size(); row += 9) table.set_repeats(row);
    std::map<std::pair<std::uint64_t, std::uint64_t>, unsigned> evidence;
    for (const auto& [key, sharing] : of_key) {
      for (const AnchorRecord& a : sharing) {
        for (const AnchorRecord& b : sharing) {
          if (a.row() % 9 == 0 || b.row() % 9 == 0) continue;
          if (!(rows[b.row()].rank() < rows[a.row()].rank())) continue;
          const unsigned likeness = likeness_around(a, b);
          if (likeness > 58) evidence[{a.row(), b.row()}] += likeness - 58;
        }
      }
    }
    RowPairs expected;
    for (const auto& [pair, sum] : evidence) {
      const Row &worse = rows[pair.first], &better = rows[pair.second];
      if (sum < least_evidence(worse.letters, better.letters)) continue;
      if (pair.first % 2 == pair.second % 2) expected.insert(pair);
    }
    ASSERT_GT(expected.size(), 1000u);
    AnchorMatcher matcher(table, spilling.place, 2);
    RecordSorter<CandidatePair> pairs(spilling.place, "pairs", memory / 4);
    ASSERT_TRUE(matcher.match(anchors, pairs));
    EXPECT_EQ(row_pairs(pairs, rows), expected);
    EXPECT_EQ(matcher.skipped(), 0u);
    EXPECT_EQ(spilling.place.spilled_bytes() > 0, memory < 1'000'000);
  }
}

// Pages have phrases in common with each other; a story, also one that is printed on a page, is
// looked for on little evidence.
TEST(AnchorMatcher, AsksForMoreOfPagesThanOfStories) {
  EXPECT_EQ(least_evidence(0, 0), 3u);
  EXPECT_EQ(least_evidence(400, 400), 3u);
  EXPECT_EQ(least_evidence(1000, 20'000), 3u);
  EXPECT_EQ(least_evidence(20'000, 1000), 3u);
  EXPECT_EQ(least_evidence(4000, 4000), 23u);
  EXPECT_EQ(least_evidence(20'000, 20'000), 63u);
  EXPECT_EQ(least_evidence(0xFFFFFFFF, 0xFFFFFFFF), 63u);
}

}  // namespace
}  // namespace galley
