// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "repair/line.h"

namespace galley {
namespace {

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  EXPECT_EQ(read_lines(text, 0, lines), text.size());
  return lines;
}

TEST(ReadLines, CountsBlankLinesAndSeesPages) {
  const std::vector<Line> lines = lines_of("one\n\n \ntwo\n\fthree\nfour");
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(lines[0].blanks, 0);
  EXPECT_EQ(lines[1].blanks, 2);
  EXPECT_FALSE(lines[1].page_before);
  EXPECT_TRUE(lines[2].page_before);
  EXPECT_EQ(lines[3].blanks, 0);
}

TEST(ReadLines, GivesMarkdownItsRoles) {
  const std::vector<Line> lines = lines_of(
      "# Tides\n| a | b |\n![lamp](x.png)\n---\n```json\n{\n```\n1. first\n• "
      "second\nplain\n#hashtag");
  const LineRole expected[] = {LineRole::kHeading, LineRole::kTableRow, LineRole::kImage,
                               LineRole::kRule,    LineRole::kFence,    LineRole::kFence,
                               LineRole::kFence,   LineRole::kItem,     LineRole::kItem,
                               LineRole::kText,    LineRole::kText};
  ASSERT_EQ(lines.size(), std::size(expected));
  for (std::size_t i = 0; i < lines.size(); ++i) EXPECT_EQ(lines[i].role, expected[i]) << i;
}

TEST(ReadLines, SeesTheMarkupOfBlocks) {
  for (const std::string_view line :
       {"</td>", "<td WIDTH=\"84\">", "<p>The lamp.</p>", "<BR/>", "<h2 id=\"a\">", "<tbody>",
        "<blockquote class=\"x\">", "<br\t/>", "[The lamp](lamp.md)"}) {
    EXPECT_EQ(lines_of(line)[0].role, LineRole::kMarkup) << line;
  }
  for (const std::string_view line :
       {"<span>the lamp</span>", "<b>the</b> lamp<br>", "<p>The lamp was lit", "<p", "<>", "</>",
        "<pp>", "<blockquotes>", "<1>", "[a](b), [c](d)", "[a](b) lit", "[lamp]", "< p>", "a < b >",
        "<h7>"}) {
    EXPECT_NE(lines_of(line)[0].role, LineRole::kMarkup) << line;
  }
}

TEST(ReadLines, SeesRowsByTheirTabs) {
  const auto rows = [](std::string_view text) {
    const std::vector<Line> lines = lines_of(text);
    return are_rows(lines[0], lines[1]);
  };
  EXPECT_TRUE(rows("port\thigh\tlow\nWesthaven\t3\t1"));
  EXPECT_TRUE(rows("port\thigh\tlow\nWesthaven\t3"));
  EXPECT_TRUE(rows("lamp\tburns oil and is lit at six by the keeper\noar\tis of ash"));
  EXPECT_FALSE(rows("port high low\nWesthaven\t3\t1"));
  EXPECT_FALSE(rows("the keeper of\tthe old lamp went down to the harbor\nwhere\tboats\tlay so"));
  EXPECT_FALSE(
      rows("keeper\tclimbed\tthrough\tnarrow\tpassage\nbefore\treaching\tlanterns\t"
           "above\tharbor"));
}

TEST(ReadLines, SeesItemsWithoutASpaceBehind) {
  EXPECT_EQ(lines_of("1.\tlamp")[0].role, LineRole::kItem);
  EXPECT_EQ(lines_of("12.燈塔")[0].role, LineRole::kItem);
  EXPECT_EQ(lines_of("1.5燈塔")[0].role, LineRole::kText);
}

TEST(ReadLines, TakesFourDigitsForAnItemBeforeIdeographsAlone) {
  EXPECT_EQ(lines_of("1123. 燈塔")[0].role, LineRole::kItem);
  EXPECT_EQ(lines_of("11230.燈塔")[0].role, LineRole::kItem);
  EXPECT_EQ(lines_of("112300. 燈塔")[0].role, LineRole::kText);
  EXPECT_EQ(lines_of("1914. The lamp")[0].role, LineRole::kText);
  EXPECT_EQ(lines_of("1914.")[0].role, LineRole::kText);
}

TEST(ReadLines, SeesRolesThroughCharactersThatGo) {
  const std::vector<Line> lines = lines_of(
      "\u200B# Tides\n|\u200B a | b |\n`\u0001``json\n{\n``\uFEFF`\n1\u200B. first\n-\u200B plain");
  const LineRole expected[] = {LineRole::kHeading, LineRole::kTableRow, LineRole::kFence,
                               LineRole::kFence,   LineRole::kFence,    LineRole::kItem,
                               LineRole::kItem};
  ASSERT_EQ(lines.size(), std::size(expected));
  for (std::size_t i = 0; i < lines.size(); ++i) EXPECT_EQ(lines[i].role, expected[i]) << i;
}

TEST(ReadLines, BoundsItsMemory) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "a\n";
  std::vector<Line> lines;
  std::uint32_t at = 0, stretches = 0;
  while (at < text.size()) {
    const std::uint32_t bytes = read_lines(text, at, lines);
    ASSERT_GT(bytes, 0u);
    ASSERT_LE(lines.size(), 32768u);
    at += bytes;
    ++stretches;
  }
  EXPECT_EQ(at, text.size());
  EXPECT_EQ(stretches, 4u);
}

TEST(ReadLines, RowsOfNumbers) {
  const auto rows = [](std::string_view first, std::string_view second) {
    const std::string text = std::string(first) + "\n" + std::string(second);
    std::vector<Line> lines;
    (void)read_lines(text, 0, lines);
    return are_number_rows(lines.at(0), lines.at(1));
  };
  EXPECT_TRUE(rows("Weizen  171,34", "Gerste  96,20  -0,8"));
  EXPECT_TRUE(rows("Weizen        171,34        +2,3", "Gerste        96,20"));
  EXPECT_TRUE(rows("潮水  520.36  688.87", "燈油  29.63  730.40"));
  EXPECT_FALSE(rows("Weizen  171,34", "ist teurer als zuvor"));
  EXPECT_FALSE(rows("in the year 1914", "and the year 1915"));
  EXPECT_FALSE(rows("171,34  96,20", "Gerste  96,20  -0,8")) << "no name";
}

}  // namespace
}  // namespace galley
