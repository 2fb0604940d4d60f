// SPDX-License-Identifier: Apache-2.0
#include "base/memory_budget.h"

#include <gtest/gtest.h>

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
