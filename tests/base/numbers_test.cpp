// SPDX-License-Identifier: Apache-2.0
#include "base/numbers.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

#include "base/cpu.h"
#include "base/hash.h"
#include "base/letters.h"
#include "base/numerals.h"

namespace galley {
namespace {

std::vector<std::uint64_t> numbers_of(std::string_view text, unsigned least_numerals = 1) {
  std::vector<std::uint64_t> numbers;
  read_numbers(text, numbers, least_numerals);
  return numbers;
}

std::uint64_t marks_of(std::string_view text) {
  LetterBuffer letters;
  append_letters(text, letters);
  return number_marks(letters.letters());
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

// Of texts whose numbers agree one's marks contain the other's: at once where no separator is lost.
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
    EXPECT_TRUE(marks_agree(marks_of(all), marks_of(some)));
  }
  EXPECT_FALSE(marks_agree(marks_of("of 27 and 5 of"), marks_of("of 28 and 9 of")));
}

#if defined(__x86_64__)
// None is missed at any place of a block, and hardly an ideograph is taken for one.
TEST(Numbers, NumeralsOfABlockAreFound) {
  if (vector_level() < VectorLevel::kV3) GTEST_SKIP() << "this processor has no AVX2";
  std::array<char32_t, kNumeralBlock> block{};
  std::size_t others = 0;
  for (char32_t c = 1; c < 0x30000; ++c) {
    const std::size_t place = c % kNumeralBlock;
    block.fill(U'x');
    block[place] = c;
    const std::uint32_t found = find_numerals_v3(block.data());
    const bool is_numeral = numeral_kind(c) != NumeralKind::kNone;
    // No letter is below the digits.
    if (is_numeral) {
      ASSERT_EQ(found, std::uint32_t{1} << place) << std::hex << static_cast<unsigned>(c);
    } else if (c > U'9' && found != 0) {
      ++others;
    }
  }
  EXPECT_LT(others, 1000u);
}
#endif

// The same as of each letter by itself, wherever blocks begin and end.
TEST(Numbers, MarksDoNotDependOnBlocks) {
  std::mt19937_64 random(3);
  const std::u32string_view alphabet = U"abcdefgh0123萬三百五水木金土日〇九";
  for (int i = 0; i < 2000; ++i) {
    std::u32string letters(random() % 200, U'a');
    for (char32_t& letter : letters) {
      if (random() % 3 == 0) letter = alphabet[random() % alphabet.size()];
    }
    std::uint64_t expected = 0;
    for (std::size_t begin = 0; begin < letters.size();) {
      const auto kind = [&](std::size_t at) { return numeral_kind(letters[at]); };
      std::size_t end = begin + 1;
      while (end < letters.size() && kind(end) == kind(begin)) ++end;
      std::uint64_t hash = 0;
      for (std::size_t at = begin; at < end; ++at) hash = hash * 31 + letters[at];
      if (kind(begin) != NumeralKind::kNone && begin > 0)
        expected |= std::uint64_t{1} << (mix64(hash) >> 58);
      begin = end;
    }
    ASSERT_EQ(number_marks(letters), expected) << i;
  }
}

}  // namespace
}  // namespace galley
