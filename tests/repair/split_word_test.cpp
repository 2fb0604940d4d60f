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

// The rule between two columns, read as a letter, a digit or a sign.
constexpr std::string_view kRuled =
    "The keeper of the light told the har-1\n"
    "bor board on Tuesday that the depart- I\n"
    "ment had promised to build another to-;\n"
    "wer on the western reef before the win- |\n"
    "ter storms begin and that the contrac-l\n"
    "tor from the city had already been cho- !\n"
    "sen by the secretary of the zyxwv-'\n"
    "utsr and his board.\n";

TEST(SplitWord, JoinsBehindAHyphenAndARule) {
  const std::string text = repaired(kRuled);
  for (const std::string_view word : {"har-1bor", "depart- Iment", "to-;wer", "win- |ter",
                                      "contrac-ltor", "cho- !sen", "zyxwv-'utsr"}) {
    EXPECT_NE(text.find(word), std::string::npos) << word << " in " << text;
  }
}

TEST(SplitWord, LeavesNumbersAndQuotedPrefixesAlone) {
  const std::string text = repaired(
      "The harbor board said of its phase-1\n"
      "trial that it had seen no light in it and\n"
      "that the keeper reads the sign as \"un-\"\n"
      "is what the lamp of the old class B-1\n"
      "boats was for in the winter storms.\n",
      "The trial was a trial of the phase, and the trial of a phase is the phase of a trial.\n");
  EXPECT_NE(text.find("phase-1 trial"), std::string::npos) << text;
  EXPECT_NE(text.find("\"un-\" is"), std::string::npos) << text;
  EXPECT_NE(text.find("B-1 boats"), std::string::npos) << text;
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
