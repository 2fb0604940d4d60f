// SPDX-License-Identifier: Apache-2.0
#include "repair/dictionary.h"

#include <gtest/gtest.h>

namespace galley {
namespace {

TEST(Dictionary, ReadsWordsAcrossASeam) {
  Dictionary dictionary;
  EXPECT_TRUE(dictionary.is_word_split("他們從插秧到收", "割都看得見"));
  EXPECT_FALSE(dictionary.is_word_split("他們從插秧到收割", "都看得見"));
  EXPECT_FALSE(dictionary.is_word_split("燈塔亮了。", "漁村的人都看見"));
}

TEST(Dictionary, TakesNoWordApartThatIsWhole) {
  Dictionary dictionary;
  EXPECT_FALSE(dictionary.is_word_split("我們看電視", "機器開動了"));
  EXPECT_FALSE(dictionary.is_word_split("", "割都看得見"));
  EXPECT_FALSE(dictionary.is_word_split("他們從插秧到收", ""));
}

}  // namespace
}  // namespace galley
