// SPDX-License-Identifier: Apache-2.0
#include "decode/decode.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "base/utf8.h"
#include "tests/decode/texts.h"

namespace galley {
namespace {

using std::string_literals::operator""s;

TEST(Decode, SoundUtf8IsHandedOnAsItIs) {
  Decoder decoder;
  EditLog edits;
  const std::string text = text_of("zh-hans");
  const DecodedText decoded = decoder.decode(text, {}, edits);
  EXPECT_EQ(decoded.text.data(), text.data()) << "not copied";
  EXPECT_EQ(decoded.text, text);
  EXPECT_EQ(decoded.encoding, Encoding::kUtf8);
  const std::string marked = "\xEF\xBB\xBF" + text;
  EXPECT_EQ(decoder.decode(marked, {}, edits).text, text);
  DecodeOptions middle;
  middle.place = DecodeOptions::Place::kMiddle;
  EXPECT_EQ(decoder.decode(marked, middle, edits).text, marked);
}

TEST(Decode, WhatHasBeenSeenDecidesForShortBytes) {
  Decoder decoder;
  EditLog edits;
  DecodeOptions options;
  options.encoding = Encoding::kBig5;
  EXPECT_EQ(decoder.decode("\xA4\xA4", options, edits).text, "\u4E2D");
  options.encoding = Encoding::kGb18030;
  EXPECT_EQ(decoder.decode("\xD6\xD0", options, edits).text, "\u4E2D");
  EXPECT_EQ(decoder.decode("\u4E2D is UTF-8 all the same", options, edits).text,
            "\u4E2D is UTF-8 all the same");
}

TEST(Decode, AForcedEncodingIsTaken) {
  Decoder decoder;
  EditLog edits;
  DecodeOptions options;
  options.encoding = Encoding::kWindows1252;
  options.trust = DecodeOptions::Trust::kForced;
  EXPECT_EQ(decoder.decode("\xC3\xA9", options, edits).text, "\u00C3\u00A9");
  options.encoding = Encoding::kUtf8;
  const DecodedText decoded = decoder.decode(
      "Gr\xFC\xDF"
      "e",
      options, edits);
  EXPECT_EQ(decoded.text,
            "Gr\uFFFD\uFFFD"
            "e");
  EXPECT_EQ(decoded.bad_bytes, 2u);
}

TEST(Decode, AFewBadBytesDoNotChangeTheEncoding) {
  Decoder decoder;
  EditLog edits;
  for (const char* language : {"zh-hans", "fr", "ru"}) {
    std::string text = text_of(language);
    text[text.size() / 2] = '\xFF';
    const DecodedText decoded = decoder.decode(text, {}, edits);
    EXPECT_EQ(decoded.encoding, Encoding::kUtf8);
    EXPECT_GE(decoded.bad_bytes, 1u);
    EXPECT_LE(decoded.bad_bytes, 3u);
    EXPECT_EQ(decoded.text.substr(0, 100), text.substr(0, 100));
  }
}

TEST(Decode, LineEndsAndMapsGoTogether) {
  Decoder decoder;
  EditLog edits;
  DecodeOptions options;
  options.mapping = SourceMapping::kBuild;
  options.base = 1000;
  const std::string bytes =
      "\xEF\xBB\xBF"
      "one\r\ntwo\rthree\n";
  const DecodedText decoded = decoder.decode(bytes, options, edits);
  EXPECT_EQ(decoded.text, "one\ntwo\nthree\n");
  EXPECT_EQ(decoder.map().source_of(0, 3), (ByteSpan{1003, 1006}));
  EXPECT_EQ(decoder.map().source_of(3, 4), (ByteSpan{1006, 1008}));
  EXPECT_EQ(decoder.map().source_of(4, 7), (ByteSpan{1008, 1011}));
  EXPECT_EQ(decoder.map().source_of(8, 13), (ByteSpan{1012, 1017}));
}

TEST(Decode, MapsLeadToTheBytesOfEveryCharacter) {
  Decoder decoder;
  EditLog edits;
  DecodeOptions options;
  options.mapping = SourceMapping::kBuild;
  options.encoding = Encoding::kGb18030;
  const DecodedText decoded = decoder.decode("a\xD6\xD0\xFFz", options, edits);
  EXPECT_EQ(decoded.text, "a\u4E2D\uFFFDz");
  EXPECT_EQ(decoder.map().source_of(1, 4), (ByteSpan{1, 3}));
  EXPECT_EQ(decoder.map().source_of(4, 7), (ByteSpan{3, 4}));
  EXPECT_EQ(decoder.map().source_of(7, 8), (ByteSpan{4, 5}));
}

TEST(Decode, MojibakeIsUndoneBehindAnyEncoding) {
  Decoder decoder;
  EditLog edits;
  const std::string wide =
      "\xFF\xFE"
      "T\0h\0e\0 \0c\0a\0f\0\xC3\0\xA9\0 \0a\0n\0d\0 \0m\0a\0r\0c\0h\0\xC3\0\xA9\0"s;
  const DecodedText decoded = decoder.decode(wide, {}, edits);
  EXPECT_EQ(decoded.text, "The caf\u00E9 and march\u00E9");
  EXPECT_EQ(decoded.mojibake, 1u);
  EXPECT_EQ(decoded.encoding, Encoding::kUtf16Le);
  const std::string kept(decoded.text);
  const ByteBuffer released = decoder.release();
  EXPECT_EQ(released.view(), kept);
}

TEST(Decode, AnyBytesInAnyEncodingGiveText) {
  std::mt19937 random(6);
  Decoder decoder;
  for (int round = 0; round < 3000; ++round) {
    std::string bytes(random() % 200, '\0');
    for (char& byte : bytes) {
      byte = static_cast<char>(random() % 3 == 0 ? random() % 128 : random());
    }
    EditLog edits;
    DecodeOptions options;
    options.encoding = static_cast<Encoding>(random() % kEncodings);
    options.trust = static_cast<DecodeOptions::Trust>(random() % 2);
    const DecodedText decoded = decoder.decode(bytes, options, edits);
    ASSERT_TRUE(is_valid_utf8(decoded.text));
    ASSERT_EQ(decoded.text.find('\r'), std::string_view::npos);
  }
}

}  // namespace
}  // namespace galley
