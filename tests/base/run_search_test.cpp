// SPDX-License-Identifier: Apache-2.0
#include "base/run_search.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "base/hash.h"
#include "tests/support/temp_folder.h"

namespace galley {
namespace {

struct Entry {
  std::uint64_t key = 0;
  std::uint64_t value = 0;
  [[nodiscard]] std::uint64_t partition_key() const { return key; }
};

RunKind small_blocks() {
  RunKind kind = run_kind_of<Entry>("entries");
  kind.block_bytes = 256;
  return kind;
}

std::string write_run(const TempFolder& folder, const std::vector<Entry>& entries) {
  Result<RunWriter> writer =
      RunWriter::create(folder / "run", small_blocks(), Durability::kScratch);
  EXPECT_TRUE(writer);
  for (const Entry& entry : entries) EXPECT_TRUE(writer->append_record(entry));
  EXPECT_TRUE(writer->finish());
  return folder / "run";
}

// Keys as they may lie: spread, crowded at one end, many of one kind.
std::vector<Entry> made_entries(std::uint64_t seed, std::size_t count) {
  std::mt19937_64 random(seed);
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t any = random();
    const std::uint64_t key = seed % 3 == 0   ? any
                              : seed % 3 == 1 ? any % (2 * count)
                                              : (any % 4 == 0 ? any : std::uint64_t{7} << 60);
    entries.push_back({key, i});
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.key < b.key; });
  return entries;
}

TEST(RunSeeker, FindsWhatAMapFinds) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    const TempFolder folder;
    const std::vector<Entry> entries = made_entries(seed, seed * 150);
    const std::string path = write_run(folder, entries);
    std::multimap<std::uint64_t, std::uint64_t> expected;
    for (const Entry& entry : entries) expected.emplace(entry.key, entry.value);
    std::mt19937_64 random(seed);
    for (const std::uint64_t step : {1u, 5u, 60u}) {
      std::set<std::uint64_t> asked = {0, UINT64_MAX};
      for (const Entry& entry : entries) {
        if (random() % step == 0) asked.insert(entry.key);
        if (random() % step == 0) asked.insert(entry.key + 1);
      }
      Result<RunSeeker<Entry>> seeker = RunSeeker<Entry>::open(path, small_blocks());
      ASSERT_TRUE(seeker);
      EXPECT_EQ(seeker->records(), entries.size());
      for (const std::uint64_t key : asked) {
        std::vector<std::uint64_t> found, wanted;
        ASSERT_TRUE(seeker->for_each(key, [&](const Entry& entry) {
          found.push_back(entry.value);
          return Status();
        }));
        for (auto [at, end] = expected.equal_range(key); at != end; ++at) {
          wanted.push_back(at->second);
        }
        EXPECT_EQ(found, wanted) << key;
      }
    }
  }
}

// However many blocks there are, few are read.
TEST(FindBlock, ProbesFewBlocks) {
  constexpr std::uint64_t kBlocks = 1'000'000;
  constexpr std::uint64_t kWidth = UINT64_MAX / kBlocks;
  std::mt19937_64 random(4);
  std::uint64_t probes = 0;
  for (int i = 0; i < 1000; ++i) {
    const std::uint64_t key = random();
    const Result<std::uint64_t> found =
        find_block({0, kBlocks}, key,
                   [&](std::uint64_t block) -> Result<std::pair<std::uint64_t, std::uint64_t>> {
                     ++probes;
                     return std::pair(block * kWidth, block * kWidth + kWidth - 1);
                   });
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, std::min(key / kWidth, kBlocks));
  }
  EXPECT_LT(probes, 2100u);
}

TEST(FindBlock, IsLogarithmicWhereKeysAreCrowded) {
  constexpr std::uint64_t kBlocks = 1'000'000;
  for (const std::uint64_t key : {std::uint64_t{0}, std::uint64_t{777'777}, kBlocks, UINT64_MAX}) {
    std::uint64_t probes = 0;
    const Result<std::uint64_t> found =
        find_block({0, kBlocks}, key,
                   [&](std::uint64_t block) -> Result<std::pair<std::uint64_t, std::uint64_t>> {
                     ++probes;
                     return std::pair(block, block);
                   });
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, std::min(key, kBlocks));
    EXPECT_LT(probes, 40u);
  }
}

TEST(RunSeeker, PassesFailuresOn) {
  const TempFolder folder;
  const std::string path = write_run(folder, {{3, 1}, {3, 2}});
  Result<RunSeeker<Entry>> seeker = RunSeeker<Entry>::open(path, small_blocks());
  ASSERT_TRUE(seeker);
  const Status status = seeker->for_each(
      3, [](const Entry&) -> Status { return fail(ErrorCode::kLimit, "x", "y", "z"); });
  EXPECT_FALSE(status);
  EXPECT_FALSE(RunSeeker<Entry>::open(folder / "none", small_blocks()));
}

}  // namespace
}  // namespace galley
