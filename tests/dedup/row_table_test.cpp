// SPDX-License-Identifier: Apache-2.0
#include "dedup/row_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/dedup/spilling.h"

namespace galley {
namespace {

std::vector<Row> rows_from(std::uint64_t first_ord, std::size_t count) {
  std::vector<Row> rows(count);
  for (std::size_t i = 0; i < count; ++i) {
    rows[i].ord = first_ord + 3 * i;
    rows[i].score = static_cast<std::uint32_t>(rows[i].ord % 7);
    rows[i].numbers = mix64(rows[i].ord);
  }
  return rows;
}

class RowTableTest : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RowTableTest, NumbersRowsInTheOrderOfTheInput) {
  Spilling spilling(GetParam());
  RowTable table(spilling.place, Keep::kLongest, GetParam());
  std::mt19937_64 random(3);
  // Batches of different sizes come in any order.
  std::vector<std::vector<Row>> batches;
  std::uint64_t ord = 5;
  for (int i = 0; i < 40; ++i) {
    batches.push_back(rows_from(ord, 1 + random() % 3000));
    ord = batches.back().back().ord + 1 + random() % 9;
  }
  std::vector<Row> expected;
  for (const auto& batch : batches) expected.insert(expected.end(), batch.begin(), batch.end());
  std::vector<std::size_t> order(batches.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::shuffle(order.begin(), order.end(), random);
  std::vector<std::uint64_t> number_of_batch(batches.size());
  for (const std::size_t i : order) number_of_batch[i] = *table.append(batches[i]);
  table.settle();

  ASSERT_EQ(table.size(), expected.size());
  EXPECT_EQ(table.in_memory(), spilling.place.spilled_bytes() == 0);
  EXPECT_EQ(table.in_memory(), GetParam() > expected.size() * sizeof(Row));
  std::uint64_t row = 0;
  for (std::size_t i = 0; i < batches.size(); ++i) {
    for (std::size_t place = 0; place < batches[i].size(); ++place, ++row) {
      ASSERT_EQ(table.number_of(ArrivalRow::of(number_of_batch[i], place)), row);
      ASSERT_EQ(table.score(row), expected[row].score);
      if (table.in_memory()) {
        ASSERT_EQ(table[row].ord, expected[row].ord);
      }
    }
  }
  // Every row, some rows, the same one twice, and far leaps.
  for (const std::uint64_t step : {0u, 1u, 2u, 100u, 5000u, 20'000u}) {
    RowReader reader(table);
    for (std::uint64_t at = 0; at < expected.size(); at += step == 0 ? 1 + random() % 9000 : step) {
      for (int twice = 0; twice < 2; ++twice) {
        const Result<Row> read = reader.read(at);
        ASSERT_TRUE(read);
        ASSERT_EQ(read->ord, expected[at].ord);
        ASSERT_EQ(read->numbers, expected[at].numbers);
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(InMemoryAndSpilled, RowTableTest,
                         testing::Values(std::uint64_t{1} << 30, 1'000'000, 1));

// Rows that lie in runs of others are in memory where there is room for all of them, and the runs
// stay in any case.
TEST_P(RowTableTest, AdoptsRuns) {
  Spilling spilling(GetParam());
  std::vector<Row> expected;
  {
    RowTable table(spilling.place, Keep::kLongest, GetParam());
    std::vector<std::uint64_t> numbers;
    for (std::uint64_t i = 0; i < 5; ++i) {
      const std::vector<Row> rows = rows_from(100'000 * (i + 1), 700 + 100 * i);
      const std::string path = spilling.folder / std::to_string(i);
      RunWriter writer =
          *RunWriter::create(path, run_kind_of<Row>(kRowsName), Durability::kScratch);
      for (const Row& row : rows) ASSERT_TRUE(writer.append_record(row));
      ASSERT_TRUE(writer.finish());
      EXPECT_FALSE(table.adopt(path, rows.size() + 1, rows.front().ord)) << "one is missing";
      const Result<std::uint64_t> number = table.adopt(path, rows.size(), rows.front().ord);
      ASSERT_TRUE(number) << to_string(number.error());
      numbers.push_back(*number);
      expected.insert(expected.end(), rows.begin(), rows.end());
    }
    table.settle();
    EXPECT_EQ(table.in_memory(), GetParam() > expected.size() * sizeof(Row));
    RowReader reader(table);
    for (std::uint64_t row = 0; row < expected.size(); ++row) {
      EXPECT_EQ(table.score(row), expected[row].score);
      const Result<Row> read = reader.read(row);
      ASSERT_TRUE(read);
      EXPECT_EQ(read->ord, expected[row].ord);
      EXPECT_EQ(read->numbers, expected[row].numbers);
    }
    EXPECT_EQ(table.number_of(ArrivalRow::of(numbers[1], 3)), 703u);
  }
  EXPECT_EQ(spilling.place.spilled_bytes(), 0u);
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(path_exists(spilling.folder / std::to_string(i)));
}

TEST(RowTable, CountsRowsThatRepeatNoOther) {
  Spilling spilling(1 << 20);
  RowTable table(spilling.place, Keep::kFirst, 1 << 20);
  ASSERT_TRUE(table.append(rows_from(0, 200)));
  table.settle();
  EXPECT_EQ(table.count_distinct(), 200u);
  for (const std::uint64_t row : {3u, 64u, 199u, 64u}) table.set_repeats(row);
  EXPECT_EQ(table.count_distinct(), 197u);
  EXPECT_TRUE(table.repeats(64));
  EXPECT_FALSE(table.repeats(63));
  EXPECT_EQ(table.score(5), 0u) << "nothing but the place ranks";
}

TEST(RowTable, RefuseMoreBatchesThanRecordsCanName) {
  Spilling spilling(1 << 20);
  RowTable table(spilling.place, Keep::kFirst, 1 << 20, 2);
  const std::vector<Row> rows(1);
  EXPECT_TRUE(table.append(rows));
  EXPECT_TRUE(table.append(rows));
  const Result<std::uint64_t> third = table.append(rows);
  ASSERT_FALSE(third);
  EXPECT_EQ(third.error().code, ErrorCode::kLimit);
  EXPECT_FALSE(table.adopt("nowhere", 1, 0));
  EXPECT_EQ(AnchorRecord::of({}, ArrivalRow::of(AnchorRecord::kMostBatches - 1, 5)).row(),
            ArrivalRow::of(AnchorRecord::kMostBatches - 1, 5));
  EXPECT_EQ(KeyRecord::of(0, ArrivalRow::of(KeyRecord::kMostBatches - 1, 5)).row(),
            ArrivalRow::of(KeyRecord::kMostBatches - 1, 5));
}

}  // namespace
}  // namespace galley
