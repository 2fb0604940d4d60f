// SPDX-License-Identifier: Apache-2.0
#include "dedup/bucket_matcher.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "tests/dedup/matching_rows.h"

namespace galley {
namespace {

class BucketMatcherOfScopes : public testing::TestWithParam<DedupScope> {};

// Rows share keys in small buckets, so each is compared with each of its scope; some repeat others.
TEST_P(BucketMatcherOfScopes, PairsWhatSharesAKeyInMemoryAndOnDisk) {
  const std::uint32_t scopes = GetParam() == DedupScope::kCorpus ? 1 : 2;
  std::uint64_t pairs_in_memory = 0;
  for (const std::uint64_t memory : {std::uint64_t{1} << 30, std::uint64_t{1} << 18}) {
    Spilling spilling(memory);
    const std::vector<Row> rows = numbered_rows(6000, scopes);
    RowTable table(spilling.place, Keep::kCleanest, memory / 4);
    PartitionedRecords<KeyRecord> keys(spilling.place, "keys", memory / 4);
    std::mt19937_64 random(8);
    std::map<std::uint64_t, std::vector<std::uint64_t>> rows_of_key;
    for (std::size_t begin = 0; begin < rows.size(); begin += 500) {
      const auto number = table.append(std::span(rows).subspan(begin, 500));
      ASSERT_TRUE(number);
      std::vector<KeyRecord> records;
      for (std::uint64_t place = 0; place < 500; ++place) {
        for (int key = 0; key < 3; ++key) {
          const std::uint64_t bucket = mix64(random() % 8000);
          records.push_back(KeyRecord::of(bucket, ArrivalRow::of(*number, place)));
          rows_of_key[bucket].push_back(begin + place);
        }
      }
      ASSERT_TRUE(keys.add(records));
    }
    table.settle();
    for (std::uint64_t row = 0; row < rows.size(); row += 11) table.set_repeats(row);
    RowPairs expected;
    for (const auto& [key, sharing] : rows_of_key) {
      for (const std::uint64_t a : sharing) {
        for (const std::uint64_t b : sharing) {
          if (a % 11 == 0 || b % 11 == 0 || a % scopes != b % scopes) continue;
          if (rows[b].rank() < rows[a].rank()) expected.insert({a, b});
        }
      }
    }
    DedupOptions options;
    options.numbers = Numbers::kIgnore;
    options.scope = GetParam();
    BucketMatcher matcher(options, table, spilling.place, 2);
    RecordSorter<CandidatePair> pairs(spilling.place, "pairs", memory / 4);
    ASSERT_TRUE(matcher.match(keys, pairs));
    EXPECT_EQ(row_pairs(pairs, rows), expected);
    EXPECT_EQ(matcher.skipped(), 0u);
    if (pairs_in_memory == 0) pairs_in_memory = matcher.pairs();
    EXPECT_EQ(matcher.pairs(), pairs_in_memory);
    EXPECT_EQ(table.in_memory(), memory > 1'000'000);
  }
}

INSTANTIATE_TEST_SUITE_P(Both, BucketMatcherOfScopes,
                         testing::Values(DedupScope::kCorpus, DedupScope::kDocument));

}  // namespace
}  // namespace galley
