// SPDX-License-Identifier: Apache-2.0
#include "repair/loops.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/repaired.h"

namespace galley {
namespace {

std::string times(std::string_view unit, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += unit;
  return text;
}

TEST(Loops, AreFoundWhateverTheirPeriod) {
  for (const std::string_view unit :
       {"lamp and ", "the keeper of the light said ", "燈塔守望者，", "潮水來了又去，"}) {
    const std::string text =
        "It began well, and then it went " + times(unit, 60) + "until the end of it.";
    std::vector<Loop> loops;
    find_loops(text, loops);
    ASSERT_EQ(loops.size(), 1u) << unit;
    EXPECT_EQ(loops[0].unit, unit.size());
    EXPECT_GE(loops[0].end - loops[0].begin, unit.size() * 59);
  }
}

TEST(Loops, LeadersRulesAndHonestRepetitionStay) {
  std::vector<Loop> loops;
  for (const std::string& text :
       {"Contents " + times(". ", 200) + "12", times("-", 500), times("=+", 300),
        times("1 0 ", 200), "第一、二、三、二" + times("、二", 60) + "會期",
        "He laughed: " + times("ha ", 7) +
            std::string(200, 'x').replace(3, 190, times("the one and only ", 3)),
        times("row, ", 3) +
            "your boat gently down the stream, and so on through the long verses of the song "
            "that everybody knows by heart but nobody sings to the end of it any more today."}) {
    find_loops(text, loops);
    EXPECT_TRUE(loops.empty()) << text;
  }
}

TEST(Loops, CollapseToOneCopyAndAreCounted) {
  const std::string text =
      "The lamp burned. " + times("The keeper slept in his chair. ", 40) + "Morning came.";
  const RepairedDocument out = repair_text(text);
  EXPECT_EQ(out.text, "The lamp burned. The keeper slept in his chair. Morning came.");
  EXPECT_EQ(out.edits.count(EditReason::kLoopCollapsed), 1u);
  EXPECT_EQ(out.edits.letters_dropped(), 39u * 24);
  EXPECT_EQ(rebuild(out, text.size()), text);
}

TEST(Loops, OneLetterWithoutEndIsLinear) {
  std::vector<Loop> loops;
  find_loops(std::string(1 << 24, 'a'), loops);
  EXPECT_EQ(loops.size(), 1u);
}

}  // namespace
}  // namespace galley
