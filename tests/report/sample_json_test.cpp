// SPDX-License-Identifier: Apache-2.0
#include "report/sample_json.h"

#include <gtest/gtest.h>

#include "base/utf8.h"

namespace galley {
namespace {

ReportPair near_pair(std::string removed, std::string kept) {
  ReportPair pair;
  pair.id = "a.txt";
  pair.document = 7;
  pair.paragraph.number = 2;
  pair.paragraph.fate = Fate::kNear;
  pair.paragraph.text = std::move(removed);
  pair.paragraph.keeper = StandIn{"b.txt", 3, 1, 934'567, std::move(kept)};
  return pair;
}

// The text of one side, as the page puts it together.
std::string side_of(const PageJson& pair, char sign) {
  std::string text;
  for (const auto& part : pair.at("parts")) {
    const auto piece = part.get<std::string>();
    if (piece[0] == '=' || piece[0] == sign) text += piece.substr(1);
  }
  return text;
}

TEST(PairJson, HoldsBothTextsInOne) {
  const PageJson json = pair_json(near_pair("The tide was high.", "The tide was very high."));
  EXPECT_EQ(side_of(json, '-'), "The tide was high.");
  EXPECT_EQ(side_of(json, '+'), "The tide was very high.");
  EXPECT_EQ(json.at("why"), "near");
  EXPECT_EQ(json.at("similarity"), 934'567);
  EXPECT_EQ(json.at("keeper").at("document"), 3);
  EXPECT_FALSE(json.contains("cut"));
}

TEST(PairJson, StaysSmallAndSaysWhatIsMissing) {
  std::string removed, kept;
  for (int i = 0; i < 5000; ++i) {
    removed += "潮 ";
    kept += "燈 ";
  }
  const PageJson json = pair_json(near_pair(removed, kept));
  // Both texts are 20 KB; a part that is one letter takes five bytes.
  EXPECT_LT(json.dump().size(), 5 * 4800u);
  const std::uint64_t shown =
      count_code_points(side_of(json, '-')) + count_code_points(side_of(json, '+'));
  EXPECT_GT(json.at("cut"), 0);
  EXPECT_LT(shown, 10'000u);
  EXPECT_TRUE(is_valid_utf8(side_of(json, '-')));
  EXPECT_TRUE(is_valid_utf8(side_of(json, '+')));
}

TEST(PairJson, ShowsTheOneSideThatIsKnown) {
  ReportPair pair = near_pair("gone", "kept");
  pair.paragraph.text.reset();
  EXPECT_EQ(pair_json(pair).at("kept"), "kept");
  pair.paragraph.keeper->text.reset();
  EXPECT_FALSE(pair_json(pair).contains("kept"));
  pair.paragraph.text = "gone";
  pair.paragraph.keeper->document.reset();
  EXPECT_EQ(pair_json(pair).at("text"), "gone");
  EXPECT_TRUE(pair_json(pair).at("keeper").at("document").is_null());
}

TEST(PageJsonOf, CutsAParagraphAtItsSeams) {
  ReportPage page;
  ParagraphStory paragraph;
  paragraph.text = "the Association met";
  SourceLine first, second;
  first.number = 4;
  first.text = "the Asso";
  second.number = 5;
  second.text = "ciation met";
  second.joined = EditReason::kJoinSplitWord;
  second.confidence = 93;
  second.text_offset = 8;
  paragraph.lines = {first, second};
  page.story.paragraphs = {paragraph};
  const PageJson lines = page_json(page).at("paragraphs").at(0).at("lines");
  EXPECT_EQ(lines.dump(),
            "[[4,\"the Asso\",null,100,0,\"the Asso\"],"
            "[5,\"ciation met\",\"split word\",93,0,\"ciation met\"]]");
}

TEST(BeginningOf, CutsBetweenCharacters) {
  EXPECT_EQ(beginning_of("abc", 3), "abc");
  EXPECT_EQ(beginning_of("abc", 2), "ab");
  EXPECT_EQ(beginning_of("潮水", 5), "潮");
  EXPECT_EQ(beginning_of("潮水", 2), "");
}

}  // namespace
}  // namespace galley
