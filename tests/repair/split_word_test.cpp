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

}  // namespace
}  // namespace galley
