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

TEST(Habits, SeeLostHyphens) {
  EXPECT_EQ(habits_of_text("the har\nbor and the depart\nment of lights").lost,
            Habits::LostHyphens::kCommon);
  EXPECT_EQ(habits_of_text("the harbor\nand the department\nof lights").lost,
            Habits::LostHyphens::kRare);
}

}  // namespace
}  // namespace galley
