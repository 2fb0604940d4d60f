// SPDX-License-Identifier: Apache-2.0
#include "dedup/units.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace galley {
namespace {

// As long documents have them, and short ones.
bool goes_on_in_long(std::string_view before, std::string_view after) {
  return ItemSeams(ItemSeams::kMostShortBytes + 1, {}).goes_on(before, after);
}
bool goes_on_in_short(std::string_view before, std::string_view after) {
  return ItemSeams(20, "The bell rang at noon.").goes_on(before, after);
}

TEST(ItemSeams, ASentenceGoesOnOverABlankLine) {
  for (const auto goes_on : {goes_on_in_long, goes_on_in_short}) {
    EXPECT_TRUE(goes_on("the mayor and the", "aldermen met at noon."));
    EXPECT_TRUE(goes_on("the mayor, his clerk,", "\"and the aldermen"));
    EXPECT_TRUE(goes_on("of the har-", "bor bell"));
    EXPECT_TRUE(goes_on("they said: \"we", "~ will come"));
    EXPECT_TRUE(goes_on("港务局昨日宣布，", "新的航班下月开通。"));
    EXPECT_TRUE(goes_on("\"", "bells"));
  }
}

TEST(ItemSeams, AParagraphEndsWithItsSentence) {
  for (const auto goes_on : {goes_on_in_long, goes_on_in_short}) {
    EXPECT_FALSE(goes_on("The mayor spoke.", "Aldermen met at noon."));
    EXPECT_FALSE(goes_on("\"Who spoke?\"", "\"The clerk.\""));
    EXPECT_FALSE(goes_on("He said (it rained.)", "3 lamps"));
    EXPECT_FALSE(goes_on("新的航班下月开通。", "港务局"));
    EXPECT_FALSE(goes_on("No. 17 of the list, on page 42", "No. 18"));
  }
}

TEST(ItemSeams, OfLongDocumentsHeadsAndListsStayApart) {
  EXPECT_FALSE(goes_on_in_long("THE HARBOR BELL", "Early on Monday the bell rang."));
  EXPECT_FALSE(goes_on_in_long("for sale:", "3 lamps"));
  EXPECT_FALSE(goes_on_in_long("we bring", "• bells"));
  EXPECT_FALSE(goes_on_in_long("港务局宣布", "新的航班下月开通。"));
  EXPECT_FALSE(goes_on_in_long("The bell rang.", "and so on"));
  EXPECT_FALSE(goes_on_in_long("the bell", "---"));
  EXPECT_FALSE(goes_on_in_long("of the list, on page 42", "and so on"));
  EXPECT_TRUE(goes_on_in_short("THE HARBOR BELL", "Early on Monday the bell rang."));
  EXPECT_TRUE(goes_on_in_short("The bell rang.", "and so on"));
}

TEST(ItemSeams, StopsOfNoisyDocumentsTellNothing) {
  const auto parts = [](const std::string& text) {
    return !ItemSeams(text.size(), text).goes_on("The bell rang.", "Then it fell.");
  };
  const std::string clean =
      "\"The bell,\" he said, rang at noon (as in 1904); the keeper's boat -- a yawl -- lay "
      "in the old harbor. U.S. ships' pilots \u201csaw\u201d it, and a half-hour's row brought "
      "them in: \u2018Quick!\u2019 they cried. 新的航班“下月”开通，港务局宣布。";
  EXPECT_TRUE(parts(clean));
  EXPECT_TRUE(parts("")) << "nothing is no noise";
  EXPECT_TRUE(parts("# The bell\n\n* of bronze\n* of iron")) << "nor is markup";
  for (const std::string_view noise :
       {" ~", " ,bell", " .bell", "be:ll", "\u201c ", " \u201d", "bell\u201cs", "beLl", " -bell",
        " |", "\u00bbbell", "( ", " )"}) {
    EXPECT_FALSE(parts(clean + std::string(noise))) << noise;
  }
  EXPECT_TRUE(parts(clean + clean + clean + " ~")) << "one sign in many letters";
}

std::vector<std::size_t> ends_of(DedupUnit unit, const std::string& text) {
  std::vector<std::string_view> paragraphs;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", at), text.size());
    paragraphs.push_back(std::string_view(text).substr(at, end - at));
    at = end + 2;
  }
  const auto text_of = [&](std::size_t i) { return paragraphs[i]; };
  const ItemSeams seams = seams_of(unit, paragraphs.size(), text_of);
  std::vector<std::size_t> ends;
  for (std::size_t first = 0; first < paragraphs.size(); first = ends.back()) {
    ends.push_back(unit_end(unit, seams, first, paragraphs.size(), text_of));
  }
  return ends;
}

TEST(Units, AreCutByTheirKind) {
  const std::string text = "The bell\n\nrang. And\n\nThen rang again.\n\nThen it fell.";
  const std::string lengthened = text + "\n\n" + std::string(ItemSeams::kMostShortBytes, 'A');
  using Ends = std::vector<std::size_t>;
  EXPECT_EQ(ends_of(DedupUnit::kParagraph, text), (Ends{1, 2, 3, 4}));
  EXPECT_EQ(ends_of(DedupUnit::kDocument, lengthened), (Ends{5}));
  EXPECT_EQ(ends_of(DedupUnit::kItem, text), (Ends{3, 4}));
  EXPECT_EQ(ends_of(DedupUnit::kItem, "~ |\n\n" + text), (Ends{5}));
  EXPECT_EQ(ends_of(DedupUnit::kItem, lengthened), (Ends{2, 3, 4, 5}));
}

TEST(Units, ShortIsADocumentOfSoManyBytes) {
  const std::string text = "ONE\n\n" + std::string(ItemSeams::kMostShortBytes - 5, 'A');
  EXPECT_EQ(ends_of(DedupUnit::kItem, text), (std::vector<std::size_t>{2}));
  EXPECT_EQ(ends_of(DedupUnit::kItem, text + "A"), (std::vector<std::size_t>{1, 2}));
}

}  // namespace
}  // namespace galley
