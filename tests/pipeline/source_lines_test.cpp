// SPDX-License-Identifier: Apache-2.0
// The lines that are named for a paragraph hold its letters, all of them and in its order.
#include "pipeline/source_lines.h"

#include <gtest/gtest.h>

#include "pipeline/plain_paragraphs.h"
#include "tests/support/dump_maker.h"
#include "tests/support/repaired.h"

namespace galley {
namespace {

// What neither joining nor folding of white space changes.
std::string bare(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '-' && c != '\n') out += c;
  }
  return out;
}

std::vector<std::vector<SourceLine>> lines_of(std::string_view text, std::string_view learnt = {}) {
  Document document;
  document.text = text;
  const RepairedDocument out = repair_text(text, learnt);
  return source_lines(document, out, Taking::kRepair, 1);
}

TEST(SourceLines, NamesEachLineAndItsJoin) {
  const auto found = lines_of(
      "The council met on Tuesday evening in the\n"
      "town hall and voted for the new bridge at\n"
      "the mill.\n",
      {});
  ASSERT_EQ(found.size(), 1u);
  ASSERT_EQ(found[0].size(), 3u);
  EXPECT_EQ(found[0][0].text, "The council met on Tuesday evening in the");
  EXPECT_FALSE(found[0][0].joined);
  EXPECT_EQ(found[0][2].number, 3u);
  EXPECT_EQ(found[0][2].text, "the mill.");
  EXPECT_EQ(found[0][2].joined, EditReason::kJoinSpace);
}

TEST(SourceLines, HoldTheLettersOfTheirParagraph) {
  DumpMaker maker(23);
  std::size_t joined = 0;
  for (int round = 0; round < 40; ++round) {
    const std::string text = maker.page(6);
    Document document;
    document.text = text;
    const RepairedDocument out = repair_text(text);
    const auto found = source_lines(document, out, Taking::kRepair, 1);
    ASSERT_EQ(found.size(), out.paragraphs.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      std::string together;
      for (const SourceLine& line : found[i]) {
        together += line.text;
        joined += line.joined ? 1u : 0u;
      }
      ASSERT_EQ(bare(together), bare(out.text_of(out.paragraphs[i]))) << text;
    }
  }
  EXPECT_GT(joined, 100u);
}

TEST(SourceLines, OfParagraphsTakenAsTheyAre) {
  const std::string text = "one \n\n  two\nlines\n\f\nthree";
  Document document;
  document.text = text;
  RepairedDocument out;
  out.edits.set_keep(EditLog::Keep::kEntries);
  take_paragraphs(document, out);
  const auto found = source_lines(document, out, Taking::kAsIs, 10);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0][0].text, "one");
  ASSERT_EQ(found[1].size(), 2u);
  EXPECT_EQ(found[1][0].number, 12u);
  EXPECT_EQ(found[1][1].text, "lines");
  EXPECT_EQ(found[2][0].text, "three");
}

TEST(SourceLines, OfAnEmptyDocument) {
  EXPECT_TRUE(lines_of("").empty());
}

}  // namespace
}  // namespace galley
