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
