// SPDX-License-Identifier: Apache-2.0
#include "base/hash.h"

#include <gtest/gtest.h>

namespace galley {
namespace {

// Pinned: another value would silently orphan every index and manifest that users have.
TEST(Hash, ValuesAreThoseOfXxh3) {
  EXPECT_EQ(hash64(""), 0x2D06800538D394C2u);
  EXPECT_EQ(to_hex(hash128("", 0)), "99aa06d3014798d86001c324468d497f");
  EXPECT_EQ(to_hex(hash128("galley", 6)), to_hex(hash128("galley", 6)));
  EXPECT_NE(hash64("a"), hash64("a", 1));
}

TEST(Hash, StreamEqualsWhole) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += std::to_string(i);
  StreamHash128 stream;
  for (std::size_t at = 0; at < text.size(); at += 997) {
    stream.update(std::string_view(text).substr(at, 997));
  }
  EXPECT_EQ(stream.value(), hash128(text.data(), text.size()));
}

TEST(Mix, IsPinned) {
  EXPECT_EQ(mix64(0), 0u);
  EXPECT_EQ(mix64(1), 0xB456BCFC34C2CB2Cu);
}

}  // namespace
}  // namespace galley
