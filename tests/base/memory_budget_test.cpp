// SPDX-License-Identifier: Apache-2.0
#include "base/memory_budget.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstring>
#include <memory>
#include <vector>

#include "tests/support/sanitizers.h"

namespace galley {
namespace {

TEST(MemoryBudget, RefusesWhatDoesNotFit) {
  MemoryBudget budget(100);
  EXPECT_TRUE(budget.try_reserve(60));
  EXPECT_FALSE(budget.try_reserve(41));
  EXPECT_TRUE(budget.try_reserve(40));
  EXPECT_EQ(budget.free_bytes(), 0u);
  budget.reserve(10);
  EXPECT_EQ(budget.used_bytes(), 110u);
  EXPECT_EQ(budget.free_bytes(), 0u);
  budget.release(110);
  EXPECT_EQ(budget.free_bytes(), 100u);
  EXPECT_FALSE(budget.try_reserve(UINT64_MAX));
}

// What was freed lies between what is still used: the allocator would keep its pages.
TEST(MemoryBudget, GivesHolesBackToTheSystem) {
  if (kHasSanitizer) GTEST_SKIP() << "sanitizers have allocators of their own";
  constexpr std::size_t kBlock = 64 << 10, kBlocks = 4096;
  std::vector<std::unique_ptr<char[]>> blocks;
  for (std::size_t i = 0; i < kBlocks; ++i) {
    blocks.push_back(std::make_unique_for_overwrite<char[]>(kBlock));
    std::memset(blocks.back().get(), 1, kBlock);
  }
  for (std::size_t i = 0; i < kBlocks; ++i) {
    if (i % 8 != 0) blocks[i].reset();
  }
  const std::uint64_t before = resident_bytes();
  EXPECT_GT(before, kBlock * kBlocks);
  MemoryBudget roomy(before * 2), exceeded(before / 2);
  const auto release = [](MemoryBudget& budget) {
    budget.reserve(std::uint64_t{1} << 30);
    budget.release(std::uint64_t{1} << 30);
  };
  release(roomy);
  EXPECT_GT(resident_bytes(), before - before / 4);
  release(exceeded);
  EXPECT_LT(resident_bytes(), before / 2);
}

TEST(Reservation, GivesBack) {
  MemoryBudget budget(100);
  {
    Reservation first(budget);
    EXPECT_TRUE(first.try_grow_to(70));
    EXPECT_FALSE(first.try_grow_to(101));
    EXPECT_EQ(first.bytes(), 70u);
    Reservation second = std::move(first);
    EXPECT_EQ(budget.used_bytes(), 70u);
    second.shrink_to(20);
    EXPECT_EQ(budget.used_bytes(), 20u);
  }
  EXPECT_EQ(budget.used_bytes(), 0u);
}

TEST(Machine, HasMemory) {
  EXPECT_GT(machine_memory_bytes(), std::uint64_t{16} << 20);
  EXPECT_GT(peak_resident_bytes(), 0u);
}

}  // namespace
}  // namespace galley
