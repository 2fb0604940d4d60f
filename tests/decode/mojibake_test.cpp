// SPDX-License-Identifier: Apache-2.0
#include "decode/mojibake.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "base/utf8.h"
#include "decode/charset.h"
#include "tests/decode/texts.h"

namespace galley {
namespace {

// UTF-8 read as a charset of single bytes; undefined bytes as Latin-1 reads them.
std::string misread(std::string_view text, Encoding encoding) {
  const Charset& charset = Charset::of(encoding);
  std::string out;
  for (const char byte : text) {
    const std::string one(1, byte);
    const CharsetCharacter found = charset.character_at(one, 0);
    append_utf8(out, found.code_point == kNoCharacter ? static_cast<unsigned char>(byte)
                                                      : found.code_point);
  }
  return out;
}

// UTF-8 read as a charset of pairs; nothing where a byte got lost.
std::string misread_pairs(std::string_view text, Encoding encoding) {
  const Charset& charset = Charset::of(encoding);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CharsetCharacter found = charset.character_at(text, at);
    if (found.code_point == kNoCharacter) return {};
    append_utf8(out, found.code_point);
    at += found.bytes;
  }
  return out;
}

std::string undone(std::string_view line) {
  const auto mended = undo_mojibake(line);
  if (!mended) return std::string(line);
  std::string out;
  std::uint32_t last = 0;
  for (const PlacedCharacter& c : *mended) {
    EXPECT_LE(c.begin, last) << "no gap; a character of two bytes may be shared";
    last = c.end;
    append_utf8(out, c.code_point);
  }
  EXPECT_EQ(last, line.size());
  return out;
}

TEST(Mojibake, Utf8ReadAsWindows1252ComesBack) {
  for (const char* language : {"de", "fr", "pl", "cs", "ru", "zh-hans", "ja", "ko"}) {
    for (const std::string& line : lines_of(language)) {
      const std::string once = misread(line, Encoding::kWindows1252);
      EXPECT_EQ(undone(once), line);
      EXPECT_EQ(undone(misread(once, Encoding::kWindows1252)), line) << "twice";
    }
  }
}

TEST(Mojibake, Utf8ReadAsGbkOrBig5ComesBackWhereNoByteWasLost) {
  int lines = 0;
  for (const char* language : {"zh-hans", "zh-hant", "ja", "ru"}) {
    for (const Encoding encoding : {Encoding::kGb18030, Encoding::kBig5, Encoding::kShiftJis}) {
      for (const std::string& line : lines_of(language)) {
        for (std::size_t size = 30; size < line.size(); size += 3) {
          if ((static_cast<unsigned char>(line[size]) & 0xC0) == 0x80) continue;
          const std::string part = line.substr(0, size);
          const std::string wrong = misread_pairs(part, encoding);
          if (wrong.empty()) continue;
          ++lines;
          EXPECT_EQ(undone(wrong), part);
        }
      }
    }
  }
  EXPECT_GT(lines, 50);
}

TEST(Mojibake, AFewCharactersInALongLineComeBack) {
  const std::string sound =
      "He had been told so, and it\u2019s \u201Cquite\u201D plain to see why.";
  EXPECT_EQ(undone(misread(sound, Encoding::kWindows1252)), sound);
  EXPECT_EQ(undone("A caf\u00C3\u00A9 beside a caf\u00E9, and the na\u00C3\u00AFve walker"),
            "A caf\u00E9 beside a caf\u00E9, and the na\u00EFve walker")
      << "sound characters beside it stay";
  EXPECT_EQ(undone("voil\u00C3\u00A0 le march\u00C3\u00A9 du village"),
            "voil\u00E0 le march\u00E9 du village");
}

TEST(Mojibake, SoundTextStays) {
  for (const char* language :
       {"cs", "de", "en", "fr", "ja", "ko", "pl", "ru", "zh-hans", "zh-hant"}) {
    for (const std::string& line : lines_of(language)) EXPECT_FALSE(undo_mojibake(line)) << line;
  }
  for (const std::string line :
       {"A\u00C3\u00A9", "IMPORTA\u00C7\u00C3O E EXPORTA\u00C7\u00C3O DE P\u00C3ES",
        "LE CAF\u00C9\u00BB, dit-il, est \u00ABFERM\u00C9\u00BB",
        "\u8054\u901A\u7684\u7535\u8BDD\u53F7\u7801",
        "50 \u00B0C \u00B1 2 \u00B5m, \u00A7 4, \u20AC 12, \u00BD l",
        "\uFFFD\uFFFD\uFFFD lost and gone forever"}) {
    EXPECT_FALSE(undo_mojibake(line)) << line;
  }
}

}  // namespace
}  // namespace galley
