// SPDX-License-Identifier: Apache-2.0
#include "repair/features.h"

#include <gtest/gtest.h>

namespace galley {
namespace {

using FeatureRow = std::array<std::uint8_t, kFeatures>;

FeatureRow row_of(std::string_view text, std::size_t index) {
  static const Vocabulary vocabulary;
  std::vector<Line> lines;
  (void)read_lines(text, 0, lines);
  std::vector<Column> columns(lines.size());
  measure_columns(lines, columns);
  std::vector<Seam> seams(lines.size() - 1);
  read_seams(text, lines, vocabulary, seams);
  const PageView page{text, lines, columns, seams, &vocabulary};
  std::vector<ParagraphSigns> signs;
  read_paragraph_signs(page, signs);
  FeatureBlock block;
  const FeatureLane lane(block, 5);
  fill_features(page, index, signs[index], lane);
  FeatureRow row;
  for (std::size_t feature = 0; feature < kFeatures; ++feature) row[feature] = lane[feature];
  return row;
}

TEST(Features, SlackIsTheRoomForTheNextWord) {
  const FeatureRow row = row_of("aaaa bbbb cccc dddd\naaaa bbbb\ncccc dddd eeee ffff\naaaa", 1);
  EXPECT_EQ(row[kBrimSlackCells], 128 + 19 - (9 + 1 + 4));
  EXPECT_EQ(row[kBlanks], 0);
}

TEST(Features, RanksOrderSignsByHowTheyBearOnABreak) {
  EXPECT_LT(end_rank(CharacterClass::kHyphen), end_rank(CharacterClass::kComma));
  EXPECT_LT(end_rank(CharacterClass::kLower), end_rank(CharacterClass::kColon));
  EXPECT_LT(end_rank(CharacterClass::kColon), end_rank(CharacterClass::kWideStop));
  EXPECT_LT(begin_rank(CharacterClass::kClose), begin_rank(CharacterClass::kLower));
  EXPECT_LT(begin_rank(CharacterClass::kLower), begin_rank(CharacterClass::kBullet));
}

TEST(Features, BracketsStayOpenOverLines) {
  EXPECT_EQ(row_of("the lamp (it burned\nall night) went out\nand then", 0)[kOpenBrackets], 2);
  EXPECT_EQ(row_of("the lamp (it burned\nall night) went out\nand then", 1)[kOpenBrackets], 1);
}

TEST(Features, AllBytesAreFilledForAnyLines) {
  for (const std::string_view text : {"a\nb", "漢\n字", "-\n-", "1\n\f2", ".\n。"}) {
    FeatureRow row = row_of(text, 0);
    EXPECT_EQ(row.size(), std::size_t{kFeatures});
  }
}

}  // namespace
}  // namespace galley
