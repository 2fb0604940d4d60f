// SPDX-License-Identifier: Apache-2.0
#include "base/letter_weight.h"

#include <gtest/gtest.h>

#include <string_view>

namespace galley {
namespace {

std::uint64_t weight(std::u32string_view letters) {
  return weight_of({letters.data(), letters.size()});
}

TEST(LetterWeight, IsFourForWhatSaysMost) {
  EXPECT_EQ(weight(U""), 0u);
  EXPECT_EQ(weight(U"abcde"), 5u);
  EXPECT_EQ(weight(U"привет"), 6u);
  EXPECT_EQ(weight(U"1916"), 16u);
  EXPECT_EQ(weight(U"報紙"), 8u);
  EXPECT_EQ(weight(U"ひらカナ"), 16u);
  EXPECT_EQ(weight(U"한글"), 8u);
  EXPECT_EQ(weight(U"𠀀"), 4u) << "ideographs of the second plane too";
  EXPECT_EQ(weight(U"ab1報"), 10u);
}

}  // namespace
}  // namespace galley
