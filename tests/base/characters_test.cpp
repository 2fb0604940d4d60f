// SPDX-License-Identifier: Apache-2.0
#include "base/characters.h"

#include <gtest/gtest.h>
#include <unicode/uchar.h>
#include "tests/support/unicode_version.h"

namespace galley {
namespace {

TEST(Characters, ClassesWhatRepairAsksFor) {
  EXPECT_EQ(character_class(U'a'), CharacterClass::kLower);
  EXPECT_EQ(character_class(U'Ж'), CharacterClass::kUpper);
  EXPECT_EQ(character_class(U'漢'), CharacterClass::kHan);
  EXPECT_EQ(character_class(U'ー'), CharacterClass::kKana);
  EXPECT_EQ(character_class(U'한'), CharacterClass::kHangul);
  EXPECT_EQ(character_class(U'ก'), CharacterClass::kUnspaced);
  EXPECT_EQ(character_class(U'。'), CharacterClass::kWideStop);
  EXPECT_EQ(character_class(U'？'), CharacterClass::kWideStop);
  EXPECT_EQ(character_class(U'“'), CharacterClass::kOpenQuote);
  EXPECT_EQ(character_class(0x200B), CharacterClass::kControl);
  EXPECT_EQ(character_class(0xE000), CharacterClass::kPrivateUse);
  EXPECT_EQ(character_class(0x3000), CharacterClass::kWideSpace);
}

TEST(Characters, KnowsEveryHyphen) {
  for (const char32_t hyphen : {0x2Du, 0xADu, 0x2010u, 0x2011u, 0x2043u, 0xACu, 0x2E17u, 0x2E40u,
                                0xFE63u, 0xFF0Du, 0x58Au, 0x5BEu, 0x1400u}) {
    EXPECT_EQ(character_class(hyphen), CharacterClass::kHyphen) << std::hex << unsigned{hyphen};
  }
}

TEST(Characters, WideIsWhatUnicodeCallsWide) {
  for (UChar32 c = 0x20; c < 0x30000; ++c) {
    if (c >= 0xE000 && c <= 0xF8FF) continue;  // private use is taken as wide
    if (is_newer_than_tables(c)) continue;
    const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    const bool wide = width == U_EA_WIDE || width == U_EA_FULLWIDTH;
    ASSERT_EQ((character_entry(static_cast<char32_t>(c)) & kCharacterWide) != 0, wide)
        << std::hex << c;
  }
}

TEST(Characters, FoldsLigaturesRadicalsAndCompatibilityIdeographs) {
  EXPECT_EQ(fold_of(0xFB01), "fi");
  EXPECT_EQ(fold_of(0x2F00), "一");  // Kangxi radical one
  EXPECT_EQ(fold_of(0x2EA0), "民");  // CJK Radicals Supplement, which NFKC leaves
  EXPECT_EQ(fold_of(0xF9DC), "隆");
}

TEST(Characters, LeavesWhatBlanketFoldingWouldHarm) {
  for (const char32_t kept : {U'²', U'①', U'㎡', U'Ａ', U'…', U'a', U'漢'}) {
    EXPECT_EQ(fold_of(kept), "");
    EXPECT_EQ(character_entry(kept) & kCharacterFolds, 0);
  }
}

TEST(Characters, FlagAndTableAgree) {
  for (char32_t c = 0; c < 0x30000; ++c) {
    ASSERT_EQ((character_entry(c) & kCharacterFolds) != 0, !fold_of(c).empty())
        << std::hex << unsigned{c};
  }
}

}  // namespace
}  // namespace galley
