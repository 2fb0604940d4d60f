// SPDX-License-Identifier: Apache-2.0
#include "base/spill.h"

#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace galley {
namespace {

TEST(SpillStore, ReadsTheSameFromMemoryAndFile) {
  for (const std::uint64_t limit : {1'000'000u, 2'500u, 0u}) {
    const TempFolder folder;
    MemoryBudget budget(limit);
    const StopToken stop;
    SpillPlace place(folder.path(), budget, stop);
    {
      SpillStore store(place, "text");
      std::vector<std::uint64_t> offsets;
      for (int i = 0; i < 100; ++i) {
        const Result<std::uint64_t> offset =
            store.append(std::to_string(i) + std::string(100, static_cast<char>('a' + i % 26)));
        ASSERT_TRUE(offset);
        offsets.push_back(*offset);
      }
      EXPECT_EQ(store.in_memory(), limit == 1'000'000u);
      std::string scratch;
      for (int i = 99; i >= 0; --i) {
        const std::string expected =
            std::to_string(i) + std::string(20, static_cast<char>('a' + i % 26));
        const Result<std::string_view> view =
            store.view(offsets[static_cast<std::size_t>(i)], expected.size(), scratch);
        ASSERT_TRUE(view);
        EXPECT_EQ(*view, expected);
      }
      EXPECT_LE(budget.used_bytes(), limit);
    }
    EXPECT_EQ(budget.used_bytes(), 0u);
    EXPECT_EQ(list_folder(folder.path())->size(), 0u);
  }
}

}  // namespace
}  // namespace galley
