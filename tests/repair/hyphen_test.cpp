// SPDX-License-Identifier: Apache-2.0
#include "repair/hyphen.h"

#include <gtest/gtest.h>

#include "tests/support/repaired.h"

namespace galley {
namespace {

struct AtHyphen {
  Joiner joiner;
  bool surely;
};

AtHyphen see_hyphen(std::string_view first, std::string_view second, std::string_view learnt,
                    const Habits& habits) {
  ProfileLearner learner;
  Document document;
  document.text = learnt;
  learner.learn(document);
  const Vocabulary vocabulary = learner.take().vocabulary();
  const std::string text = std::string(first) + "\n" + std::string(second);
  std::vector<Line> lines;
  (void)read_lines(text, 0, lines);
  PageView page;
  page.text = text;
  page.lines = lines;
  page.vocabulary = &vocabulary;
  return {choose_at_hyphen(page, lines[0], lines[1], habits),
          surely_parts_word(page, lines[0], lines[1])};
}

Joiner at_hyphen(std::string_view first, std::string_view second, std::string_view learnt = " ",
                 const Habits& habits = {}) {
  return see_hyphen(first, second, learnt, habits).joiner;
}

TEST(Hyphen, GoesWhereItOnlyMarkedTheBreak) {
  EXPECT_EQ(at_hyphen("the har-", "bor lights"), Joiner::kDropHyphen);
  EXPECT_EQ(at_hyphen("the zyx-", "wvut lights"), Joiner::kDropHyphen);  // unseen: dropped
  for (const std::string_view hyphen : {"\u00AD", "\u00AC", "\u2E17", "\u2043", "\u2010"}) {
    EXPECT_EQ(at_hyphen("the zyx" + std::string(hyphen), "wvut lights"), Joiner::kDropHyphen)
        << hyphen;
  }
}

TEST(Hyphen, SurelyPartsAWordWhoseEndIsNone) {
  const std::string learnt = "the harbor, a harbor; he went into it and out to it, into the bay\n";
  const auto surely = [&](std::string_view first, std::string_view second) {
    return see_hyphen(first, second, learnt, {}).surely;
  };
  EXPECT_TRUE(surely("the har-", "bor lights"));
  EXPECT_FALSE(surely("going in-", "to the bay"));     // to is a word
  EXPECT_FALSE(surely("lights. -", "harbor lights"));  // a dash
  EXPECT_FALSE(surely("the zyx-", "wvut lights"));     // unseen
}

TEST(Hyphen, StaysWhereTheCorpusWritesIt) {
  EXPECT_EQ(at_hyphen("a lamp-", "lit room", "our lamp-lit room, the lamp-lit hall here\n"),
            Joiner::kKeepHyphen);
  EXPECT_EQ(at_hyphen("the X-", "Window system"), Joiner::kKeepHyphen);
  EXPECT_EQ(at_hyphen("in 1914-", "15 they"), Joiner::kKeepHyphen);
  EXPECT_EQ(at_hyphen("a non\u2011", "breaking one"), Joiner::kKeepHyphen);
  EXPECT_EQ(at_hyphen("HAR-", "BOR NEWS"), Joiner::kDropHyphen);
}

TEST(Hyphen, StaysWithinPathsAndNamesOfParts) {
  EXPECT_EQ(at_hyphen("see \"/etc/zyx-", "wvut\" now"), Joiner::kKeepHyphen);
  EXPECT_EQ(at_hyphen("run zyx-", "wvut-rst now"), Joiner::kKeepHyphen);
  EXPECT_EQ(at_hyphen("the har-", "bor-lights shine", "the harbor and the harbor again\n"),
            Joiner::kDropHyphen);
}

TEST(Hyphen, GoesBehindLettersThatNobodyCouldRead) {
  EXPECT_EQ(at_hyphen("the har?\?\?-", "bor lights"), Joiner::kDropHyphen);
  EXPECT_EQ(at_hyphen("the har[?]-", "bor lights"), Joiner::kDropHyphen);
  EXPECT_EQ(at_hyphen("the (old)-", "new lights"), Joiner::kKeepHyphen);
}

TEST(Hyphen, IsADashWhereASpaceStandsBefore) {
  EXPECT_EQ(at_hyphen("the lamp -", "it burned"), Joiner::kSpace);
}

TEST(Hyphen, SuspendedKeepsItsSpace) {
  EXPECT_EQ(at_hyphen("der Klein-", "und Großhandel"), Joiner::kSpace);
  EXPECT_EQ(at_hyphen("the tak-", "en ships", "they had taken two ships, taken again\n"),
            Joiner::kDropHyphen);
}

TEST(Hyphen, BelongsToTheWordWhereWordsAreNotDivided) {
  Habits habits;
  habits.hyphen = Habits::LineEndHyphen::kBelongs;
  EXPECT_EQ(at_hyphen("the zyx-", "wvut lights", " ", habits), Joiner::kKeepHyphen);
}

TEST(Hyphen, HardHyphenIsAHyphenAndASoftOne) {
  EXPECT_EQ(at_hyphen("well-\u00AD", "known"), Joiner::kDropHyphen) << "only the soft one goes";
}

TEST(Hyphen, OfBlackLetterIsAnEqualsSignOrADash) {
  Habits habits;
  EXPECT_EQ(at_hyphen("auf dem Ha=", "fen brennt", "am Hafen, im Hafen dort\n"),
            Joiner::kDropHyphen);
  EXPECT_EQ(at_hyphen("auf dem Zy=", "xwvu brennt", " ", habits), Joiner::kKeepHyphen);
  habits.doubtful = Habits::DoubtfulHyphen::kDivides;
  EXPECT_EQ(at_hyphen("auf dem Zy=", "xwvu brennt", " ", habits), Joiner::kDropHyphen);
  EXPECT_EQ(at_hyphen("auf dem Zy–", "xwvu brennt", " ", habits), Joiner::kDropHyphen);
}

TEST(Hyphen, StaysWhereAWordWouldChangeItsLetters) {
  EXPECT_EQ(at_hyphen("маяк и IP-", "адреса есть"), Joiner::kKeepHyphen) << "its alphabet";
  EXPECT_EQ(at_hyphen("the DVX-", "player here"), Joiner::kKeepHyphen) << "its case";
  EXPECT_EQ(at_hyphen("ask harbor-", "zyx@tides.org now"), Joiner::kKeepHyphen);
}

TEST(Hyphen, IsTheWordsOwnWhereScriptsDivideNone) {
  EXPECT_EQ(at_hyphen("אור בית\u05BE", "הספר דלק"), Joiner::kKeepHyphen);
  EXPECT_EQ(at_hyphen("אור דו-", "צדדי דלק"), Joiner::kKeepHyphen);
  EXPECT_EQ(at_hyphen("등대-", "항구 사이"), Joiner::kKeepHyphen);
}

}  // namespace
}  // namespace galley
