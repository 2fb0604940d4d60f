// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"

#include <gtest/gtest.h>

#include <random>

namespace galley {
namespace {

TEST(Utf8, EveryCodePointGoesThereAndBack) {
  std::string all;
  std::size_t count = 0;
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    append_utf8(all, c);
    ++count;
  }
  EXPECT_TRUE(is_valid_utf8(all));
  EXPECT_EQ(valid_utf8_prefix(all), all.size());
  EXPECT_EQ(count_code_points(all), count);
  const char* at = all.data();
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    EXPECT_EQ(utf8_bytes(*at), c < 0x80 ? 1u : c < 0x800 ? 2u : c < 0x10000 ? 3u : 4u);
    ASSERT_EQ(next_code_point(at), c);
    const char* back = at;
    ASSERT_EQ(previous_code_point(back), c);
  }
}

TEST(Utf8, PrefixEndsAtTheFirstFault) {
  for (const std::string fault : {"\x80", "\xC1\xBF", "\xE0\x9F\x80", "\xED\xA0\x80",
                                  "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE4\xB8", "\xFF"}) {
    for (const std::size_t before : {0u, 1u, 4095u, 4096u, 9000u}) {
      std::string text;
      while (text.size() + 3 <= before) text += "\u4E2D";
      while (text.size() < before) text += 'x';
      EXPECT_EQ(valid_utf8_prefix(text + fault), text.size());
      EXPECT_EQ(valid_utf8_prefix(text + fault + "more"), text.size());
      EXPECT_FALSE(is_valid_utf8(text + fault + "more"));
    }
  }
}

TEST(Utf8, PrefixOfRandomBytesIsValidAndLongest) {
  std::mt19937 random(2);
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes;
    for (std::size_t i = random() % 12; i > 0; --i) {
      bytes += static_cast<char>("\x41\x80\xBF\xC2\xE0\xA0\xED\x9F\xF0\x90\xF4\x8F"[random() % 12]);
    }
    const std::size_t prefix = valid_utf8_prefix(bytes);
    ASSERT_TRUE(is_valid_utf8(std::string_view(bytes).substr(0, prefix)));
    for (std::size_t longer = prefix + 1; longer <= bytes.size(); ++longer) {
      ASSERT_FALSE(is_valid_utf8(std::string_view(bytes).substr(0, longer)));
    }
  }
}

TEST(Printable, ShowsWhatATerminalMustNotGet) {
  EXPECT_EQ(printable("plain \u4E2D"), "plain \u4E2D");
  EXPECT_EQ(printable("a\nb\x1B[31m\x7F"), "a\\x0Ab\\x1B[31m\\x7F");
  EXPECT_EQ(printable("caf\xE9"), "caf\\xE9");
  EXPECT_EQ(printable("\u0085"), "\\xC2\\x85");
}

}  // namespace
}  // namespace galley
