// SPDX-License-Identifier: Apache-2.0
#include "galley/large_pages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>

namespace galley {
namespace {

TEST(LargePages, TablesBeginAsZeroAgainAndAgain) {
  for (const std::size_t size : {std::size_t{1}, std::size_t{1000}, std::size_t{3} << 20}) {
    for (int round = 0; round < 3; ++round) {
      LargeTable<std::uint32_t> table(size);
      EXPECT_EQ(std::ranges::count(table, 0U), static_cast<std::ptrdiff_t>(size));
      std::ranges::fill(table, 7U);
    }
  }
}

TEST(LargePages, TablesAreCopiedAndMovedAsVectorsAre) {
  LargeTable<std::uint8_t> table(std::size_t{5} << 20);
  table.back() = 9;
  LargeTable<std::uint8_t> copy = table;
  EXPECT_EQ(copy.back(), 9);
  const LargeTable<std::uint8_t> moved = std::move(copy);
  EXPECT_EQ(moved, table);
}

TEST(LargePages, LieAtTheBorderOfALargePage) {
  const LargeTable<std::uint8_t> table(std::size_t{5} << 20);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(table.data()) % (std::size_t{2} << 20), 0U);
}

}  // namespace
}  // namespace galley
