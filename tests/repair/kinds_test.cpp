// SPDX-License-Identifier: Apache-2.0
#include "repair/kinds.h"

#include <gtest/gtest.h>

#include "tests/support/repaired.h"

namespace galley {
namespace {

std::vector<ParagraphKind> kinds(std::string_view text) {
  std::vector<ParagraphKind> found;
  for (const Paragraph& paragraph : repair_text(text).paragraphs) found.push_back(paragraph.kind);
  return found;
}

TEST(Kinds, AreToldByTheSignsOfALine) {
  EXPECT_EQ(kinds("# Tides\n\n| a | b |\n\n![the lamp](lamp.png)\n\n• oil"),
            (std::vector{ParagraphKind::kHeadline, ParagraphKind::kTable, ParagraphKind::kCaption,
                         ParagraphKind::kList}));
  EXPECT_EQ(kinds("LAMP LIT AGAIN\n\nThe keeper of the light came back to the tower last night and "
                  "lit the lamp again."),
            (std::vector{ParagraphKind::kHeadline, ParagraphKind::kText}));
  EXPECT_EQ(kinds("► 本報記者 林海\n\n圖為燈塔。"),
            (std::vector{ParagraphKind::kByline, ParagraphKind::kCaption}));
  EXPECT_EQ(kinds("（林海 周小舟 江一帆）"), std::vector{ParagraphKind::kByline});
  EXPECT_EQ(kinds("（周小舟）"), std::vector{ParagraphKind::kText});
  EXPECT_EQ(kinds("■ 本報記者 林海"), std::vector{ParagraphKind::kByline});
  EXPECT_EQ(kinds("■ 燈塔在黃昏點亮。"), std::vector{ParagraphKind::kCaption});
  EXPECT_EQ(kinds("記者登上燈塔。"), std::vector{ParagraphKind::kText});
}

TEST(Kinds, RowsOfTabsAreTables) {
  EXPECT_EQ(kinds("Tides of today.\nport\thigh\tlow\nWesthaven\t3\t1\nEastness\t4\t2"),
            (std::vector{ParagraphKind::kText, ParagraphKind::kTable, ParagraphKind::kTable,
                         ParagraphKind::kTable}));
}

}  // namespace
}  // namespace galley
