// SPDX-License-Identifier: Apache-2.0
#include "decode/unicode_text.h"

#include <gtest/gtest.h>

#include <string>

namespace galley {
namespace {

using std::string_literals::operator""s;

struct Outcome {
  std::string text;
  std::uint64_t bad_bytes = 0;
};

Outcome decoded(std::string_view bytes, Encoding encoding) {
  ByteBuffer text;
  EditLog edits;
  TextWriter writer(text, edits, nullptr, 0);
  if (encoding == Encoding::kUtf8) {
    decode_utf8(bytes, 0, writer);
  } else {
    decode_utf16_32(bytes, encoding, 0, writer);
  }
  writer.finish();
  return {std::string(text.view()), writer.bad_bytes()};
}

TEST(UnicodeText, MarksAreTold) {
  EXPECT_EQ(byte_order_mark("\xEF\xBB\xBFx").encoding, Encoding::kUtf8);
  EXPECT_EQ(byte_order_mark("\xFF\xFEx\0"s).encoding, Encoding::kUtf16Le);
  EXPECT_EQ(byte_order_mark("\xFE\xFF\0x"s).encoding, Encoding::kUtf16Be);
  EXPECT_EQ(byte_order_mark("\xFF\xFE\0\0"s).encoding, Encoding::kUtf32Le);
  EXPECT_EQ(byte_order_mark("\0\0\xFE\xFF"s).encoding, Encoding::kUtf32Be);
  EXPECT_EQ(byte_order_mark("\xEF\xBB").bytes, 0u);
  EXPECT_EQ(byte_order_mark("").bytes, 0u);
}

TEST(UnicodeText, BadUtf8BecomesOneReplacementForEachMaximalPart) {
  // The examples of the Unicode Standard, tables 3-8 to 3-11.
  const std::string r = "\uFFFD";
  EXPECT_EQ(decoded("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", Encoding::kUtf8).text,
            r + r + r + r + r + r + r + r + "A");
  EXPECT_EQ(decoded("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", Encoding::kUtf8).text,
            r + r + r + r + r + r + r + r + "A");
  EXPECT_EQ(decoded("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", Encoding::kUtf8).text,
            r + r + r + r + r + "A" + r + r + "B");
  EXPECT_EQ(decoded("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", Encoding::kUtf8).text,
            r + r + r + r + "A");
  EXPECT_EQ(decoded("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", Encoding::kUtf8).bad_bytes, 8u);
  EXPECT_EQ(decoded("sound \u4E2D", Encoding::kUtf8).bad_bytes, 0u);
}

TEST(UnicodeText, WideUnitsAreReadInBothOrders) {
  EXPECT_EQ(decoded("a\0-N\x3D\xD8\0\xDE"s, Encoding::kUtf16Le).text, "a\u4E2D\U0001F600");
  EXPECT_EQ(decoded("\0aN-\xD8\x3D\xDE\0"s, Encoding::kUtf16Be).text, "a\u4E2D\U0001F600");
  EXPECT_EQ(decoded("a\0\0\0\0\xF6\1\0"s, Encoding::kUtf32Le).text, "a\U0001F600");
  EXPECT_EQ(decoded("\0\0\0a\0\1\xF6\0"s, Encoding::kUtf32Be).text, "a\U0001F600");
}

TEST(UnicodeText, BadWideUnitsAreReplacedAndCounted) {
  const Outcome lone = decoded("\x3D\xD8"s + "a\0"s + "\0\xDE"s + "\x3D\xD8"s, Encoding::kUtf16Le);
  EXPECT_EQ(lone.text, "\uFFFDa\uFFFD\uFFFD");
  EXPECT_EQ(lone.bad_bytes, 6u);
  const Outcome odd = decoded("a\0b"s, Encoding::kUtf16Le);
  EXPECT_EQ(odd.text, "a\uFFFD");
  EXPECT_EQ(odd.bad_bytes, 1u);
  EXPECT_EQ(decoded("\0\0\x11\0a\0\0\0"s, Encoding::kUtf32Le).text, "\uFFFDa");
}

}  // namespace
}  // namespace galley
