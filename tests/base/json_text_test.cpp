// SPDX-License-Identifier: Apache-2.0
#include "base/json_text.h"

#include <gtest/gtest.h>

namespace galley {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

TEST(JsonString, EscapesOnlyWhatMustBe) {
  EXPECT_EQ(escaped(""), "\"\"");
  EXPECT_EQ(escaped("plain"), "\"plain\"");
  EXPECT_EQ(escaped("a\"b\\c\nd\te\rf\fg\bh"), R"("a\"b\\c\nd\te\rf\fg\bh")");
  EXPECT_EQ(escaped(std::string_view("\x00\x01\x1f", 3)), R"("\u0000\u0001\u001f")");
  EXPECT_EQ(escaped("\x7f/\u4e2d\U0001F600"), "\"\x7f/\u4e2d\U0001F600\"");
}

// The fast path takes sixteen bytes at a time: every position of an escape within and across them.
TEST(JsonString, FindsEscapesAtEveryPlace) {
  for (const char special : {'"', '\\', '\n', '\x01'}) {
    for (std::size_t place = 0; place < 40; ++place) {
      std::string text(40, 'x');
      text[place] = special;
      std::string expected = "\"" + text.substr(0, place);
      expected += special == '"'    ? "\\\""
                  : special == '\\' ? "\\\\"
                  : special == '\n' ? "\\n"
                                    : "\\u0001";
      expected += text.substr(place + 1) + "\"";
      EXPECT_EQ(escaped(text), expected);
    }
  }
}

TEST(JsonString, MakesRoomForAnyNumberOfEscapes) {
  std::string text;
  std::string expected = "before\"";
  for (int i = 0; i < 3000; ++i) {
    const std::string plain(static_cast<std::size_t>(i % 37), 'y');
    text += plain + (i % 3 == 0 ? '\x01' : '"');
    expected += plain + (i % 3 == 0 ? "\\u0001" : "\\\"");
  }
  std::string out = "before";
  append_json_string(out, text);
  EXPECT_EQ(out, expected + '"');
}

TEST(JsonFraction, HasSixDecimals) {
  EXPECT_EQ(json_fraction(1'000'000), "1.000000");
  EXPECT_EQ(json_fraction(897'412), "0.897412");
  EXPECT_EQ(json_fraction(5), "0.000005");
}

}  // namespace
}  // namespace galley
