// SPDX-License-Identifier: Apache-2.0
#include "repair/forms.h"

#include <gtest/gtest.h>

#include "tests/support/repaired.h"

namespace galley {
namespace {

bool parts(std::string_view text, std::size_t index) {
  std::vector<Line> lines;
  EXPECT_EQ(read_lines(text, 0, lines), text.size());
  const PageView page{text, lines, {}, {}, nullptr};
  const std::vector<Break> breaks(lines.size(), Break{Joiner::kSpace, 90});
  return begins_alike(page, index, breaks);
}

template <class Asks>
bool of_line(std::string_view text, Asks asks) {
  std::vector<Line> lines;
  EXPECT_EQ(read_lines(text, 0, lines), text.size());
  return asks(PageView{text, lines, {}, {}, nullptr}, lines.at(0));
}

TEST(Forms, RowsOfNames) {
  for (const std::string_view text :
       {"王一潮　李守望　林燈塔", "王一潮　巴燕‧守望", "王　潮　李守望", "出席：王一潮　李守望"}) {
    EXPECT_TRUE(of_line(text, is_row_of_names)) << text;
  }
  for (const std::string_view text :
       {"王一潮李守望林燈塔", "王一潮 李守望", "時間　今天下午三時在港口", "他說　潮水退了。"}) {
    EXPECT_FALSE(of_line(text, is_row_of_names)) << text;
  }
}

TEST(Forms, EntriesOfLists) {
  for (const std::string_view text :
       {"一、修燈塔", "十二、修港口", "壹、緣起", "（三）潮水", "第一項 燈塔", "第十二條之一"}) {
    EXPECT_TRUE(of_line(text, begins_as_entry)) << text;
  }
  for (const std::string_view text : {"一般的潮水", "第一次", "（潮水）", "一", "十分好"}) {
    EXPECT_FALSE(of_line(text, begins_as_entry)) << text;
  }
}

TEST(Forms, EntriesOfOneFormArePartedFromEachOther) {
  const std::string_view text =
      "Lost on the Mill Road, a brown satchel with\nschool books.\n"
      "Lost on the Mill Road, a grey glove that has\nno fellow.";
  EXPECT_TRUE(parts(text, 1));
  EXPECT_FALSE(parts(text, 0));
  EXPECT_FALSE(parts(text, 2));
}

TEST(Forms, OnlyBehindASentence) {
  EXPECT_FALSE(
      parts("Lost on the Mill Road, a brown satchel with\nschool books of\n"
            "Lost on the Mill Road, a grey glove",
            1));
}

TEST(Forms, WhatIsTheSameToItsEndIsNoForm) {
  EXPECT_FALSE(parts("The keeper lit the lamp again.\nThe keeper lit the lamp again.", 0));
}

TEST(Forms, OnlyParagraphsBeginForms) {
  const std::string_view text =
      "He said that all of it had\nbeen lost on the Mill Road one day.\n"
      "been lost on the Mill Road too.";
  EXPECT_FALSE(parts(text, 1));
}

}  // namespace
}  // namespace galley
