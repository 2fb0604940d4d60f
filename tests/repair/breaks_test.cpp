// SPDX-License-Identifier: Apache-2.0
#include "repair/breaks.h"

#include <gtest/gtest.h>

#include "tests/support/repaired.h"

namespace galley {
namespace {

TEST(Breaks, WrappedProseBecomesParagraphs) {
  EXPECT_EQ(
      repaired("The keeper climbed the stair and lit the lamp before\n"
               "the night came down on the water and on the boats\n"
               "of the harbor.\n"
               "In the morning he put it out and slept until the sun\n"
               "stood high above the reef and the tide had turned\n"
               "again.\n"),
      "The keeper climbed the stair and lit the lamp before the night came down on the water "
      "and on the boats of the harbor.\n\n"
      "In the morning he put it out and slept until the sun stood high above the reef and the "
      "tide had turned again.");
}

TEST(Breaks, ColumnsOfIdeographsBecomeParagraphs) {
  const std::string text = repaired(
      "守望者每天黃昏登上燈塔，先擦\n\n拭透鏡，再檢查油壺與燈芯，確認風\n\n向之後才把燈點亮，並且在"
      "日誌裡記\n\n下潮水的高低。\n\n"
      "到了清晨，他把燈熄滅，回到岸\n\n上的小屋休息，等待下一個黃昏。這\n\n樣的日子已經過了二十年，"
      "過往船隻\n\n都認得他的燈。\n");
  EXPECT_EQ(text,
            "守望者每天黃昏登上燈塔，先擦拭透鏡，再檢查油壺與燈芯，確認風向之後才把燈點亮，並且在日"
            "誌裡記下潮水的高低。\n\n"
            "到了清晨，他把燈熄滅，回到岸上的小屋休息，等待下一個黃昏。這樣的日子已經過了二十年，過"
            "往船隻都認得他的燈。");
}

TEST(Breaks, AStopBelongsToTheSentenceBefore) {
  EXPECT_EQ(repaired("守望者每天黃昏登上燈塔\n\n。\n\n到了清晨，他把燈熄滅。\n"),
            "守望者每天黃昏登上燈塔。\n\n到了清晨，他把燈熄滅。");
}

TEST(Breaks, MarkdownStaysApart) {
  const std::string text =
      "# Tides\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n![lamp](x.png)\n\n```json\n{\n  \"a\": "
      "1\n}\n```\n";
  const RepairedDocument out = repair_text(text);
  EXPECT_EQ(out.paragraphs.size(), 10u) << out.text;
  EXPECT_EQ(out.text.find("} ```"), std::string::npos);
}

TEST(Breaks, LeastConfidenceLeavesDoubtfulBreaksAlone) {
  RepairOptions options;
  options.least_confidence = 100;
  const RepairedDocument out = repair_text(
      "The keeper climbed the stair and lit\nthe lamp before the night came down.\n", {}, options);
  EXPECT_EQ(out.paragraphs.size(), 2u);
}

// Names that are set apart are no text that runs on.
TEST(Breaks, RowsOfNamesStayRows) {
  const std::string text = repaired(
      "守望者每天黃昏登上燈塔，先擦拭透鏡，再檢查油\n壺與燈芯，確認風向之後才把燈點亮，由左列人員\n"
      "王一潮　李守望　林燈塔　陳風向　張海天\n黃昏月\n");
  EXPECT_NE(text.find("張海天\n\n黃昏月"), std::string::npos) << text;
}

TEST(Breaks, EvenlySpacedIsOneBlankLineEverywhere) {
  const auto lines_of = [](std::string_view text) {
    std::vector<Line> lines;
    (void)read_lines(text, 0, lines);
    return lines;
  };
  EXPECT_TRUE(is_evenly_spaced(lines_of("a\n\nb\n\nc")));
  EXPECT_FALSE(is_evenly_spaced(lines_of("a\n\nb\nc")));
  EXPECT_FALSE(is_evenly_spaced(lines_of("a\n\n\nb")));
  EXPECT_FALSE(is_evenly_spaced(lines_of("a")));
}

}  // namespace
}  // namespace galley
