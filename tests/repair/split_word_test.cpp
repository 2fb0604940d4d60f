// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "repair/habits.h"
#include "tests/support/repaired.h"

namespace galley {
namespace {

// A narrow column whose words are split without a hyphen.
constexpr std::string_view kColumn =
    "The keeper of the light told the har\n"
    "bor board on Tuesday that the depart\n"
    "ment had promised to build another to\n"
    "wer on the western reef before the win\n"
    "ter storms begin and that the contrac\n"
    "tor from the city had already been cho\n"
    "sen by the secretary of the association.\n";

TEST(SplitWord, JoinsWhatTheBuiltInWordsKnow) {
  const std::string text = repaired(kColumn);
  for (const std::string_view word :
       {"harbor", "department", "tower", "winter", "contractor", "chosen"}) {
    EXPECT_NE(text.find(word), std::string::npos) << word << " in " << text;
  }
}

TEST(SplitWord, LeavesWordsApartThatBothStandAlone) {
  const std::string text = repaired(
      "The keeper said that for some\n"
      "time the lamp had burned in the\n"
      "tower and that every one of the\n"
      "boats could see the light from the\n"
      "out side of the reef in the night.\n");
  EXPECT_NE(text.find("some time"), std::string::npos) << text;
  EXPECT_NE(text.find("in the tower"), std::string::npos) << text;
}

TEST(SplitWord, DropCapsBelongToTheirWord) {
  const std::string learnt = "on the boats of the harbor the keeper and the lamp\n";
  const auto text = [&](std::string_view page) { return repaired(page, learnt); };
  EXPECT_NE(text("T\nhe keeper climbed the stair and lit the lamp before\nthe night came on.\n")
                .find("The keeper"),
            std::string::npos);
  EXPECT_NE(text("T\nHE KEEPER climbed the stair and lit the lamp before\nthe night came on.\n")
                .find("THE KEEPER"),
            std::string::npos);
  EXPECT_NE(
      text("Z\nyxwv, the boat of the keeper, lay at the quay before\nthe night.\n").find("Zyxwv"),
      std::string::npos);
  // A letter over the entries of a list is no word's beginning.
  EXPECT_EQ(text("Z\nzander, a fish of the bay and of the river\n").find("Zzander"),
            std::string::npos);
}

}  // namespace
}  // namespace galley
