// SPDX-License-Identifier: Apache-2.0
#include "repair/seam.h"

#include <gtest/gtest.h>

#include <cmath>

namespace galley {
namespace {

TEST(Seam, TakesTheWordsAtTheBreak) {
  EXPECT_EQ(last_word("of the har"), "har");
  EXPECT_EQ(last_word("of the har,"), "");
  EXPECT_EQ(first_word("bour lights"), "bour");
  EXPECT_EQ(first_word("\"bour"), "");
  EXPECT_EQ(first_word("straße 5"), "straße");
}

TEST(Seam, LogarithmIsThatOfTheLibraryWithinAnEighth) {
  for (std::uint64_t value = 1; value < 5'000'000'000u; value = value * 3 / 2 + 1) {
    const int exact =
        static_cast<int>(std::floor(8 * std::log2(static_cast<double>(value)) + 1e-9));
    EXPECT_LE(log2_eighths(value), exact);
    EXPECT_GE(log2_eighths(value), exact - 1);
  }
  EXPECT_EQ(log2_eighths(0), 0);
  EXPECT_EQ(log2_eighths(UINT64_MAX), 64 * 8 - 1);
}

TEST(Seam, AWholeSeenOftenIsOneWord) {
  Seam seam{"har", "bour", 3, 2, 50};
  EXPECT_GT(joined_score(seam, 1'000'000), 40);
  EXPECT_TRUE(is_surely_one_word(seam, 1'000'000));
}

TEST(Seam, TwoFrequentWordsStayTwo) {
  Seam seam{"of", "the", 40'000, 65'000, 0};
  EXPECT_LT(joined_score(seam, 1'000'000), 0);
  seam = {"some", "time", 4'000, 5'000, 60};
  EXPECT_FALSE(is_surely_one_word(seam, 1'000'000));
}

TEST(Seam, ScoreNeverOverflows) {
  const Seam seam{"a", "b", UINT32_MAX, UINT32_MAX, UINT32_MAX};
  EXPECT_LT(std::abs(joined_score(seam, UINT32_MAX)), 1000);
}

}  // namespace
}  // namespace galley
