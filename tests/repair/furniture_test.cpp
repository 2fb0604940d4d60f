// SPDX-License-Identifier: Apache-2.0
#include "repair/furniture.h"

#include <gtest/gtest.h>

#include "tests/support/repaired.h"

namespace galley {
namespace {

std::string pages(int count) {
  std::string text;
  for (int page = 1; page <= count; ++page) {
    text += "The Western Tide, No. 107\n";
    text += "The keeper climbed the stair and\nlit the lamp before the night came\n";
    text += "down on the water and the boats.\n";
    text += std::to_string(page) + "\n\f";
  }
  return text;
}

TEST(Furniture, TakesHeadsAndPageNumbersOut) {
  const RepairedDocument out = repair_text(pages(3));
  EXPECT_EQ(out.text.find("Western"), std::string::npos) << out.text;
  ASSERT_EQ(out.furniture.size(), 6u);
  EXPECT_EQ(out.furniture[0].kind, FurnitureKind::kRunningHead);
  EXPECT_EQ(out.furniture[1].kind, FurnitureKind::kPageNumber);
  EXPECT_EQ(out.edits.letters_dropped(), 3u * (19 + 1));
}

TEST(Furniture, TakesHeadsWithoutNumbersWhereTheyCutASentence) {
  const auto pages = [](std::string_view first_end, std::string_view end) {
    std::string text = "The keeper climbed the stair and lit the lamp" + std::string(first_end);
    for (const std::string_view boat : {"Alder", "Birch", "Cedar", "Maple"}) {
      text += "\n\fThe Western Tide\nbefore the " + std::string(boat);
      text += " came home and before the night came down on the water\nand on the men of the ";
      text += std::string(boat) + std::string(end);
    }
    return repair_text(text).furniture.size();
  };
  EXPECT_EQ(pages(" long", " long"), 4u);
  EXPECT_EQ(pages(".", "."), 0u);
  EXPECT_EQ(pages(" long", "."), 4u) << "what cuts one sentence is no title anywhere";
}

TEST(Furniture, StaysByOption) {
  RepairOptions options;
  options.page_furniture = PageFurniture::kKeep;
  EXPECT_NE(repaired(pages(3), {}, options).find("Western"), std::string::npos);
}

TEST(Furniture, ParagraphRunsOnOverAPageNumber) {
  const std::string text = repaired(
      "The keeper climbed the stair and lit\nthe lamp before the night came down\n"
      "on the water, and the boats that had\ngone out to the western reef in the\n"
      "\n7\n\n"
      "morning saw it from afar and turned\nhomeward over the bar, one behind the\n"
      "other, until the last of them lay at\nthe quay.\n");
  EXPECT_NE(text.find("in the morning"), std::string::npos) << text;
}

TEST(Furniture, LeavesNumbersInTablesAlone) {
  const std::string text = "Lamps\n12\n14\n17\nBoats\n3\n5\n";
  EXPECT_TRUE(repair_text(text).furniture.empty());
}

// It differs from page to page as a running head's number does.
TEST(Furniture, LeavesTheHourAtWhichSomethingEnded) {
  const auto meetings = [](std::string_view last) {
    std::string text;
    for (int hour = 14; hour < 18; ++hour) {
      text += "會議紀錄\n\n主席宣布開會，各委員依次發言，討論港口的擴建與燈塔的修繕。\n\n";
      text += last.substr(0, last.find('#'));
      text += std::to_string(hour);
      text += last.substr(last.find('#') + 1);
      text += "\n\f";
    }
    return repair_text(text).furniture.size();
  };
  EXPECT_EQ(meetings("散會（#時38分）"), 0u);
  EXPECT_EQ(meetings("議會公報　第#卷　紀錄"), 4u);
}

// Pages that no form feed parts, ten lines long each; `head` makes the line between two of them.
template <class Head>
std::string unparted_pages(int count, std::string_view last, Head head) {
  std::string text;
  for (int page = 0; page < count; ++page) {
    if (page > 0) text += "\n" + head(page + 11) + "\n\n";
    const std::string boat = std::to_string(page * page + 20);
    text += "of the western reef, where boat " + boat + " lay\n";
    for (int line = 0; line < 4; ++line) {
      text +=
          "before the night came down on the water,\nand lit the lamp above the stony quay as\n";
    }
    text += "the keeper climbed the stair of the ";
    text += last;
    text += '\n';
  }
  return text;
}

TEST(Furniture, TakesHeadsThatCountOnWhereNoFormFeedPartsPages) {
  const auto left_and_right = [](int page) {
    return page % 2 == 0 ? std::to_string(page) + "   THE WESTERN TIDE"
                         : "THE WESTERN TIDE   " + std::to_string(page);
  };
  const RepairedDocument out = repair_text(unparted_pages(5, "tower", left_and_right));
  EXPECT_EQ(out.text.find("TIDE"), std::string::npos) << out.text;
  EXPECT_EQ(out.furniture.size(), 4u);
  EXPECT_NE(out.text.find("of the tower of the western reef"), std::string::npos) << out.text;
  EXPECT_TRUE(repair_text(unparted_pages(5, "day.", left_and_right)).furniture.empty())
      << "between sentences it may be the title of a chapter";
}

TEST(Furniture, TakesPageNumbersThatCountOnWhereNoFormFeedPartsPages) {
  const auto number = [](int page) { return "- " + std::to_string(page) + " -"; };
  EXPECT_EQ(repair_text(unparted_pages(5, "tower", number)).furniture.size(), 4u);
  const auto same = [](int) { return std::string("- 30 -"); };
  EXPECT_TRUE(repair_text(unparted_pages(5, "tower", same)).furniture.empty());
}

TEST(Furniture, TakesBareHeadsThatCutSentencesOnMostPages) {
  const auto name = [](int) { return std::string("The Western Tide"); };
  EXPECT_EQ(repair_text(unparted_pages(6, "tower", name)).furniture.size(), 5u);
  EXPECT_TRUE(repair_text(unparted_pages(6, "day.", name)).furniture.empty());
  EXPECT_TRUE(repair_text(unparted_pages(3, "tower", name)).furniture.empty())
      << "twice may be chance";
  const std::string begun = "The Western Tide\n\n" + unparted_pages(3, "tower", name);
  EXPECT_EQ(repair_text(begun).furniture.size(), 3u) << "the document begins with it";
}

TEST(Furniture, TakesJumpLines) {
  const RepairedDocument out = repair_text(
      "The board met again on Tuesday to\nhear the keeper of the light.\n(Continued on page 2.)\n");
  ASSERT_EQ(out.furniture.size(), 1u);
  EXPECT_EQ(out.furniture[0].kind, FurnitureKind::kJumpLine);
}

}  // namespace
}  // namespace galley
