// SPDX-License-Identifier: Apache-2.0
#include "dedup/key_buckets.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

namespace galley {
namespace {

TEST(KeyBuckets, AreWhatAMapMakes) {
  std::mt19937_64 random(2);
  KeyBuckets buckets;
  for (const std::size_t count : {0u, 1u, 2u, 50u, 3000u}) {
    std::map<std::uint64_t, std::multiset<std::uint64_t>> expected;
    buckets.records().clear();
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t row = random() % 1000;
      const KeyRecord key = KeyRecord::of(mix64(random() % (count * 2)), row);
      buckets.records().push_back(key);
      if (row % 5 != 0) expected[key.key()].insert(row * 2);
    }
    std::erase_if(expected, [](const auto& each) { return each.second.size() < 2; });
    std::map<std::uint64_t, std::multiset<std::uint64_t>> found;
    const auto double_row = [](KeyRecord& key) {
      const bool is_kept = key.row() % 5 != 0;
      key.set_row(key.row() * 2);
      return is_kept;
    };
    buckets.for_each(double_row, [&](std::span<const KeyRecord> bucket) {
      EXPECT_FALSE(found.contains(bucket.front().key())) << "each key comes once";
      for (const KeyRecord& key : bucket) found[bucket.front().key()].insert(key.row());
    });
    EXPECT_EQ(found, expected);
  }
}

}  // namespace
}  // namespace galley
