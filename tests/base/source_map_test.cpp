// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "galley/span.h"

namespace galley {
namespace {

using Piece = SourceMap::Piece;

TEST(SourceMap, EmptyIsIdentityFromItsBase) {
  const SourceMap map(100);
  EXPECT_TRUE(map.is_identity());
  EXPECT_EQ(map.source_of(3, 7), (ByteSpan{103, 107}));
}

TEST(SourceMap, ReplacedPiecesAnswerAsAWhole) {
  SourceMap map;  // "ab" copied, a two-byte escape for one byte, "cd" copied
  map.append(Piece::kCopied, 2, {10, 12});
  map.append(Piece::kReplaced, 1, {12, 14});
  map.append(Piece::kCopied, 2, {14, 16});
  EXPECT_EQ(map.source_of(0, 2), (ByteSpan{10, 12}));
  EXPECT_EQ(map.source_of(1, 3), (ByteSpan{11, 14}));
  EXPECT_EQ(map.source_of(2, 3), (ByteSpan{12, 14}));
  EXPECT_EQ(map.source_of(3, 4), (ByteSpan{14, 15}));
  EXPECT_EQ(map.source_of(4, 9), (ByteSpan{15, 16}));
  EXPECT_EQ(map.source_of(9, 9), (ByteSpan{16, 16}));
  EXPECT_EQ(map.source_of(3, 3), (ByteSpan{14, 14}));
}

TEST(SourceMap, SkippedSourceBelongsToNoPiece) {
  SourceMap map;  // a byte order mark of three bytes, then text
  map.append(Piece::kCopied, 4, {3, 7});
  EXPECT_EQ(map.source_of(0, 4), (ByteSpan{3, 7}));
}

// Two maps at random, against a plain array that says for every text byte which source bytes it is.
TEST(SourceMap, ThroughEqualsOneAfterTheOther) {
  std::mt19937 random(5);
  const auto random_map = [&](std::uint32_t source_bytes, std::vector<ByteSpan>& of_byte) {
    SourceMap map;
    std::uint64_t at = 0;
    while (at < source_bytes) {
      const std::uint64_t length = std::min<std::uint64_t>(1 + random() % 5, source_bytes - at);
      const ByteSpan source{at, at + length};
      if (random() % 2 == 0) {
        map.append(Piece::kCopied, static_cast<std::uint32_t>(length), source);
        for (std::uint64_t i = at; i < at + length; ++i) of_byte.push_back({i, i + 1});
      } else {
        const std::uint32_t text_bytes = 1 + random() % 4;
        map.append(Piece::kReplaced, text_bytes, source);
        for (std::uint32_t i = 0; i < text_bytes; ++i) of_byte.push_back(source);
      }
      at += length;
    }
    return map;
  };
  for (int round = 0; round < 2000; ++round) {
    std::vector<ByteSpan> middle_of, text_of;
    const SourceMap earlier = random_map(30, middle_of);
    const SourceMap later = random_map(static_cast<std::uint32_t>(middle_of.size()), text_of);
    const auto text_bytes = static_cast<std::uint32_t>(text_of.size());
    const SourceMap both = later.through(earlier, text_bytes);
    for (std::uint32_t i = 0; i < text_bytes; ++i) {
      const ByteSpan middle = text_of[i];
      const ByteSpan expected{middle_of[middle.begin].begin, middle_of[middle.end - 1].end};
      ASSERT_EQ(both.source_of(i, i + 1), expected);
    }
  }
}

TEST(SourceMap, ThroughIdentityShifts) {
  SourceMap earlier;
  earlier.append(Piece::kReplaced, 2, {0, 9});
  earlier.append(Piece::kCopied, 5, {9, 14});
  const SourceMap inner(1);  // the text is bytes 1.. of the middle
  const SourceMap both = inner.through(earlier, 6);
  EXPECT_EQ(both.source_of(0, 1), (ByteSpan{0, 9}));
  EXPECT_EQ(both.source_of(1, 3), (ByteSpan{9, 11}));
  EXPECT_EQ(inner.through(SourceMap(50), 6).source_of(0, 2), (ByteSpan{51, 53}));
}

}  // namespace
}  // namespace galley
