// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/support/repaired.h"

namespace galley {
namespace {

TEST(LineWriter, FoldsAndDropsWithIntent) {
  EXPECT_EQ(repaired("the \uFB01rst \uFB02ame"), "the first flame");
  EXPECT_EQ(repaired("⼀個⺠"), "一個民");
  EXPECT_EQ(repaired("a\u200Bb\u0007c\uFEFFd"), "abcd");
  EXPECT_EQ(repaired("5² ① 3㎡ ＡＢ"), "5² ① 3㎡ ＡＢ");
}

TEST(LineWriter, CountsTheLettersThatFoldingAdds) {
  const RepairedDocument out = repair_text("the ⻋ and the ⼀ of the \uFB01rst");
  EXPECT_EQ(out.text, "the 车 and the 一 of the first");
  EXPECT_EQ(out.edits.letters_added(), 1u) << "of the first: the second folds as a letter";
  EXPECT_EQ(out.edits.letters_dropped(), 0u);
}

TEST(LineWriter, FoldsWidthByOption) {
  RepairOptions options;
  options.full_width_latin = FullWidthLatin::kFold;
  EXPECT_EQ(repaired("第１２號ＡＢ", {}, options), "第12號AB");
  options.half_width_punctuation = HalfWidthPunctuation::kFold;
  EXPECT_EQ(repaired("潮水,燈塔.Alpha, beta", {}, options), "潮水，燈塔.Alpha, beta");
}

// What is folded is decided as if the text had been written already: so nothing is left to fold.
TEST(LineWriter, FoldsPunctuationAcrossWhatWillNotStay) {
  RepairOptions options;
  options.half_width_punctuation = HalfWidthPunctuation::kFold;
  for (const std::string_view text :
       {"本報訊 守望者每天黃昏登上\n?", "潮水,\u200B燈塔", "潮水,⺠", "⺠,潮水"}) {
    const std::string once = repaired(text, {}, options);
    EXPECT_EQ(once.find_first_of(",?"), std::string::npos) << once;
    EXPECT_EQ(repaired(once, {}, options), once);
  }
}

TEST(LineWriter, StretchedLinesLoseTheirSpaces) {
  EXPECT_EQ(repaired("守 望 者 在 燈 塔 上 ，點 燃 了 燈 。"), "守望者在燈塔上，點燃了燈。");
  EXPECT_EQ(repaired("流 程 都 不 懂 。”燈 塔 2020 年 建 成"), "流程都不懂。”燈塔 2020 年建成");
}

// As the text will be: a sign that is folded is as wide as the characters beside it, also where it
// ends a line and the space is the one that joins the next.
TEST(LineWriter, SpacesBesideWhatIsFoldedGoAtOnce) {
  RepairOptions options;
  options.half_width_punctuation = HalfWidthPunctuation::kFold;
  for (const std::string_view text : {"守 望 者 點 燈,潮 水 退 去", "燈 塔 上 點 燈?\n盤 點 潮 水",
                                      "盤 點 潮 水 上 燈?\n盤 點 了\n盤 點 潮 水 油 公"}) {
    const std::string once = repaired(text, {}, options);
    EXPECT_EQ(once.find(' '), std::string::npos) << once;
    EXPECT_EQ(repaired(once, {}, options), once);
  }
}

TEST(LineWriter, SpacesBeforeWhatWillNotStayGoAtOnce) {
  const std::string text = "守 \x7F\x7F望 \u200B者 \x01點 \x02燈 塔";
  EXPECT_EQ(repaired(text), "守望者點燈塔");
}

TEST(LineWriter, ASpaceBetweenNamesStays) {
  for (const std::string_view text :
       {"王守望 李點燈", "本報訊 潮水今日退去，守望者下塔。", "記者 林海 攝"}) {
    EXPECT_EQ(repaired(text), text);
  }
}

TEST(LineWriter, CountsPrivateUseAndLeavesIt) {
  const RepairedDocument out = repair_text("潮\uE000水\u200B");
  EXPECT_EQ(out.text, "潮\uE000水");
}

}  // namespace
}  // namespace galley
