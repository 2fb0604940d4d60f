// SPDX-License-Identifier: Apache-2.0
#include "galley/figures.h"

#include <gtest/gtest.h>

namespace galley {
namespace {

TEST(LengthBin, BeginsWhereItIsSaidTo) {
  std::uint64_t begins = 1;
  std::size_t bin = 0;
  for (const std::uint64_t next : {2u, 3u, 4u, 6u, 8u, 12u, 16u, 24u, 32u, 48u, 64u}) {
    EXPECT_EQ(length_bin(begins), bin) << begins;
    EXPECT_EQ(length_bin(next - 1), bin) << next;
    begins = next;
    bin = bin == 0 ? 2 : bin + 1;
  }
}

TEST(LengthBin, HoldsEveryLength) {
  EXPECT_EQ(length_bin(0), 0u);
  EXPECT_EQ(length_bin(UINT64_MAX), kLengthBins - 1);
  std::size_t before = 0;
  for (std::uint64_t length = 1; length < 100'000; ++length) {
    EXPECT_GE(length_bin(length), before);
    before = length_bin(length);
  }
}

TEST(RunFigures, AddUp) {
  RunFigures a, b;
  a.line_cells[3] = 1;
  b.line_cells[3] = 2;
  b.column_cells[255] = 4;
  b.line_chars[63] = 5;
  b.edits[2] = 6;
  a += b;
  EXPECT_EQ(a.line_cells[3], 3u);
  EXPECT_EQ(a.column_cells[255], 4u);
  EXPECT_EQ(a.line_chars[63], 5u);
  EXPECT_EQ(a.edits[2], 6u);
  EXPECT_NE(a, b);
}

}  // namespace
}  // namespace galley
