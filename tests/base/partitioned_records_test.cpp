// SPDX-License-Identifier: Apache-2.0
#include "base/partitioned_records.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "base/hash.h"
#include "tests/support/temp_folder.h"

namespace galley {
namespace {

struct Keyed {
  std::uint64_t key = 0;
  std::uint64_t value = 0;
  [[nodiscard]] std::uint64_t partition_key() const { return key; }
  friend auto operator<=>(const Keyed&, const Keyed&) = default;
};

// Several threads add; then every record is in its part, once, in pieces that no key straddles.
TEST(PartitionedRecords, GiveBackWhatWasAddedInMemoryAndSpilled) {
  for (const std::uint64_t memory :
       {std::uint64_t{1} << 30, std::uint64_t{100'000}, std::uint64_t{1}}) {
    const TempFolder folder;
    MemoryBudget budget(memory);
    const StopToken stop;
    SpillPlace place(folder.path(), budget, stop);
    {
      PartitionedRecords<Keyed> records(place, "keyed", memory);
      std::vector<std::vector<Keyed>> batches(24);
      std::vector<Keyed> expected;
      std::mt19937_64 random(1);
      for (std::vector<Keyed>& batch : batches) {
        for (std::size_t i = random() % 2000; i > 0; --i)
          batch.push_back({mix64(random() % 12'000), i});
        for (const Keyed& record : batch) expected.push_back({record.key, record.value + 1});
      }
      std::vector<std::thread> threads;
      for (std::size_t t = 0; t < 3; ++t) {
        threads.emplace_back([&, t] {
          for (std::size_t i = t; i < batches.size(); i += 3) {
            EXPECT_TRUE(records.add(batches[i], [](Keyed& record) { ++record.value; }));
          }
        });
      }
      for (std::thread& thread : threads) thread.join();
      EXPECT_EQ(records.count(), expected.size());
      EXPECT_EQ(place.spilled_bytes() > 0, memory < 1'000'000);
      for (const std::uint64_t most : {std::uint64_t{1} << 20, std::uint64_t{10}}) {
        std::vector<Keyed> all;
        std::vector<Keyed> piece;
        for (std::size_t part = 0; part < records.kPartitions; ++part) {
          const std::size_t before = all.size();
          ASSERT_TRUE(records.use_part(part, most, piece, [&]() -> Status {
            std::sort(piece.begin(), piece.end());
            const bool follows = all.size() > before && !piece.empty();
            EXPECT_TRUE(!follows || piece.front().key > all.back().key) << "no key straddles";
            for (const Keyed& record : piece) EXPECT_EQ(record.key >> 56, part);
            all.insert(all.end(), piece.begin(), piece.end());
            return {};
          }));
          EXPECT_EQ(all.size() - before, records.count(part));
        }
        std::vector<Keyed> sorted = expected;
        std::sort(sorted.begin(), sorted.end());
        EXPECT_EQ(all, sorted);
        // Of the same, those whose key another has, and few more.
        std::map<std::uint64_t, std::size_t> times;
        for (const Keyed& record : expected) ++times[record.key];
        std::multiset<Keyed> repeated;
        RepeatSieve sieve;
        for (std::size_t part = 0; part < records.kPartitions; ++part) {
          ASSERT_TRUE(records.use_repeated(part, most, sieve, piece, [&]() -> Status {
            repeated.insert(piece.begin(), piece.end());
            return {};
          }));
        }
        std::size_t alone = 0;
        std::erase_if(repeated, [&](const Keyed& record) {
          alone += times[record.key] == 1 ? 1u : 0u;
          return times[record.key] == 1;
        });
        std::erase_if(sorted, [&](const Keyed& record) { return times[record.key] == 1; });
        EXPECT_TRUE(std::ranges::equal(repeated, sorted));
        EXPECT_LE(alone, expected.size() / 4);
      }
    }
    EXPECT_EQ(budget.used_bytes(), 0u);
    EXPECT_EQ(list_folder(folder.path())->size(), 0u);
  }
}

}  // namespace
}  // namespace galley
