// SPDX-License-Identifier: Apache-2.0
#include "repair/cohesion.h"

#include <gtest/gtest.h>

namespace galley {
namespace {

TEST(Cohesion, BalancesBrackets) {
  EXPECT_EQ(bracket_balance("《潮水》和《燈").left_open, 1);
  EXPECT_EQ(bracket_balance("塔》的（守望）").closed_before_open, 1);
  EXPECT_EQ(bracket_balance("don’t").closed_before_open, 0) << "an apostrophe closes nothing";
}

TEST(Cohesion, CountsSharedPairsOnce) {
  EXPECT_EQ(shared_pairs("燈塔守望", "守望燈塔，守望"), 2);
  EXPECT_EQ(shared_pairs("燈塔", "潮水"), 0);
  EXPECT_EQ(shared_pairs("", "潮水"), 0);
}

}  // namespace
}  // namespace galley
