// SPDX-License-Identifier: Apache-2.0
#include "decode/text_writer.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace galley {
namespace {

TEST(TextWriter, LineEndsBecomeOne) {
  for (const auto& [source, text] :
       std::vector<std::pair<std::string, std::string>>{{"a\r\nb", "a\nb"},
                                                        {"a\rb", "a\nb"},
                                                        {"a\nb", "a\nb"},
                                                        {"\r", "\n"},
                                                        {"\r\r\n", "\n\n"},
                                                        {"\r\n\r\n", "\n\n"},
                                                        {"\n\r", "\n\n"},
                                                        {"", ""}}) {
    ByteBuffer out;
    EditLog edits;
    SourceMap map;
    TextWriter writer(out, edits, &map, 10);
    for (std::size_t at = 0; at < source.size(); ++at) {
      writer.put(static_cast<unsigned char>(source[at]), at, at + 1);
    }
    writer.finish();
    EXPECT_EQ(out.view(), text);
    if (!text.empty()) {
      const auto size = static_cast<std::uint32_t>(text.size());
      EXPECT_EQ(map.source_of(0, size), (ByteSpan{10, 10 + source.size()}));
    }
  }
}

TEST(TextWriter, CopyingAndPuttingGiveTheSame) {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::string source;
    for (std::size_t length = random() % 12; length > 0; --length) source += "\r\nab"[random() % 4];
    ByteBuffer put;
    ByteBuffer copied;
    EditLog edits;
    TextWriter one(put, edits, nullptr, 0);
    TextWriter other(copied, edits, nullptr, 0);
    for (std::size_t at = 0; at < source.size(); ++at) {
      one.put(static_cast<unsigned char>(source[at]), at, at + 1);
    }
    for (std::size_t at = 0; at < source.size();) {
      const std::size_t end = std::min(source.find('\r', at), source.size());
      other.copy(std::string_view(source).substr(at, end - at), at);
      if (end < source.size()) other.put('\r', end, end + 1);
      at = end + 1;
    }
    one.finish();
    other.finish();
    ASSERT_EQ(put.view(), copied.view());
  }
}

TEST(TextWriter, BadBytesAreReportedWithTheirPlaces) {
  ByteBuffer out;
  EditLog edits(EditLog::Keep::kEntries);
  SourceMap map;
  TextWriter writer(out, edits, &map, 0);
  writer.copy("ab", 0);
  writer.put_bad(2, 4);
  writer.put(0x4E2D, 4, 6);
  writer.finish();
  EXPECT_EQ(out.view(), "ab\uFFFD\u4E2D");
  EXPECT_EQ(writer.bad_bytes(), 2u);
  ASSERT_EQ(edits.entries().size(), 1u);
  EXPECT_EQ(edits.entries()[0].begin, 2u);
  EXPECT_EQ(edits.entries()[0].end, 4u);
  EXPECT_EQ(edits.entries()[0].output, 2u);
  EXPECT_EQ(edits.replacement_of(edits.entries()[0]), "\uFFFD");
  EXPECT_EQ(map.source_of(2, 5), (ByteSpan{2, 4}));
  EXPECT_EQ(map.source_of(5, 8), (ByteSpan{4, 6}));
}

}  // namespace
}  // namespace galley
