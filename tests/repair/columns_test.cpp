// SPDX-License-Identifier: Apache-2.0
#include "repair/columns.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace galley {
namespace {

TEST(Columns, EdgeIsThePercentileOfTheWindow) {
  std::mt19937 random(11);
  std::vector<Line> lines(300);
  for (Line& line : lines) {
    line.cells =
        static_cast<std::uint32_t>(random() % 7 == 0 ? random() % 400 : 30 + random() % 12);
  }
  std::vector<Column> columns(lines.size());
  measure_columns(lines, columns);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    // The slow twin: sort the window.
    std::vector<unsigned> widths;
    for (std::size_t k = i > 12 ? i - 12 : 0; k < std::min(lines.size(), i + 13); ++k) {
      widths.push_back(std::min(lines[k].cells, 255u));
    }
    std::sort(widths.begin(), widths.end());
    const std::size_t wanted = (widths.size() * 85 + 99) / 100;
    ASSERT_EQ(columns[i].edge_cells, widths[wanted - 1]) << i;
  }
}

TEST(Columns, FollowsAChangeOfWidth) {
  std::vector<Line> lines(80);
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i].cells = i < 40 ? 24 : 60;
  std::vector<Column> columns(lines.size());
  measure_columns(lines, columns);
  EXPECT_EQ(columns[5].edge_cells, 24);
  EXPECT_EQ(columns[75].edge_cells, 60);
  EXPECT_EQ(columns[75].near_cells, 64);
}

TEST(Columns, LeavesTablesAndFencesOut) {
  std::vector<Line> lines(30);
  for (Line& line : lines) line.cells = 20;
  for (std::size_t i = 0; i < 30; i += 2) {
    lines[i].cells = 90;
    lines[i].role = LineRole::kTableRow;
  }
  std::vector<Column> columns(lines.size());
  measure_columns(lines, columns);
  EXPECT_EQ(columns[15].edge_cells, 20);
}

// Beyond its reach no line bears on a column.
TEST(Columns, OfAStretchAreThoseOfTheWhole) {
  std::mt19937 random(17);
  std::vector<Line> lines(400);
  for (Line& line : lines) {
    line.cells = static_cast<std::uint32_t>(random() % 5 == 0 ? random() % 60 : 40);
    line.units = 10 * line.cells;
    line.first_cells = static_cast<std::uint16_t>(random() % 12);
    line.blanks = random() % 3 == 0;
    line.indent = static_cast<std::uint16_t>(random() % 4 == 0 ? 2 : 0);
    line.end_class = random() % 2 == 0 ? CharacterClass::kWideStop : CharacterClass::kHan;
    line.role = random() % 9 == 0 ? LineRole::kTableRow : LineRole::kText;
  }
  std::vector<Column> whole(lines.size());
  measure_columns(lines, whole);
  for (const auto& [begin, end] :
       {std::pair<std::size_t, std::size_t>{0, 300}, {100, 400}, {90, 250}}) {
    std::vector<Column> part(end - begin);
    measure_columns(std::span(lines).subspan(begin, end - begin), part);
    const std::size_t from = begin == 0 ? 0 : begin + kColumnReach;
    const std::size_t to = end == lines.size() ? end : end - kColumnReach;
    for (std::size_t i = from; i < to; ++i) EXPECT_EQ(part[i - begin], whole[i]) << i;
  }
}

TEST(Columns, IsTotal) {
  measure_columns({}, {});
  std::vector<Column> column(1);
  const std::vector<Line> one(1);
  measure_columns(one, column);
  EXPECT_EQ(column[0].edge_cells, 0u);
}

}  // namespace
}  // namespace galley
