// SPDX-License-Identifier: Apache-2.0
#include "galley/vocabulary.h"

#include <gtest/gtest.h>

#include "base/builtin_words.h"
#include "base/count_cells.h"
#include "base/word_key.h"

namespace galley {
namespace {

TEST(Vocabulary, KnowsTheBuiltInWords) {
  const Vocabulary vocabulary;
  EXPECT_GT(vocabulary.count(word_key("the")), vocabulary.count(word_key("harbor")));
  EXPECT_GT(vocabulary.count(word_key("harbor")), 0u);
  EXPECT_EQ(vocabulary.count(word_key("qzxv")), 0u);
  EXPECT_GT(vocabulary.words(), 500'000u);
}

TEST(Vocabulary, CountsRoundDownByLessThanATwelfth) {
  for (const std::uint32_t count : {1u, 2u, 11u, 12u, 100u, 5000u, 1'000'000u, 4'000'000'000u}) {
    LargeTable<std::uint32_t> cells(kCellsPerBlock << 14);
    add_to_cells(cells.data(), cells.size(), word_key("zzyzx"), count);
    const std::uint32_t found = Vocabulary(cells).count(word_key("zzyzx"));
    EXPECT_LE(found, count);
    EXPECT_GE(found, count - count / 12 - 1);
  }
}

TEST(CountCells, AddingSaturatesInAnyOrder) {
  std::uint32_t there = 0, back = 0;
  const std::uint64_t parts[] = {UINT32_MAX, 5, 1};
  for (int i = 0; i < 3; ++i) add_saturating(there, parts[i]);
  for (int i = 3; i-- > 0;) add_saturating(back, parts[i]);
  EXPECT_EQ(there, UINT32_MAX);
  EXPECT_EQ(there, back);
}

TEST(CountCells, TwoCellsOfOneBlock) {
  for (std::uint64_t key = 1; key < 1000; ++key) {
    const CellPair pair = cells_of(mix64(key), kProfileCells);
    EXPECT_NE(pair.first, pair.second);
    EXPECT_EQ(pair.first / kCellsPerBlock, pair.second / kCellsPerBlock);
    EXPECT_LT(pair.first, kProfileCells);
  }
}

TEST(BuiltinWords, EveryWordStandsOnce) {
  std::vector<std::string> words;
  for_each_builtin_word([&](std::string_view word, std::uint32_t) { words.emplace_back(word); });
  EXPECT_GT(words.size(), 30'000u);
  std::sort(words.begin(), words.end());
  EXPECT_EQ(std::adjacent_find(words.begin(), words.end()), words.end());
}

}  // namespace
}  // namespace galley
