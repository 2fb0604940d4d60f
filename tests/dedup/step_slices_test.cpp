// SPDX-License-Identifier: Apache-2.0
#include "dedup/step_slices.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/support/temp_folder.h"

namespace galley {
namespace {

TEST(StepSlices, BeginWhereTheirFirstKeysStand) {
  std::mt19937_64 random(1);
  for (int turn = 0; turn < 100; ++turn) {
    std::vector<std::uint64_t> keys(random() % 30), bounds(1 + random() % 8);
    for (std::uint64_t& key : keys) key = random() % 20;
    for (std::uint64_t& bound : bounds) bound = random() % 24;
    bounds[0] = 0;
    std::sort(keys.begin(), keys.end());
    std::sort(bounds.begin(), bounds.end());
    SliceCounter counter(bounds);
    for (const std::uint64_t key : keys) counter.count(key);
    SliceBegins expected;
    for (const std::uint64_t bound : bounds) {
      expected.push_back(static_cast<std::uint64_t>(
          std::count_if(keys.begin(), keys.end(), [&](auto key) { return key < bound; })));
    }
    expected.push_back(keys.size());
    EXPECT_EQ(counter.finish(), expected);
  }
}

TEST(StepSlices, AreReadOneByOne) {
  const TempFolder folder;
  const std::string path = folder.path();
  Result<RunWriter> writer = RunWriter::create(
      join_path(path, "number-0"), run_kind_of<std::uint64_t>("number"), Durability::kScratch);
  ASSERT_TRUE(writer);
  for (std::uint64_t i = 0; i < 100'000; ++i) ASSERT_TRUE(writer->append_record(i));
  ASSERT_TRUE(writer->finish());
  const SliceBegins begins = {0, 10, 10, 70'000, 100'000};
  for (std::uint64_t slice = 0; slice < 4; ++slice) {
    std::uint64_t next = begins[slice];
    EXPECT_TRUE(for_each_in_slice<std::uint64_t>(path, "number-0", begins, slice,
                                                 [&](std::uint64_t number) {
                                                   EXPECT_EQ(number, next++);
                                                   return Status();
                                                 }));
    EXPECT_EQ(next, begins[slice + 1]);
  }
  const Status beyond = for_each_in_slice<std::uint64_t>(path, "number-0", {0, 100'001}, 0,
                                                         [](std::uint64_t) { return Status(); });
  ASSERT_FALSE(beyond);
  EXPECT_EQ(beyond.error().code, ErrorCode::kCorrupt);
}

TEST(SliceRuns, AreReadByThoseTheyAreFor) {
  std::mt19937_64 random(2);
  const TempFolder folder;
  constexpr std::uint32_t kTasks = 6, kSenders = 3;
  const RunKind kind = run_kind_of<std::uint64_t>("number");
  std::vector<std::vector<std::uint64_t>> expected(kTasks);
  std::uint64_t number = 0;
  const auto folder_of = [&](std::uint32_t from) { return folder / std::to_string(from); };
  for (std::uint32_t from = 0; from < kSenders; ++from) {
    ASSERT_TRUE(make_folders(folder_of(from)));
    SliceRunWriter writer(folder_of(from), kTasks);
    for (std::uint32_t run = 0; run < from; ++run) {
      ASSERT_TRUE(writer.begin_run(kind));
      for (std::uint32_t to = 0; to < kTasks; ++to) {
        for (std::uint64_t left = random() % 3 * (random() % 40'000); left > 0; --left) {
          ASSERT_TRUE(writer.append_record(to, number));
          expected[to].push_back(number++);
        }
      }
    }
    std::vector<std::uint64_t> numbers = {99};
    ASSERT_TRUE(writer.finish(numbers));
    EXPECT_EQ(numbers.size(), 2 + from * (kTasks + 1));
    ASSERT_TRUE(write_begins(folder_of(from), numbers));
  }
  for (std::uint32_t task = 0; task < kTasks; ++task) {
    const auto slices_of = [&](std::uint32_t from) -> Result<std::vector<StoredSlice>> {
      GALLEY_ASSIGN(BeginsReader numbers, BeginsReader::open(folder_of(from)));
      EXPECT_EQ(*numbers.next(), 99u);
      return slices_in(folder_of(from), numbers, kind, kTasks, task);
    };
    SliceRunReader reader(kSenders, slices_of);
    std::vector<std::uint64_t> found;
    EXPECT_TRUE(for_each_sent<std::uint64_t>(reader, [&](std::uint64_t each) {
      found.push_back(each);
      return Status();
    }));
    EXPECT_EQ(found, expected[task]);
  }
}

TEST(StepSlices, StandInAFileBesideThem) {
  const TempFolder folder;
  ASSERT_TRUE(write_begins(folder.path(), {7, 0, 2, 2, 3, 5, 4}));
  Result<BeginsReader> begins = BeginsReader::open(folder.path());
  ASSERT_TRUE(begins);
  EXPECT_EQ(*begins->next(), 7u);
  EXPECT_EQ(*begins->next_slices(3), (SliceBegins{0, 2, 2, 3}));
  EXPECT_FALSE(begins->next_slices(1)) << "slices ascend";
  EXPECT_FALSE(begins->next());
  EXPECT_FALSE(begins->next_slices(0));
}

}  // namespace
}  // namespace galley
