// SPDX-License-Identifier: Apache-2.0
#include "dedup/removal_list.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/dedup/spilling.h"

namespace galley {
namespace {

TEST(RemovalList, LoadsAnyStretchFromMemoryAndFromDisk) {
  for (const std::uint64_t memory :
       {std::uint64_t{1} << 30, std::uint64_t{300'000}, std::uint64_t{1}}) {
    Spilling spilling(memory);
    {
      RemovalListBuilder builder(spilling.place, memory);
      std::mt19937_64 random(9);
      std::vector<Removal> all;
      std::uint64_t ord = 0;
      for (int i = 0; i < 30'000; ++i) {
        ord += 1 + random() % 5;
        const auto ppm = static_cast<std::uint32_t>(random() % 1'000'001);
        const RemovalReason reason = i % 3 == 0 ? RemovalReason::kExact : RemovalReason::kNear;
        all.push_back({ord, random() % ord, ppm, reason});
        ASSERT_TRUE(
            builder.add({ord, all.back().keeper_ord, ppm, static_cast<std::uint32_t>(reason)}));
      }
      RemovalList list = *builder.finish();
      EXPECT_EQ(list.size(), all.size());
      EXPECT_EQ(spilling.place.spilled_bytes() > 0, memory < (1u << 30));
      std::vector<Removal> loaded;
      for (int i = 0; i < 60; ++i) {
        const std::uint64_t first = i == 0 ? 0 : random() % (ord + 10);
        const std::uint64_t end = i == 0 ? ~std::uint64_t{0} : first + random() % (ord / 3);
        std::vector<Removal> expected;
        for (const Removal& removal : all) {
          if (removal.ord >= first && removal.ord < end) expected.push_back(removal);
        }
        ASSERT_TRUE(list.load(first, end, loaded));
        ASSERT_EQ(loaded, expected);
      }
      RemovalList moved;
      moved = std::move(list);
      ASSERT_TRUE(moved.load(0, ~std::uint64_t{0}, loaded));
      EXPECT_EQ(loaded, all);
    }
    EXPECT_EQ(list_folder(spilling.folder.path())->size(), 0u);
    EXPECT_EQ(spilling.budget.used_bytes(), 0u);
  }
}

}  // namespace
}  // namespace galley
