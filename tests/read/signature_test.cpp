// SPDX-License-Identifier: Apache-2.0
#include "read/signature.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/support/compress.h"

namespace galley {
namespace {

using std::string_literals::operator""s;

TEST(Signature, CompressionIsToldByContent) {
  for (const Compression compression : kCompressions) {
    for (const std::string text : {"", "text"}) {
      const std::string bytes = compressed(compression, text);
      EXPECT_EQ(compression_of(bytes), compression) << name_of(compression);
      EXPECT_TRUE(binary_format_of(bytes)) << "no text once more";
    }
  }
  EXPECT_EQ(compression_of("\x50\x2A\x4D\x18\x01\0\0\0x"s), Compression::kZstd)
      << "skippable frame";
  for (const std::string text : {"", "BZh", "BZh9 is a name", "PK", "\x1F\x8B", "plain"}) {
    EXPECT_EQ(compression_of(text), Compression::kNone) << text;
  }
}

TEST(Signature, KnownFormatsAreNamed) {
  EXPECT_EQ(binary_format_of("%PDF-1.7\n")->name, "a PDF file");
  EXPECT_EQ(binary_format_of(std::string(257, 'x') + "ustar")->name, "a tar archive");
  for (const std::string text :
       {"", "%PDF", "GIF is a format", "MM and II", "RIFF", "{\"text\":1}", "Rar is short"}) {
    EXPECT_FALSE(binary_format_of(text)) << text;
  }
}

TEST(Signature, BinaryIsToldByControlCharacters) {
  EXPECT_TRUE(looks_binary("text\0text"s));
  EXPECT_FALSE(
      looks_binary("tabs\tand\r\nline\fends, \x1B[1mcolours\x1B[0m, and the end of DOS\x1A"));
  EXPECT_FALSE(looks_binary("one\x01"));
  std::mt19937 random(1);
  std::string noise(2000, '\0');
  for (char& byte : noise) byte = static_cast<char>(1 + random() % 255);
  EXPECT_TRUE(looks_binary(noise));
  std::string legacy;
  for (int byte = 0x80; byte < 0x100; ++byte) legacy += static_cast<char>(byte);
  EXPECT_FALSE(looks_binary(legacy));
}

}  // namespace
}  // namespace galley
