// SPDX-License-Identifier: Apache-2.0
#include "galley/repair.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>

#include "base/letters.h"
#include "base/utf8.h"
#include "tests/support/repaired.h"

namespace galley {
namespace {

// Text as dumps have it: words and ideographs in lines, blank lines, hyphens, pages, signs.
rc::Gen<std::string> dump() {
  static const std::vector<std::string> pieces = {
      "the ", "keeper ", "of ",   "harbor", "har",     "bor ", "Light", ". ",    ", ",     "-",
      "\n",   "\n",      "\n",    "\n\n",   "\f",      "The ", "潮水",  "燈",    "塔",     "守望者",
      "。",   "，",      "“",     "”",      " ",       "  ",   "1916 ", "No. 7", "\u3000", "\u200B",
      "ﬁ",    "# ",      "| a |", "```",    "• ",      "»",    "Ж",     "한국 ", "ー",     "(",
      ")",    "《",      "》",    "\u00AD", "本報訊 ", "e",    "—"};
  return rc::gen::map(rc::gen::container<std::vector<int>>(
                          rc::gen::inRange<int>(0, static_cast<int>(pieces.size()))),
                      [](const std::vector<int>& picks) {
                        std::string text;
                        for (const int pick : picks) text += pieces[static_cast<std::size_t>(pick)];
                        return text;
                      });
}

const Vocabulary& vocabulary() {
  static const Vocabulary built_in;
  return built_in;
}

RepairedDocument repair_once(std::string_view text) {
  static Repairer repairer({}, vocabulary());
  RepairedDocument out;
  out.edits.set_keep(EditLog::Keep::kEntries);
  Document document;
  document.text = text;
  repairer.repair(document, out);
  return out;
}

// English of a narrow column stands between lines of Chinese: a break before a number or a capital
// is as full as its own column, whatever the width beside it.
TEST(Repairer, JoinsANarrowColumnOfAnAlphabetBetweenIdeographs) {
  const std::string chinese =
      "渡口的老船工說今年春天水位比往年低了許多\n"
      "幾處淺灘都露出了石頭來往的船隻只得繞行南\n"
      "岸碼頭的工人連日清理河道估計下月可以完工\n"
      "附近三個村子的居民因此要多走半個鐘頭的路\n"
      "才能到達市集買賣糧食和布匹等日常用的東西。\n";
  const std::string english =
      "The ferry was repaired\n"
      "in the yard of Captain\n"
      "Harlow, who had bought\n"
      "the timber for a price\n"
      "of not less than about\n"
      "403 dollars. The bells\n"
      "were cast in a foundry\n"
      "beside the lower canal.\n";
  const std::string out = repaired(chinese + english + chinese);
  EXPECT_NE(out.find("of Captain Harlow, who"), std::string::npos) << out;
  EXPECT_NE(out.find("than about 403 dollars"), std::string::npos) << out;
  EXPECT_NE(out.find("東西。\n"), std::string::npos) << out;
  EXPECT_NE(out.find("lower canal.\n"), std::string::npos) << out;
  EXPECT_EQ(repaired(out), out);
}

// A column of ten letters under a heading.
TEST(Repairer, MeasuresLinesAndTheirColumns) {
  Repairer repairer({}, vocabulary());
  RepairedDocument out;
  Document document;
  document.text = "# Title\n\n0123456789\n0123456789\n0123456789\n0123456789\n潮水\n";
  repairer.repair(document, out);
  const RunFigures figures = repairer.take_figures();
  EXPECT_EQ(figures.line_cells[10], 4u);
  EXPECT_EQ(figures.line_cells[7], 1u);
  EXPECT_EQ(figures.line_cells[4], 1u) << "an ideograph is two half-ems wide";
  EXPECT_EQ(figures.line_chars[length_bin(10)], 4u);
  EXPECT_EQ(figures.line_chars[length_bin(2)], 1u);
  std::uint64_t in_columns = 0;
  for (const std::uint64_t lines : figures.column_cells) in_columns += lines;
  EXPECT_EQ(in_columns, 6u) << "each line stands in a column or in none";
  EXPECT_GE(figures.column_cells[10], 4u);
  repairer.repair(document, out);
  EXPECT_EQ(repairer.take_figures().line_cells[10], 4u) << "of the documents since";
}

RC_GTEST_PROP(Repairer, RepairingTwiceIsRepairingOnce, ()) {
  const std::string text = *rc::gen::resize(400, dump());
  const std::string once = repair_once(text).text;
  RC_ASSERT(repair_once(once).text == once);
}

RC_GTEST_PROP(Repairer, OutputAndEditsGiveTheSourceBack, ()) {
  const std::string text = *rc::gen::resize(400, dump());
  RC_ASSERT(rebuild(repair_once(text), text.size()) == text);
}

RC_GTEST_PROP(Repairer, EveryLetterIsThereOrAccountedFor, ()) {
  const std::string text = *rc::gen::resize(400, dump());
  const RepairedDocument out = repair_once(text);
  RC_ASSERT(count_letters(out.text) + out.edits.letters_dropped() ==
            count_letters(text) + out.edits.letters_added());
}

RC_GTEST_PROP(Repairer, ParagraphsAreLinesPartedByOneBlankLine, ()) {
  const std::string text = *rc::gen::resize(400, dump());
  const RepairedDocument out = repair_once(text);
  RC_ASSERT(is_valid_utf8(out.text));
  std::string joined;
  for (const Paragraph& paragraph : out.paragraphs) {
    const std::string_view content = out.text_of(paragraph);
    RC_ASSERT(!content.empty());
    RC_ASSERT(content.find_first_of("\n\f") == std::string_view::npos);
    RC_ASSERT(paragraph.source_begin < paragraph.source_end);
    joined += (joined.empty() ? "" : "\n\n") + std::string(content);
  }
  RC_ASSERT(joined == out.text);
}

// A mark counts otherwise behind a letter than behind what parted them.
TEST(Repairer, LettersAreAccountedForWhereMarksMeetThem) {
  static const std::vector<std::string> pieces = {
      "k",   "e",      "\u030C", "\u0301", "\x01",   "\u200B", "\n",     "\n\n",   "\f", " ",
      "-\n", "\uFB01", "\u2EEC", "\u1112", "\u1161", "\u11AB", "\u0915", "\u093C", "潮", "harbor "};
  std::mt19937 random(11);
  std::size_t settled = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (auto left = random() % 40; left > 0; --left) text += pieces[random() % pieces.size()];
    const RepairedDocument out = repair_once(text);
    std::uint64_t letters = 0;
    for (const Paragraph& paragraph : out.paragraphs) {
      letters += count_letters(out.text_of(paragraph));
    }
    ASSERT_EQ(count_letters(text) + out.edits.letters_added(),
              letters + out.edits.letters_dropped())
        << text;
    settled += out.edits.letters_dropped() > 0;
  }
  EXPECT_GT(settled, 100u);
}

// Found by fuzzing: what the second look took over from the first was another line's.
TEST(Repairer, LinesThatWereMendedAreLookedAtAnew) {
  RepairOptions options;
  options.half_width_punctuation = HalfWidthPunctuation::kFold;
  const std::string text =
      "本報訊 ?\n\n?,怅每天黃昏登上\n??才把\n\nroot??亮。\n盘 ]古 润 滑 "
      "沌?l??\x12????]?透霬燡?輌?? 每?";
  const std::string once = repaired(text, {}, options);
  EXPECT_EQ(repaired(once, {}, options), once);
}

TEST(Repairer, LinesBehindFurnitureInAParagraphAreTheirOwn) {
  const std::string text =
      " ? is\n  broken in its middle\n07:4cond ihat is\n  b（?ddle\n`\x01``（?ddle\n`\x01``\n"
      "code sta ihat is?  b（?dd`e\x01l\n``\ncode stays\n  %s it;is\n``em th";
  const std::string once = repaired(text);
  EXPECT_EQ(repaired(once), once);
}

// Lines that were joined stay where they were: behind a fence that nobody closed.
TEST(Repairer, JoinedLinesStayInTheirFence) {
  const std::string once = repaired("the \n\n-\n```\nthe 守望者\n。");
  EXPECT_EQ(repaired(once), once);
}

TEST(Repairer, CleanTextPassesUnchanged) {
  const std::string paragraphs[] = {
      "The keeper of the western light climbed the stair as he had done every evening for twenty "
      "years, lit the "
      "lamp, and wrote the hour into his book.",
      "Nobody saw him.",
      "In the morning the boats came home over the bar, one behind the other, and the last of them "
      "lay at the quay "
      "before the church bell had struck seven; the women were already waiting with their baskets.",
      "守望者每天黃昏登上燈塔，先擦拭透鏡，再檢查油壺與燈芯，確認風向之後才把燈點亮，並且在日誌裡記"
      "下潮水的高低與過往船隻的數目。",
      "潮水"};
  for (const std::string_view between : {"\n", "\n\n"}) {
    std::string text, expected;
    for (const std::string& paragraph : paragraphs) {
      text += (text.empty() ? "" : std::string(between)) + paragraph;
      expected += (expected.empty() ? "" : "\n\n") + paragraph;
    }
    EXPECT_EQ(repair_once(text).text, expected);
  }
}

// The surer a join must be, the fewer there are; what is left apart stays as it was.
TEST(Repairer, JoinsLessTheMoreConfidenceIsAskedFor) {
  std::string text;
  for (int i = 0; i < 12; ++i) {
    text += "The keeper climbed the stair and lit\nthe lamp before the night came\n";
    text += "down. Nobody saw him\ngo home\nagain but\nthe boats did.\n";
  }
  std::size_t before = SIZE_MAX;
  for (const int percent : {0, 51, 70, 80, 90, 95, 98, 99, 100}) {
    RepairOptions options;
    options.least_confidence = static_cast<std::uint8_t>(percent);
    const RepairedDocument out = repair_text(text, " ", options);
    std::size_t joins = 0;
    for (const Edit& edit : out.edits.entries()) {
      if (edit.reason == EditReason::kJoinSpace) {
        ++joins;
        EXPECT_GE(edit.confidence, percent);
      }
    }
    EXPECT_LE(joins, before) << percent;
    EXPECT_EQ(repaired(out.text, " ", options), out.text) << percent;
    EXPECT_TRUE(percent > 0 || joins > 0);
    EXPECT_TRUE(percent < 100 || joins == 0);
    before = joins;
  }
}

TEST(Repairer, IsTotalAndBounded) {
  for (const std::string& text :
       {std::string(), std::string("\n\n\n"), std::string("\f\f"), std::string(1 << 20, 'a'),
        std::string(1 << 20, '\n'), std::string(1 << 20, '-'), std::string(1 << 20, '(')}) {
    (void)repair_once(text);
  }
  std::string lines;
  for (int i = 0; i < 300'000; ++i) lines += "a\n";
  EXPECT_FALSE(repair_once(lines).text.empty());
}

TEST(Repairer, GivesTheSameWhateverItRepairedBefore) {
  const std::string text =
      "The keeper climbed the stair and lit\nthe lamp before the night came down.\n";
  const std::string fresh = repaired(text, " ");
  Repairer repairer({}, vocabulary());
  RepairedDocument out;
  for (const std::string& before : {std::string(5000, 'x'), std::string("燈\n塔\n"), text}) {
    Document document;
    document.text = before;
    repairer.repair(document, out);
    document.text = text;
    repairer.repair(document, out);
    EXPECT_EQ(out.text, fresh);
  }
}

}  // namespace
}  // namespace galley
