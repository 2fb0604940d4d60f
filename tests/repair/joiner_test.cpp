// SPDX-License-Identifier: Apache-2.0
#include "repair/joiner.h"

#include <gtest/gtest.h>

#include "repair/columns.h"
#include "tests/support/repaired.h"

namespace galley {
namespace {

Joiner join(std::string_view first, std::string_view second, std::string_view learnt = " ",
            const Habits& habits = {}) {
  ProfileLearner learner;
  Document document;
  document.text = learnt;
  learner.learn(document);
  const Vocabulary vocabulary = learner.take().vocabulary();
  const std::string text = std::string(first) + "\n" + std::string(second);
  std::vector<Line> lines;
  (void)read_lines(text, 0, lines);
  std::vector<Seam> seams(lines.size() - 1);
  read_seams(text, lines, vocabulary, seams);
  PageView page;
  page.text = text;
  page.lines = lines;
  page.seams = seams;
  page.vocabulary = &vocabulary;
  return choose_joiner(page, {lines[0], lines[1], seams[0]}, habits);
}

TEST(Joiner, DependsOnTheScriptsOnBothSides) {
  EXPECT_EQ(join("the lamp", "burned"), Joiner::kSpace);
  EXPECT_EQ(join("лампа", "горела"), Joiner::kSpace);
  EXPECT_EQ(join("등대에서", "불을"), Joiner::kSpace);
  EXPECT_EQ(join("燈塔守", "望者"), Joiner::kNothing);
  EXPECT_EQ(join("灯台の", "あかり"), Joiner::kNothing);
  EXPECT_EQ(join("燈塔，", "守望"), Joiner::kNothing);
  EXPECT_EQ(join("ประภา", "คาร"), Joiner::kNothing);
}

TEST(Joiner, BetweenScriptsFollowsTheDocument) {
  Habits habits;
  EXPECT_EQ(join("燈塔", "Alpha 站", " ", habits), Joiner::kNothing);
  habits.mixed = Habits::MixedSpacing::kSpaced;
  EXPECT_EQ(join("燈塔", "Alpha 站", " ", habits), Joiner::kSpace);
}

TEST(Joiner, KeepsAddressesWhole) {
  EXPECT_EQ(join("see /usr/share/", "tides/table"), Joiner::kNothing);
  EXPECT_EQ(join("see /usr/share", "/tides/table"), Joiner::kNothing);
  EXPECT_EQ(join("in /usr/tides/", "there are", "files in /usr/tides/ are old\n"), Joiner::kSpace);
  EXPECT_EQ(join("set LANG=", "en_US now"), Joiner::kNothing);
  EXPECT_EQ(join("see tide", "(1) for", "run moon(1) or lamp(8) or tide(1) here\n"),
            Joiner::kNothing);
  EXPECT_EQ(join("as follows", "(1) the lamp"), Joiner::kSpace);
}

// What OCR reads where a rule stands between columns is no sign of an address.
TEST(Joiner, TakesALoneBarForNoise) {
  EXPECT_EQ(join("kept by the men|", "of the boats"), Joiner::kSpace);
  EXPECT_EQ(join("the lamp th&", "keeper lit"), Joiner::kSpace);
  EXPECT_EQ(join("see --with|", "without|auto"), Joiner::kNothing);
  EXPECT_EQ(join("LANG=", "en_US"), Joiner::kNothing);
}

TEST(Joiner, TakesADashForTheHyphenItStandsFor) {
  const std::string_view learnt = "the harbor, a harbor; in it and to it\n";
  EXPECT_EQ(join("to the har–", "bor lights", learnt), Joiner::kDropHyphen);
  EXPECT_EQ(join("the lamp –", "it burned", learnt), Joiner::kSpace);
}

TEST(Joiner, PathsDoNotGoOnInAnotherAlphabet) {
  EXPECT_EQ(join("등대는 /usr/tides/", "디렉토리에"), Joiner::kSpace);
  EXPECT_EQ(join("маяк в /usr/tides/", "каталоге"), Joiner::kSpace);
}

TEST(Joiner, GoesOnBehindAFolderThatIsNotYetThePath) {
  const std::string_view learnt = "files in /tides/ and in \"/tides/\" are old\n";
  EXPECT_EQ(join("the file \"/tides/", "moon\" is old", learnt), Joiner::kNothing);
  EXPECT_EQ(join("the file „/tides/", "moon“ is old", learnt), Joiner::kNothing);
  EXPECT_EQ(join("the file /tides/", "moon.conf is old", learnt), Joiner::kNothing);
  EXPECT_EQ(join("the file \"/tides/\" and /tides/", "are old.", learnt), Joiner::kSpace);
  EXPECT_EQ(join("at https://", "tides now", "the tables https:// are old\n"), Joiner::kNothing);
  EXPECT_EQ(join("at https:", "//tides now"), Joiner::kNothing);
  EXPECT_EQ(join("in $HOME", "/.tides now"), Joiner::kNothing);
}

TEST(Joiner, KeepsCompoundsOfABracketWhole) {
  EXPECT_EQ(join("mit dem lamp(1)", "-Befehl"), Joiner::kNothing);
  EXPECT_EQ(join("the lamp (old)", "-v is quiet"), Joiner::kSpace);
  EXPECT_EQ(join("the lamp", "-The keeper"), Joiner::kSpace);
}

TEST(Joiner, TakesAClosingQuotationForTheScriptInside) {
  Habits habits;
  habits.mixed = Habits::MixedSpacing::kSpaced;
  EXPECT_EQ(join("守望“燈塔”", "的人", " ", habits), Joiner::kNothing);
  EXPECT_EQ(join("守望“燈塔？”", "的人", " ", habits), Joiner::kNothing);
  EXPECT_EQ(join("守望“Alpha”", "的人", " ", habits), Joiner::kSpace);
}

TEST(Joiner, KeepsNumbersWhole) {
  EXPECT_EQ(join("some 20,", "000 lamps"), Joiner::kNothing);
  EXPECT_EQ(join("in 1914,", "1500 lamps"), Joiner::kSpace);
}

TEST(Joiner, JoinsHalvesOfAWordOnlyWhereHyphensGetLost) {
  const std::string_view learnt =
      "the lighthouses stood, the lighthouses fell, and lighthouses again rose\n";
  Habits habits;
  habits.lost = Habits::LostHyphens::kCommon;
  EXPECT_EQ(join("the old lightho", "uses stood", learnt, habits), Joiner::kSplitWord);
  EXPECT_EQ(join("the lamp of", "the tower", learnt, habits), Joiner::kSpace);
  EXPECT_EQ(join("the old lightho-1", "uses stood", learnt, habits), Joiner::kSplitWord);
}

}  // namespace
}  // namespace galley
