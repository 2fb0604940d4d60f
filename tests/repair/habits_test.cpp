// SPDX-License-Identifier: Apache-2.0
#include "repair/habits.h"

#include <gtest/gtest.h>

#include "repair/columns.h"

namespace galley {
namespace {

Habits habits_of_text(std::string_view text) {
  static const Vocabulary vocabulary;
  std::vector<Line> lines;
  (void)read_lines(text, 0, lines);
  std::vector<Seam> seams(lines.size() - 1);
  read_seams(text, lines, vocabulary, seams);
  PageView page;
  page.text = text;
  page.lines = lines;
  page.seams = seams;
  page.vocabulary = &vocabulary;
  return habits_of(page);
}

TEST(Habits, SeeHowScriptsAreSpaced) {
  EXPECT_EQ(habits_of_text("燈塔Alpha建成\n於2020年").mixed, Habits::MixedSpacing::kSolid);
  EXPECT_EQ(habits_of_text("燈塔 Alpha 建成\n於 2020 年").mixed, Habits::MixedSpacing::kSpaced);
}

TEST(Habits, TypographicHyphensMakePlainOnesPartOfTheWord) {
  EXPECT_EQ(habits_of_text("the har‐\nbor and the depart‐\nment of X-\nrays").hyphen,
            Habits::LineEndHyphen::kBelongs);
  EXPECT_EQ(habits_of_text("the har-\nbor and the depart-\nment of lights").hyphen,
            Habits::LineEndHyphen::kDivides);
}

TEST(Habits, DocumentsWithNextToNoHyphenDivideNoWords) {
  std::string text;
  for (int line = 0; line < 60; ++line) text += "the lamp of the keeper burned on\n";
  EXPECT_EQ(habits_of_text(text + "the zyx-\nwvut lamp\n").hyphen, Habits::LineEndHyphen::kBelongs);
  EXPECT_EQ(habits_of_text("the zyx-\nwvut lamp\n").hyphen, Habits::LineEndHyphen::kDivides);
}

TEST(Habits, SeeWordsDividedByDoubtfulSigns) {
  const auto doubtful = [](std::string_view text) { return habits_of_text(text).doubtful; };
  EXPECT_EQ(doubtful("auf dem Ha=\nfen und dem Lan=\ndungssteg bei der Mo=\nle dort"),
            Habits::DoubtfulHyphen::kDivides);
  EXPECT_EQ(doubtful("tide=\nlow=\nlamp=\nlit=\nset the lamp=\nlit"),
            Habits::DoubtfulHyphen::kBelongs);
}

TEST(Habits, SeeLostHyphens) {
  EXPECT_EQ(habits_of_text("the har\nbor and the depart\nment of lights").lost,
            Habits::LostHyphens::kCommon);
  EXPECT_EQ(habits_of_text("the harbor\nand the department\nof lights").lost,
            Habits::LostHyphens::kRare);
}

}  // namespace
}  // namespace galley
