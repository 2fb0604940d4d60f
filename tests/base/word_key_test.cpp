// SPDX-License-Identifier: Apache-2.0
#include "base/word_key.h"

#include <gtest/gtest.h>

namespace galley {
namespace {

TEST(WordKey, IgnoresCase) {
  EXPECT_EQ(word_key("Harbour"), word_key("HARBOUR"));
  EXPECT_EQ(word_key("Äther"), word_key("äther"));
  EXPECT_NE(word_key("harbour"), word_key("harbours"));
}

TEST(WordKey, OfHalvesIsThatOfTheWhole) {
  WordKey key;
  key.add("har");
  key.add("bour");
  EXPECT_EQ(key.value(), word_key("harbour"));
}

TEST(WordKey, KeepsKindsApart) {
  EXPECT_NE(suspending_key("und"), word_key("und"));
  EXPECT_NE(pair_key(U'人', U'民'), spaced_pair_key(U'人', U'民'));
  EXPECT_NE(pair_key(U'人', U'民'), pair_key(U'民', U'人'));
}

TEST(WordKey, OfAnAddressLeavesPunctuationAround) {
  EXPECT_EQ(address_key("(/etc/fstab)."), address_key("/etc/fstab"));
  EXPECT_NE(address_key("/etc/fstab"), word_key("/etc/fstab"));
}

TEST(WordKey, OfFurnitureMasksNumbers) {
  EXPECT_EQ(furniture_key("The Tide, No. 9"), furniture_key("THE TIDE No. 1234"));
  EXPECT_EQ(furniture_key("潮報 第十二期"), furniture_key("潮報 第3期"));
  EXPECT_NE(furniture_key("The Tide, No. 9"), furniture_key("The Ebb, No. 9"));
}

}  // namespace
}  // namespace galley
