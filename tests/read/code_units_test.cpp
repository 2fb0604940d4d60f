// SPDX-License-Identifier: Apache-2.0
#include "read/code_units.h"

#include <gtest/gtest.h>

#include <random>

namespace galley {
namespace {

// One code point below U+10000 a unit, in any of the encodings.
std::string encoded(std::u32string_view text, Encoding encoding) {
  std::string bytes;
  for (const char32_t c : text) {
    const std::size_t unit = unit_bytes(encoding);
    for (std::size_t index = 0; index < unit; ++index) {
      const bool big = encoding == Encoding::kUtf16Be || encoding == Encoding::kUtf32Be;
      const std::size_t shift = 8 * (big ? unit - 1 - index : index);
      bytes += static_cast<char>(c >> shift);
    }
  }
  return bytes;
}

TEST(CodeUnits, FindsWhatALoopOverTheTextFinds) {
  std::mt19937 random(3);
  for (const Encoding encoding : {Encoding::kUtf8, Encoding::kUtf16Le, Encoding::kUtf16Be,
                                  Encoding::kUtf32Le, Encoding::kUtf32Be}) {
    const CodeUnits units(encoding);
    const std::size_t unit = unit_bytes(encoding);
    for (int round = 0; round < 300; ++round) {
      std::u32string text;
      for (std::size_t length = random() % 20; length > 0; --length) {
        // Units with the byte of a line end in them that are none.
        text += U"\n\f \tab\u0A0A\u0A00\u000A\u0C0A"[random() % 10];
      }
      if (unit == 1) std::erase_if(text, [](char32_t c) { return c > 0x7F; });
      const std::string bytes = encoded(text, encoding);
      for (const char wanted : {'\n', '\f'}) {
        const auto c = static_cast<char32_t>(wanted);
        std::size_t count = 0;
        for (std::size_t at = 0; at <= text.size(); ++at) {
          const std::size_t first = text.find(c, at);
          EXPECT_EQ(units.find(bytes, wanted, at * unit),
                    first == std::u32string::npos ? CodeUnits::npos : first * unit);
          const std::size_t last = at == 0 ? std::u32string::npos : text.rfind(c, at - 1);
          EXPECT_EQ(units.find_last(bytes, wanted, at * unit),
                    last == std::u32string::npos ? CodeUnits::npos : last * unit);
          count += at < text.size() && text[at] == c;
        }
        EXPECT_EQ(units.count(bytes, wanted), count);
      }
      EXPECT_EQ(units.narrowed(bytes).size(), text.size());
    }
  }
}

TEST(CodeUnits, BlanksArePassed) {
  const CodeUnits narrow(Encoding::kUtf8);
  EXPECT_EQ(narrow.skip_blank(" \t\r x", 0, 5), 4u);
  EXPECT_EQ(narrow.skip_blank("   ", 1, 3), 3u);
  const CodeUnits wide(Encoding::kUtf16Be);
  EXPECT_EQ(wide.skip_blank(std::string_view("\0 \0\t\0x", 6), 0, 6), 4u);
}

}  // namespace
}  // namespace galley
