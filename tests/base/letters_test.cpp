// SPDX-License-Identifier: Apache-2.0
#include "base/letters.h"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <random>
#include <string>

#include "base/utf8.h"
#include "tests/support/unicode_version.h"

namespace galley {
namespace {

std::u32string letters_of(std::string_view text) {
  LetterBuffer buffer;
  append_letters(text, buffer);
  EXPECT_EQ(buffer.size(), count_letters(text));
  return {buffer.letters().begin(), buffer.letters().end()};
}

// The slow, obvious twin: the definition, by ICU, over the whole text at once.
std::u32string reference_letters(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  icu::UnicodeString whole = nfkc->normalize(
      icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())}), status);
  whole.foldCase();
  std::u32string letters;
  for (int32_t i = 0; i < whole.length(); i = whole.moveIndex32(i, 1)) {
    const UChar32 c = whole.char32At(i);
    if ((U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0) {
      letters += static_cast<char32_t>(c);
    }
  }
  return letters;
}

TEST(Letters, WrapsCaseWidthAndPunctuationDoNotMatter) {
  EXPECT_EQ(letters_of("The Co-\nunty, 1916!"), U"thecounty1916");
  EXPECT_EQ(letters_of("\uFF34\uFF48\uFF45 \uFF11"), U"the1") << "full width";
  EXPECT_EQ(letters_of("Stra\u00DFe"), U"strasse") << "full case folding";
  EXPECT_EQ(letters_of("\uFB01x\u2460\u00B2"), U"fix12") << "compatibility forms";
  EXPECT_EQ(letters_of("\u4E2D\u3001 \u570B\u3002"), U"\u4E2D\u570B");
  EXPECT_EQ(letters_of("\u2F08"), U"\u4EBA") << "a Kangxi radical is its character";
}

TEST(Letters, ComposedAndDecomposedAreTheSame) {
  EXPECT_EQ(letters_of("E\u0301a"), U"\u00E9a");
  EXPECT_EQ(letters_of("\u00C9a"), U"\u00E9a");
  EXPECT_EQ(letters_of("a\u0323\u0302"), letters_of("a\u0302\u0323")) << "order of marks";
  EXPECT_EQ(letters_of("\uFF76\uFF9E"), U"\u30AC") << "half-width kana and its voicing mark";
  EXPECT_EQ(letters_of("\u1112\u1161\u11AB"), U"\uD55C") << "conjoining Jamo";
}

TEST(Letters, EveryCodePointAloneFollowsTheDefinition) {
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    if (is_newer_than_tables(static_cast<UChar32>(c))) continue;
    std::string text;
    append_utf8(text, c);
    ASSERT_EQ(letters_of(text), reference_letters(text)) << std::hex << static_cast<unsigned>(c);
  }
}

TEST(Letters, RandomTextFollowsTheDefinition) {
  std::mt19937 random(1);
  const char32_t ranges[][2] = {{0x20, 0x7F},     {0x300, 0x345},   {0xC0, 0x17F},
                                {0x600, 0x660},   {0x900, 0x960},   {0xE00, 0xE50},
                                {0x1100, 0x1200}, {0x3040, 0x30FF}, {0x4E00, 0x4F00},
                                {0xAC00, 0xAD00}, {0xFB00, 0xFB50}, {0xFF60, 0xFFA0}};
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t length = random() % 24; length > 0; --length) {
      const auto& range = ranges[random() % std::size(ranges)];
      append_utf8(text, range[0] + static_cast<char32_t>(random() % (range[1] - range[0])));
    }
    ASSERT_EQ(letters_of(text), reference_letters(text)) << printable(text);
  }
}

TEST(Letters, StepsDoNotShow) {
  // Longer than a step, with a mark right behind every border that a step could have.
  std::string text;
  std::u32string expected;
  for (int i = 0; i < 6000; ++i) {
    text += "xe\u0301";
    expected += U"x\u00E9";
  }
  EXPECT_EQ(letters_of(text), expected);
  EXPECT_EQ(letters_of(std::string(100'000, 'A')), std::u32string(100'000, U'a'));
  std::string expanding;
  for (int i = 0; i < 5000; ++i) expanding += "\uFDFA";
  EXPECT_EQ(letters_of(expanding).size(), 5000u * 15) << "18 code points, 3 of them spaces";
}

TEST(Letters, MarksWithoutEndAreBounded) {
  std::string text = "a";
  for (int i = 0; i < 100'000; ++i) text += "\u0301";
  EXPECT_EQ(letters_of(text).front(), U'\u00E1');
}

}  // namespace
}  // namespace galley
