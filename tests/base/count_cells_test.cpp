// SPDX-License-Identifier: Apache-2.0
#include "base/count_cells.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace galley {
namespace {

TEST(CountCells, PassesOverWhatIsZero) {
  std::mt19937_64 random(5);
  for (const unsigned one_in : {1u, 3u, 40u, 2000u}) {
    std::vector<std::uint32_t> cells(kCellsPerBlock << 6);
    std::vector<std::size_t> counted;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (random() % one_in != 0) continue;
      cells[i] = 1u << (random() % 32);
      counted.push_back(i);
    }
    std::vector<std::size_t> found;
    for (std::size_t i = next_counted(cells, 0); i < cells.size(); i = next_counted(cells, i + 1)) {
      found.push_back(i);
    }
    EXPECT_EQ(found, counted);
    EXPECT_EQ(next_counted(cells, cells.size()), cells.size());
  }
}

}  // namespace
}  // namespace galley
