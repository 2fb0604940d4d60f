// SPDX-License-Identifier: Apache-2.0
#include "base/record_sorter.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/support/temp_folder.h"

namespace galley {
namespace {

struct Pair {
  std::uint64_t key;
  std::uint64_t value;
  friend auto operator<=>(const Pair&, const Pair&) = default;
};

std::vector<Pair> sorted_by(std::uint64_t memory_bytes, const std::vector<Pair>& input,
                            std::uint64_t* spilled) {
  const TempFolder folder;
  MemoryBudget budget(memory_bytes);
  const StopToken stop;
  SpillPlace place(folder.path(), budget, stop);
  std::vector<Pair> output;
  {
    RecordSorter<Pair> sorter(place, "pairs", memory_bytes);
    for (const Pair& pair : input) EXPECT_TRUE(sorter.add(pair));
    EXPECT_TRUE(sorter.sort());
    EXPECT_EQ(sorter.count(), input.size());
    for (;;) {
      Result<std::optional<Pair>> next = sorter.next();
      EXPECT_TRUE(next);
      if (!next || !*next) break;
      output.push_back(**next);
    }
  }
  *spilled = place.spilled_bytes();
  EXPECT_EQ(list_folder(folder.path())->size(), 0u) << "runs are removed";
  EXPECT_EQ(budget.used_bytes(), 0u);
  return output;
}

TEST(RecordSorter, GivesTheSameInMemoryAndSpilled) {
  std::mt19937_64 random(7);
  for (const std::size_t count : {0u, 1u, 5000u, 200'000u}) {
    std::vector<Pair> input;
    for (std::size_t i = 0; i < count; ++i) input.push_back({random() % 1000, random() % 1000});
    std::vector<Pair> expected = input;
    std::sort(expected.begin(), expected.end());
    std::uint64_t spilled = 0;
    EXPECT_EQ(sorted_by(std::uint64_t{1} << 30, input, &spilled), expected);
    EXPECT_EQ(spilled, 0u);
    EXPECT_EQ(sorted_by(200'000, input, &spilled), expected);
    EXPECT_EQ(spilled > 0, count * sizeof(Pair) > 200'000) << count;
  }
}

TEST(RecordSorter, MergesInSeveralRounds) {
  std::mt19937_64 random(8);
  std::vector<Pair> input;
  for (std::size_t i = 0; i < 4096 * 300; ++i) input.push_back({random(), i});
  std::vector<Pair> expected = input;
  std::sort(expected.begin(), expected.end());
  std::uint64_t spilled = 0;
  EXPECT_EQ(sorted_by(1, input, &spilled), expected) << "more runs than are merged at once";
  EXPECT_GT(spilled, input.size() * sizeof(Pair));
}

}  // namespace
}  // namespace galley
