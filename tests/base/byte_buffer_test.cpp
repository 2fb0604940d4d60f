// SPDX-License-Identifier: Apache-2.0
#include "base/byte_buffer.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace galley {
namespace {

TEST(ByteBuffer, GrowsKeepsAndGivesUp) {
  ByteBuffer buffer;
  std::string expected;
  for (int round = 0; round < 1000; ++round) {
    const std::string piece(static_cast<std::size_t>(round % 37),
                            static_cast<char>('a' + round % 26));
    buffer.append(piece);
    expected += piece;
  }
  EXPECT_EQ(buffer.view(), expected);
  const std::size_t capacity = buffer.capacity();
  ByteBuffer moved = std::move(buffer);
  EXPECT_TRUE(buffer.empty());  // NOLINT(bugprone-use-after-move): promised
  EXPECT_EQ(buffer.view(), "");
  EXPECT_EQ(moved.view(), expected);
  moved.truncate(3);
  EXPECT_EQ(moved.view(), expected.substr(0, 3));
  moved.clear();
  EXPECT_EQ(moved.capacity(), capacity) << "the memory is kept";
  buffer = std::move(moved);
  buffer.append("again");
  EXPECT_EQ(buffer.view(), "again");
}

}  // namespace
}  // namespace galley
