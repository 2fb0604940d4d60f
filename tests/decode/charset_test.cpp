// SPDX-License-Identifier: Apache-2.0
#include "decode/charset.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <string>

namespace galley {
namespace {

// What ICU's own converter makes of a sequence; empty if it takes it for bad.
std::u16string by_icu(UConverter* converter, std::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  char16_t units[16];
  ucnv_resetToUnicode(converter);
  const std::int32_t length = ucnv_toUChars(converter, units, 16, bytes.data(),
                                            static_cast<std::int32_t>(bytes.size()), &error);
  return U_FAILURE(error) ? std::u16string()
                          : std::u16string(units, static_cast<std::size_t>(length));
}

std::u16string by_charset(const Charset& charset, std::string_view bytes) {
  const CharsetCharacter found = charset.character_at(bytes, 0);
  if (found.code_point == kNoCharacter || found.bytes != bytes.size()) return {};
  std::u16string out;
  if (found.code_point > 0xFFFF) {
    out += static_cast<char16_t>(0xD7C0 + (found.code_point >> 10));
    out += static_cast<char16_t>(0xDC00 + (found.code_point & 0x3FF));
  } else {
    out += static_cast<char16_t>(found.code_point);
  }
  if (found.mark != 0) out += static_cast<char16_t>(found.mark);
  return out;
}

TEST(Charset, PairsAgreeWithIcu) {
  for (const auto& [encoding, name] :
       {std::pair{Encoding::kGb18030, "gb18030"}, std::pair{Encoding::kBig5, "ibm-1375_P100-2008"},
        std::pair{Encoding::kShiftJis, "ibm-943_P15A-2003"},
        std::pair{Encoding::kEucKr, "windows-949-2000"}}) {
    UErrorCode error = U_ZERO_ERROR;
    UConverter* const converter = ucnv_open(name, &error);
    ASSERT_TRUE(U_SUCCESS(error));
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    const Charset& charset = Charset::of(encoding);
    int characters = 0;
    int corrected = 0;
    for (int lead = 0x81; lead < 0xFF; ++lead) {
      for (int trail = 0x40; trail < 0xFF; ++trail) {
        const std::string bytes = {static_cast<char>(lead), static_cast<char>(trail)};
        const std::u16string found = by_charset(charset, bytes);
        characters += !found.empty();
        if (encoding == Encoding::kShiftJis && lead >= 0xA0 && lead < 0xE0) continue;
        const std::u16string wanted = by_icu(converter, bytes);
        if (encoding == Encoding::kBig5 && found != wanted) {
          ++corrected;
          const bool is_private = wanted[0] >= 0xE000 && wanted[0] < 0xF900;
          ASSERT_TRUE(is_private || lead == 0xA2);
          continue;
        }
        ASSERT_EQ(found, wanted) << name << std::hex << lead << trail;
      }
    }
    EXPECT_GT(characters, 7000) << name;
    EXPECT_EQ(corrected, encoding == Encoding::kBig5 ? 38 : 0);
    ucnv_close(converter);
  }
}

TEST(Charset, FourBytesOfGb18030ReachEveryCharacter) {
  const Charset& charset = Charset::of(Encoding::kGb18030);
  EXPECT_EQ(charset.character_at("\x81\x30\x81\x30", 0).code_point, U'\u0080');
  EXPECT_EQ(charset.character_at("\x84\x31\xA4\x37", 0).code_point, U'\uFFFD');
  EXPECT_EQ(charset.character_at("\x90\x30\x81\x30", 0).code_point, U'\U00010000');
  EXPECT_EQ(charset.character_at("\xE3\x32\x9A\x35", 0).code_point, U'\U0010FFFF');
  EXPECT_EQ(charset.character_at("\xE3\x32\x9A\x36", 0).code_point, kNoCharacter);
  EXPECT_EQ(charset.character_at("\x81\x30\x81", 0).bytes, 1);
}

TEST(Charset, JapaneseHasItsThirdPlaneAndHalfWidthKana) {
  const Charset& euc = Charset::of(Encoding::kEucJp);
  EXPECT_EQ(euc.character_at("\x8F\xB0\xA1", 0).code_point, U'\u4E02');
  EXPECT_EQ(euc.character_at("\x8E\xB1", 0).code_point, U'\uFF71');
  EXPECT_EQ(euc.character_at("\xAD\xA1", 0).code_point, U'\u2460');
  const Charset& sjis = Charset::of(Encoding::kShiftJis);
  EXPECT_EQ(sjis.character_at("\xB1x", 0).code_point, U'\uFF71');
  EXPECT_EQ(sjis.character_at("\xB1x", 0).bytes, 1);
  EXPECT_EQ(sjis.character_at("\\", 0).code_point, U'\\');
}

TEST(Charset, DamageDoesNotSwallowSoundText) {
  const Charset& gb = Charset::of(Encoding::kGb18030);
  EXPECT_EQ(gb.character_at("\xB0\n", 0).code_point, kNoCharacter);
  EXPECT_EQ(gb.character_at("\xB0\n", 0).bytes, 1) << "the line end stays";
  EXPECT_EQ(gb.character_at("\xB0", 0).bytes, 1);
  EXPECT_EQ(gb.character_at("\xFF\xFF", 0).bytes, 1);
  EXPECT_EQ(Charset::of(Encoding::kBig5).character_at("\xA1\xFF", 0).code_point, kNoCharacter);
}

TEST(Charset, CharactersGoBackToTheirBytes) {
  for (const Encoding encoding :
       {Encoding::kGb18030, Encoding::kBig5, Encoding::kShiftJis, Encoding::kEucKr,
        Encoding::kWindows1252, Encoding::kKoi8R, Encoding::kIso8859_2}) {
    const Charset& charset = Charset::of(encoding);
    int characters = 0;
    for (char32_t c = 0x80; c < 0x10000; ++c) {
      const std::uint16_t bytes = charset.bytes_of(c);
      if (bytes == 0) continue;
      std::string spelt(1, static_cast<char>(bytes & 0xFF));
      if (bytes > 0xFF) spelt += static_cast<char>(bytes >> 8);
      ASSERT_EQ(charset.character_at(spelt, 0).code_point, c);
      ++characters;
    }
    EXPECT_GT(characters, 90);
  }
  EXPECT_EQ(Charset::of(Encoding::kWindows1252).bytes_of(U'\u4E2D'), 0);
}

}  // namespace
}  // namespace galley
