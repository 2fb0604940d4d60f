// SPDX-License-Identifier: Apache-2.0
#include "dedup/letter_comparison.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/utf8.h"
#include "tests/dedup/noisy_copies.h"
#include "tests/reference/slow_duplicates.h"

namespace galley {
namespace {

std::string utf8_of(std::u32string_view letters) {
  std::string text;
  for (const char32_t letter : letters) append_utf8(text, letter);
  return text;
}

class LetterComparisonTest : public testing::Test {
 protected:
  LetterComparisonTest() : place_(options()), comparison_(place_) {}

  static DedupOptions options() {
    DedupOptions options;
    options.preset = DedupPreset::kOcr;
    return options;
  }
  std::uint32_t compare(std::string_view a, std::string_view b) {
    PreparedText first;
    PreparedText second;
    comparison_.read(a, first);
    comparison_.read(b, second);
    if (!comparison_.may_match(first, second)) return 0;
    comparison_.complete(first);
    comparison_.complete(second);
    comparison_.set_text(first);
    return comparison_.compare_with(second);
  }
  // `text` with one character in `in` misread.
  std::string misread(std::string text, std::uint64_t in) {
    for (char& c : text) {
      if (maker_.random()() % in == 0) c = static_cast<char>('a' + maker_.random()() % 26);
    }
    return text;
  }

  ComparisonPlace place_;
  LetterComparison comparison_;
  NoisyCopies maker_{5};
};

TEST_F(LetterComparisonTest, IsTheShareOfLettersThatNeedNoEdit) {
  for (int i = 0; i < 60; ++i) {
    const std::string a = maker_.paragraph(30);
    const std::string b = misread(a, 12);
    const std::u32string x = letters_of(a);
    const std::u32string y = letters_of(b);
    const std::size_t longer = std::max(x.size(), y.size());
    EXPECT_EQ(compare(a, b), (longer - slow_distance(x, y, false)) * 1'000'000 / longer);
    EXPECT_EQ(compare(a, b), compare(b, a));
  }
}

// Also where they are as long as each other and their letters weigh differently, and where the
// share that is reached is just the share that is asked for.
TEST_F(LetterComparisonTest, IsTheSameEitherWayRound) {
  for (int i = 0; i < 3000; ++i) {
    const std::u32string a = letters_of(maker_.paragraph(1 + maker_.random()() % 8));
    std::u32string x = a, y = a;
    for (std::u32string* const text : {&x, &y}) {
      const std::uint64_t in = 2 + maker_.random()() % 2;
      for (char32_t& c : *text) {
        if (maker_.random()() % in == 0) c = text == &x ? U'潮' : U'e';
      }
    }
    const std::string first = utf8_of(x), second = utf8_of(y);
    EXPECT_EQ(compare(first, second), compare(second, first)) << first << '\n' << second;
  }
}

TEST_F(LetterComparisonTest, PrintsWithOneLetterInSixMisreadAreOneStory) {
  for (int i = 0; i < 100; ++i) {
    const std::string story = maker_.paragraph(40);
    EXPECT_GE(compare(misread(story, 6), misread(story, 6)), 550'000u);
  }
}

TEST_F(LetterComparisonTest, CutEndsAndAnAddedDatelineDoNotPart) {
  const std::string story = maker_.paragraph(50);
  EXPECT_NE(compare(story, story.substr(story.size() / 5)), 0u);
  EXPECT_NE(compare(story, story.substr(0, story.size() * 4 / 5)), 0u);
  EXPECT_NE(compare(story, "LONDON, Friday, by cable to the Herald. " + story), 0u);
}

TEST_F(LetterComparisonTest, APartMayGoForTheWholeAndNotTheOtherWay) {
  const std::string story = maker_.paragraph(90);
  const std::string part = misread(story.substr(story.size() / 2, story.size() / 5), 9);
  EXPECT_NE(compare(part, story), 0u);
  EXPECT_EQ(compare(story, part), 0u);
  EXPECT_EQ(compare(maker_.paragraph(18), story), 0u);
}

TEST_F(LetterComparisonTest, OtherStoriesAreOthers) {
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(compare(maker_.paragraph(40), maker_.paragraph(40)), 0u);
  }
}

// Statements of two banks that a poor print leaves as like each other as two prints.
TEST_F(LetterComparisonTest, RecordsOfOneTemplateAreOthersByTheirNumbers) {
  const auto statement = [&](std::uint64_t salt) {
    std::string text = "Statement of the Bank of the Western Reef at the close of business";
    std::uint64_t number = salt;
    for (const std::string_view line :
         {"Capital stock", "Surplus fund", "Undivided profits", "Deposits subject to check",
          "Time deposits", "Notes in circulation"}) {
      number = number * 7919 % 900'000 + 100'000;
      text += " " + std::string(line) + " $" + std::to_string(number);
    }
    return text;
  };
  const std::string a = misread(statement(17), 9);
  EXPECT_EQ(compare(misread(statement(3), 9), a), 0u);
  EXPECT_NE(compare(misread(statement(3), 9), misread(statement(3), 9)), 0u);
  DedupOptions ignoring = options();
  ignoring.numbers = Numbers::kIgnore;
  ComparisonPlace place(ignoring);
  LetterComparison comparison(place);
  PreparedText first, second;
  comparison.read(misread(statement(3), 9), first);
  comparison.read(a, second);
  comparison.set_text(first);
  EXPECT_NE(comparison.compare_with(second), 0u);
}

// The same form on two days: next to no letter differs, most numerals do.
TEST_F(LetterComparisonTest, AFormFilledInAnewIsAnotherRecord) {
  const std::string monday =
      "Temperature at the light at noon 48, highest yesterday 58, lowest last night 46, wind 7 "
      "miles";
  const std::string friday =
      "Temperature at the light at noon 16, highest yesterday 39, lowest last night 12, wind 4 "
      "miles";
  EXPECT_EQ(compare(monday, friday), 0u);
  EXPECT_EQ(compare(friday, monday), 0u);
  EXPECT_NE(compare(monday, monday), 0u);
  // One numeral in seven misread, and a few letters as well.
  EXPECT_NE(compare(monday,
                    "Ternperature at tbe light at noon 43, highest yesterday 58, lowest lost "
                    "night 46, wlnd 7 miles"),
            0u);
  // Poor prints, whose numerals nobody can trust.
  EXPECT_NE(compare(misread(monday, 9), misread(monday, 5)), 0u);
}

TEST(LeastMatch, IsStricterForShortTextsAndPoorAlphabets) {
  const auto least = [](std::uint64_t weight, std::uint64_t chance) {
    return least_match_ppm(weight, chance, 166'667);
  };
  EXPECT_GT(least(60, 60'000), least(600, 60'000));
  EXPECT_GT(least(600, 200'000), least(600, 60'000));
  EXPECT_GE(least(1'000'000, 0), 350'000u);
  EXPECT_LE(least(1, 1'000'000), 1'000'000u);
  EXPECT_GT(least_match_ppm(600, 60'000, 50'000), least(600, 60'000)) << "fewer errors, more match";
}

}  // namespace
}  // namespace galley
