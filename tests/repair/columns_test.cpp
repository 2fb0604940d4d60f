// SPDX-License-Identifier: Apache-2.0
#include "repair/columns.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>

#include "base/cpu.h"
#include "repair/column_window.h"

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

// A stretch in an alphabet between two of ideographs, in lines 22 and 38 cells wide.
std::vector<Line> lines_of_two_scripts(std::size_t in_alphabet) {
  std::vector<Line> lines(20 + in_alphabet);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool is_alphabet = i >= 10 && i < 10 + in_alphabet;
    lines[i].cells = is_alphabet ? 22 : 38;
    lines[i].ideographs = is_alphabet ? 0 : 19;
  }
  return lines;
}

TEST(Columns, OfAnAlphabetIsNotThatOfIdeographsBeside) {
  const std::vector<Line> lines = lines_of_two_scripts(6);
  std::vector<Column> columns(lines.size());
  measure_columns(lines, columns);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool is_alphabet = i >= 10 && i < 16;
    EXPECT_EQ(columns[i].edge_cells, is_alphabet ? 22 : 38) << i;
    EXPECT_EQ(columns[i].far_edge_cells, is_alphabet ? 22 : 38) << i;
    EXPECT_EQ(columns[i].script_ends, i == 9 || i == 15) << i;
  }
}

TEST(Columns, OfIdeographsHoldsAFewLinesOfNames) {
  const std::vector<Line> lines = lines_of_two_scripts(3);
  std::vector<Column> columns(lines.size());
  measure_columns(lines, columns);
  for (const Column& column : columns) {
    EXPECT_EQ(column.edge_cells, 38);
    EXPECT_FALSE(column.script_ends);
  }
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

// The slow twin: every window counted anew.
void check_near(std::span<const Line> lines, std::size_t i, const Column& column) {
  std::vector<unsigned> cells, units;
  unsigned gaps = 0, blank = 0, is_long = 0;
  for (std::size_t k = i > 12 ? i - 12 : 0; k < std::min(lines.size(), i + 13); ++k) {
    ++gaps;
    blank += lines[k].blanks != 0;
    if (lines[k].role == LineRole::kTableRow) continue;
    cells.push_back(std::min(lines[k].cells, 255u));
    units.push_back(std::min(lines[k].units / 10, 255u));
    is_long += lines[k].cells > 160;
  }
  const auto check = [&](std::vector<unsigned> widths, unsigned edge, unsigned brim, unsigned below,
                         unsigned above, unsigned share) {
    if (widths.empty()) return;
    std::sort(widths.begin(), widths.end());
    EXPECT_EQ(edge, widths[(widths.size() * 85 + 99) / 100 - 1]);
    unsigned widest = edge, near = 0;
    for (const unsigned width : widths) {
      if (width <= edge + edge / 5 + 2) widest = std::max(widest, width);
      near += width + below >= edge && width <= edge + above;
    }
    EXPECT_EQ(brim, widest);
    EXPECT_EQ(share, near * 64 / widths.size());
  };
  const unsigned bin = column.edge_units / 10u;
  check(cells, column.edge_cells, column.brim_cells, 2, 1, column.near_cells);
  check(units, bin, column.brim_units / 10u, 1 + bin / 32, 1 + bin / 32, column.near_units);
  EXPECT_EQ(column.blank_share, blank * 64 / gaps);
  EXPECT_EQ(column.long_share, cells.empty() ? 0 : is_long * 64 / cells.size());
  unsigned least = UINT16_MAX;
  for (std::size_t k = i > 4 ? i - 4 : 0; k < std::min(lines.size(), i + 6); ++k) {
    least = std::min<unsigned>(least, lines[k].indent);
  }
  EXPECT_EQ(column.least_indent, least);
}

TEST(Columns, WindowsAreWhatTheirLinesAre) {
  std::mt19937 random(19);
  for (const std::size_t size : {1U, 5U, 30U, 63U, 64U, 65U, 128U, 301U}) {
    std::vector<Line> lines(size);
    const unsigned widest = random() % 2 == 0 ? 40 : 400;
    for (Line& line : lines) {
      line.cells = static_cast<std::uint32_t>(random() % widest);
      line.units = static_cast<std::uint32_t>(random() % (10 * widest));
      line.blanks = random() % 3 == 0;
      line.indent = static_cast<std::uint16_t>(random() % 4);
      line.role = random() % 3 == 0 ? LineRole::kTableRow : LineRole::kText;
    }
    std::vector<Column> columns(size);
    measure_columns(lines, columns);
    for (std::size_t i = 0; i < size; ++i) check_near(lines, i, columns[i]);
  }
}

TEST(Columns, EveryInstructionSetMeasuresTheSame) {
#if defined(__x86_64__)
  if (vector_level() < VectorLevel::kV3) GTEST_SKIP() << "no AVX2 here";
  std::mt19937 random(23);
  for (int round = 0; round < 500; ++round) {
    WindowLines window;
    for (std::size_t slot = 0; slot < WindowLines::kSlots; ++slot) {
      window.counts[slot] = random() % 4 != 0;
      window.cells[slot] = static_cast<std::uint8_t>(window.counts[slot] * (random() % 256));
      window.units[slot] = static_cast<std::uint8_t>(window.counts[slot] * (random() % 50));
      window.stands[slot] = random() % 8 != 0;
      window.blank[slot] = random() % 2;
      window.is_long[slot] = random() % 2;
      window.indent[slot] = static_cast<std::uint16_t>(random());
    }
    Windows plain, wide;
    measure_windows_plain(window, plain);
    measure_windows_v3(window, wide);
    ASSERT_EQ(std::memcmp(&plain, &wide, sizeof plain), 0);
  }
#endif
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
  for (std::size_t i = 150; i < lines.size(); ++i) {
    if (i / 9 % 3 != 0) lines[i].ideographs = static_cast<std::uint16_t>(lines[i].cells / 2);
    if (i / 9 % 3 == 0) lines[i].cells /= 2;
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
