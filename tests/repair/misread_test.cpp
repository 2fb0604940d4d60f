// SPDX-License-Identifier: Apache-2.0
#include "repair/misread.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/repaired.h"

namespace galley {
namespace {

// What a corpus says that has "secretary" a thousand times, and a word that nobody knows.
std::string corpus() {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "the secretary of the zyxwvutsr\n";
  return text;
}

std::uint32_t count(std::string_view first, std::string_view second) {
  return count_if_misread(first, second, vocabulary_of(corpus()));
}

TEST(Misread, FindsTheWordThatOneLetterWouldMake) {
  EXPECT_GT(count("secre", "tnry"), 800u) << "a read as n";
  EXPECT_GT(count("Socre", "tary"), 800u) << "e read as o";
  EXPECT_GT(count("s", "ccretary"), 800u);
}

TEST(Misread, TakesNoOtherForAWord) {
  EXPECT_LT(count("secre", "txry"), 100u) << "no letter is read as x so often";
  EXPECT_LT(count("socre", "tnry"), 100u) << "two letters";
  EXPECT_LT(count("secre", "tary"), 100u) << "none";
  EXPECT_LT(count("zyxwv", "utor"), 100u)
      << "frequent, but no built-in word: its key may be another's";
  EXPECT_EQ(count("se", "cre"), 0u) << "too short to tell";
  EXPECT_EQ(count("secre", "tnry2"), 0u);
  EXPECT_EQ(count("", ""), 0u);
  EXPECT_EQ(count(std::string(2000, 'a'), "b"), 0u);
  EXPECT_EQ(count("секре", "тарь"), 0u);
}

TEST(Misread, JoinsItsHalves) {
  const std::string text = repaired(
      "The keeper of the light told the secre\n"
      "tnry of the harbor board that the depart\n"
      "ment had promised to build another to\n"
      "wer on the western reef before the win\n"
      "ter storms begin and that the contrac\n"
      "tor from the city had already been cho\n"
      "sen by the secretary of the association.\n",
      corpus() + "the depart ment tower winter contractor chosen department\n");
  EXPECT_NE(text.find("told the secretnry of"), std::string::npos) << text;
}

}  // namespace
}  // namespace galley
