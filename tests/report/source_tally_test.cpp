// SPDX-License-Identifier: Apache-2.0
#include "report/source_tally.h"

#include <gtest/gtest.h>

namespace galley {
namespace {

void add(SourceTally& tally, const std::string& name, std::uint64_t kept) {
  SourceCounts& counts = tally.counts(tally.number_of(name));
  ++counts.documents;
  counts.kept += kept;
}

std::vector<std::string> names_of(const SourceTable& table) {
  std::vector<std::string> names;
  for (const SourceRow& row : table.rows) names.push_back(row.name);
  return names;
}

std::uint64_t paragraphs_of(const SourceTable& table) {
  std::uint64_t all = 0;
  for (const SourceRow& row : table.rows) all += row.counts.paragraphs_in();
  return all;
}

TEST(SourceTally, ListsTheLargestFirst) {
  SourceTally tally;
  add(tally, "a", 1);
  add(tally, "b", 5);
  add(tally, "a", 2);
  tally.counts(tally.number_of("c")).removed_near = 4;
  const SourceTable table = tally.table(10);
  EXPECT_EQ(table.sources, 3u);
  EXPECT_EQ(names_of(table), (std::vector<std::string>{"b", "c", "a"}));
  EXPECT_EQ(table.rows[2].counts.kept, 3u);
  EXPECT_EQ(table.rows[2].counts.documents, 2u);
}

TEST(SourceTally, FoldsTheDeepestPathsFirst) {
  SourceTally tally;
  for (int i = 0; i < 20; ++i) {
    add(tally, "dump/1916/page" + std::to_string(i), 1);
    add(tally, "dump/1917/page" + std::to_string(i), 2);
  }
  add(tally, "letters.txt", 3);
  const SourceTable table = tally.table(5);
  EXPECT_EQ(names_of(table), (std::vector<std::string>{"dump/1917", "dump/1916", "letters.txt"}));
  EXPECT_EQ(table.rows[0].sources, 20u);
  EXPECT_EQ(table.rows[0].counts.kept, 40u);
  EXPECT_EQ(table.sources, 41u);
}

TEST(SourceTally, PutsTheSmallestTogetherWhereNoFolderTellsThemApart) {
  SourceTally tally;
  for (std::uint64_t i = 0; i < 20; ++i) add(tally, "dump/" + std::to_string(i), i);
  const std::uint32_t largest = tally.number_of("dump/19"), smallest = tally.number_of("dump/0");
  tally.add_copies(largest, smallest, 7);
  const SourceTable table = tally.table(5);
  ASSERT_EQ(table.rows.size(), 6u);
  EXPECT_EQ(table.rows[0].name, "dump/19");
  EXPECT_EQ(table.rows[5].of, SourceRow::Of::kOthers);
  EXPECT_EQ(table.rows[5].sources, 15u);
  EXPECT_EQ(paragraphs_of(table), 190u);
  ASSERT_EQ(table.copies.size(), 1u);
  EXPECT_EQ(table.copies[0].copier, 0u);
  EXPECT_EQ(table.copies[0].keeper, 5u);
  EXPECT_EQ(table.copies[0].paragraphs, 7u);
}

TEST(SourceTally, CountsWhatIsBeyondItsBoundsAsOthers) {
  SourceTally tally;
  const std::size_t names = SourceTally::kMostSources + 100;
  for (std::size_t i = 0; i < names; ++i) add(tally, std::to_string(i), 1);
  const SourceTable table = tally.table(10);
  EXPECT_EQ(table.rows.size(), 11u);
  EXPECT_EQ(paragraphs_of(table), names);
  std::uint64_t copies = 0;
  for (std::uint32_t i = 0; i < 300'000; ++i) tally.add_copies(i % 600, i / 600, 1);
  for (const CopyCell& cell : tally.table(10).copies) copies += cell.paragraphs;
  EXPECT_EQ(copies, 300'000u) << "no copy is lost, though not all are told apart";
}

TEST(SourceTally, NamesThatAreEmptyAreASourceToo) {
  SourceTally tally;
  add(tally, "", 3);
  const SourceTable table = tally.table(10);
  ASSERT_EQ(table.rows.size(), 1u);
  EXPECT_EQ(table.rows[0].of, SourceRow::Of::kNamed);
  EXPECT_EQ(table.rows[0].sources, 1u);
  EXPECT_EQ(table.rows[0].counts.kept, 3u);
}

}  // namespace
}  // namespace galley
