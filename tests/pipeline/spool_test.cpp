// SPDX-License-Identifier: Apache-2.0
#include "pipeline/spool.h"

#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace galley {
namespace {

// A part of one document whose paragraphs are `texts`.
SpoolPart part_of(std::uint64_t number, const std::vector<std::string>& texts) {
  RepairedDocument repaired;
  for (const std::string& text : texts) {
    if (!repaired.text.empty()) repaired.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(repaired.text.size());
    repaired.text += text;
    repaired.paragraphs.push_back(
        {begin, static_cast<std::uint32_t>(repaired.text.size()), 0, 0, ParagraphKind::kText});
  }
  const std::string id = "document " + std::to_string(number);
  Document document;
  document.id = id;
  const std::vector<std::uint32_t> letters(texts.size(), 1);
  SpoolPart part;
  append_to_spool({number, &document, &repaired, letters, {}}, part);
  return part;
}

class Spools : public testing::TestWithParam<std::uint64_t> {
 protected:
  Spools() : budget_(GetParam()), place_(folder_.path(), budget_, stop_), spool_(place_) {}

  const TempFolder folder_;
  MemoryBudget budget_;
  const StopToken stop_;
  SpillPlace place_;
  Spool spool_;
};

// Ords have gaps: a chunk is numbered before it is known how many paragraphs it has.
TEST_P(Spools, FindParagraphsByOrd) {
  ASSERT_TRUE(spool_.append(0, 0, part_of(0, {"a", "b"})));
  ASSERT_TRUE(spool_.append(0, 1000, part_of(1, {})));
  ASSERT_TRUE(spool_.append(0, 2000, part_of(2, {"c"})));
  ASSERT_TRUE(spool_.append(1, 2001, part_of(3, {"d", "e", "f"})));
  ASSERT_TRUE(spool_.append(4, 9000, part_of(4, {"g"}))) << "splits without documents are skipped";
  ASSERT_TRUE(spool_.seal());
  EXPECT_EQ(spool_.splits(), 5u);
  std::string scratch;
  const struct {
    std::uint64_t ord;
    std::uint32_t store, index;
    std::string_view text;
  } expected[] = {{0, 0, 0, "a"},    {1, 0, 1, "b"},    {2000, 0, 2, "c"}, {2001, 1, 0, "d"},
                  {2002, 1, 1, "e"}, {2003, 1, 2, "f"}, {9000, 2, 0, "g"}};
  for (const auto& each : expected) {
    const SpoolPlace place = spool_.place_of(each.ord);
    EXPECT_EQ(place.store, each.store);
    EXPECT_EQ(place.index, each.index);
    EXPECT_EQ(spool_.ord_of(place), each.ord);
    EXPECT_EQ(*spool_.text(each.ord, scratch), each.text);
  }
  EXPECT_EQ(spool_.first_store(1), 1u);
  EXPECT_EQ(spool_.first_store(2), 2u);
  EXPECT_EQ(spool_.first_store(4), 2u);
  EXPECT_EQ(spool_.first_store(5), 3u);
  EXPECT_EQ(spool_.split_of(2), 4u);
  // What first_ord(store) is to removals: the bound between one store's and the next one's.
  EXPECT_EQ(spool_.first_ord(0), 0u);
  EXPECT_EQ(spool_.first_ord(1), 2001u);
  EXPECT_EQ(spool_.first_ord(2), 9000u);
  EXPECT_EQ(spool_.first_ord(3), UINT64_MAX);
}

TEST_P(Spools, OfNothingAreSealedToo) {
  ASSERT_TRUE(spool_.seal());
  EXPECT_EQ(spool_.splits(), 0u);
  EXPECT_EQ(spool_.first_ord(0), UINT64_MAX);
}

INSTANTIATE_TEST_SUITE_P(Memory, Spools, testing::Values(0, UINT64_MAX));

}  // namespace
}  // namespace galley
