// SPDX-License-Identifier: Apache-2.0
#include "base/numbers.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

#include "base/cpu.h"
#include "base/letters.h"
#include "base/numerals.h"
#include "base/utf8.h"

namespace galley {
namespace {

std::vector<std::uint64_t> numbers_of(std::string_view text, unsigned least_numerals = 1) {
  std::vector<std::uint64_t> numbers;
  read_numbers(text, numbers, least_numerals);
  return numbers;
}

std::string to_utf8(char32_t character) {
  std::string text;
  append_utf8(text, character);
  return text;
}

bool agree(std::string_view a, std::string_view b) {
  return numbers_agree(numbers_of(a), numbers_of(b));
}

TEST(Numbers, AreRunsOfDigitsOrHanNumerals) {
  EXPECT_EQ(numbers_of("no number in it").size(), 0u);
  EXPECT_EQ(numbers_of("on 3 May, 1,200 men and 2.5 tons").size(), 3u);
  EXPECT_EQ(numbers_of("中華民國一百零三年五月二十日").size(), 3u);
  EXPECT_EQ(numbers_of("共12萬元").size(), 2u) << "digits and numerals are two runs";
  EXPECT_EQ(numbers_of("in 1916.").size(), 1u);
  EXPECT_EQ(numbers_of("in 1916.").front(), numbers_of("of 1916 and").front());
  EXPECT_NE(numbers_of("at 1.5 of").front(), numbers_of("at 15 of").front());
  EXPECT_EQ(numbers_of("at １５ of").front(), numbers_of("at 15 of").front())
      << "width does not matter";
}

TEST(Numbers, MayBeAskedForWithSoManyNumeralsAtLeast) {
  EXPECT_EQ(numbers_of("2 of 30 and 1.25 of 1,000, 7 of 999", 3).size(), 3u);
  EXPECT_EQ(numbers_of("1.25", 3), numbers_of("1.25"));
  EXPECT_EQ(numbers_of("三百二十一人共12萬三千四百元", 3).size(), 2u);
}

TEST(Numbers, LeaveOutThatOfAListItem) {
  for (const char* item :
       {"12. The mayor spoke", "(3) The mayor spoke", "十二、市長致詞", "# 4) Mayor"}) {
    EXPECT_EQ(numbers_of(item).size(), 0u) << item;
  }
  EXPECT_EQ(numbers_of("12 men spoke").size(), 1u);
  EXPECT_EQ(numbers_of("Of 12. The").size(), 1u);
}

TEST(Numbers, AgreeWhereTheShorterSequenceIsWithinTheLonger) {
  EXPECT_TRUE(agree("a 1 b 2 c 3", "a 1 c 3"));
  EXPECT_TRUE(agree("no numbers", "a 1 b 2"));
  EXPECT_FALSE(agree("Chapter 27 of 40", "Chapter 28 of 40"));
  EXPECT_FALSE(agree("a 1 b 2", "a 2 b 1")) << "their order matters";
  EXPECT_FALSE(agree("a 1 b 1", "a 1 b 2 c 3"));
  EXPECT_TRUE(agree("1. The hall", "2. The hall"));
}

// Of texts whose numbers agree one's marks contain the other's.
TEST(Numbers, MarksOfAgreeingTextsAgree) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 500; ++i) {
    std::string all = "begin";
    std::string some = "begin";
    for (int word = 0; word < 30; ++word) {
      const bool is_number = random() % 4 == 0;
      const std::string next =
          is_number ? " " + std::to_string(random() % 1000) + " of" : std::string(" words");
      all += next;
      if (random() % 3 != 0) some += next;
    }
    ASSERT_TRUE(agree(all, some));
    EXPECT_TRUE(marks_agree(number_marks(all), number_marks(some)));
  }
  EXPECT_FALSE(marks_agree(number_marks("of 27 and 5 of"), number_marks("of 28 and 9 of")));
}

// Characters that are passed over fold to no digit or numeral.
TEST(Numbers, AreNotPassedOver) {
  std::size_t looked_at = 0;
  for (char32_t c = 1; c < 0x30000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    LetterBuffer fold;
    append_letters(to_utf8(c), fold);
    const bool is_numeral =
        fold.size() == 1 && numeral_kind(fold.letters()[0]) != NumeralKind::kNone;
    ASSERT_TRUE(may_be_numeral(c) || !is_numeral) << std::hex << static_cast<unsigned>(c);
    if (c < 0xFFFF && may_be_numeral(c) && !is_numeral) ++looked_at;
  }
  EXPECT_LT(looked_at, 30000u);
}

#if defined(__x86_64__)
// None is missed at any place of a block, and hardly an ideograph is taken for one.
TEST(Numbers, OfABlockAreFound) {
  if (vector_level() < VectorLevel::kV3) GTEST_SKIP() << "this processor has no AVX2";
  std::size_t others = 0;
  for (char32_t c = 1; c < 0x30000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    const std::size_t place = c % kNumeralBlock;
    const std::string text = std::string(place, 'x') + to_utf8(c) + std::string(64, 'x');
    const std::uint32_t found = find_numerals_v3(text.data());
    if (may_be_numeral(c)) {
      ASSERT_EQ(found, std::uint32_t{1} << place) << std::hex << static_cast<unsigned>(c);
    } else if (found != 0) {
      ++others;
    }
  }
  EXPECT_LT(others, 4000u);
}
#endif

// The same as where each character is looked at, wherever blocks begin and end.
TEST(Numbers, DoNotDependOnBlocks) {
  std::mt19937_64 random(3);
  const std::u32string_view alphabet = U"abcd、。fghéж0123萬三百五水木金土日〇九٣２²";
  for (int i = 0; i < 2000; ++i) {
    std::u32string characters(random() % 200, U'a');
    for (char32_t& character : characters) {
      if (random() % 3 == 0) character = alphabet[random() % alphabet.size()];
    }
    std::string text;
    std::vector<std::string> runs;  // what read_numbers() is to find, with the kind in front
    NumeralKind before = NumeralKind::kNone;
    for (const char32_t character : characters) {
      append_utf8(text, character);
      LetterBuffer fold;
      append_letters(to_utf8(character), fold);
      const NumeralKind kind =
          fold.size() == 1 ? numeral_kind(fold.letters()[0]) : NumeralKind::kNone;
      if (kind != NumeralKind::kNone) {
        if (kind != before) runs.emplace_back();
        append_utf8(runs.back(), fold.letters()[0]);
      }
      before = kind;
    }
    std::vector<std::uint64_t> expected;
    for (const std::string& run : runs) {
      const std::vector<std::uint64_t> number = numbers_of("x" + run);
      ASSERT_EQ(number.size(), 1u);
      expected.push_back(number.front());
    }
    ASSERT_EQ(numbers_of("x" + text), expected) << text;
    std::uint64_t marks = 0;
    for (const std::uint64_t number : expected) marks |= std::uint64_t{1} << number % 64;
    ASSERT_EQ(number_marks("x" + text), marks) << text;
  }
}

}  // namespace
}  // namespace galley
