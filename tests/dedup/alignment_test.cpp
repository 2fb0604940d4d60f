// SPDX-License-Identifier: Apache-2.0
#include "dedup/alignment.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/reference/slow_duplicates.h"

namespace galley {
namespace {

std::span<const char32_t> span_of(std::u32string_view text) {
  return {text.data(), text.size()};
}

std::u32string random_text(std::mt19937_64& random, std::size_t size, std::uint32_t alphabet) {
  std::u32string text;
  for (std::size_t i = 0; i < size; ++i) text += U'一' + static_cast<char32_t>(random() % alphabet);
  return text;
}

class AlignmentCode : public ::testing::TestWithParam<VectorLevel> {
 protected:
  void SetUp() override {
    if (GetParam() > vector_level()) GTEST_SKIP() << "this processor has no such instructions";
  }
};

// Lengths around the blocks of 64 letters.
TEST_P(AlignmentCode, TellsTheEditDistance) {
  std::mt19937_64 random(1);
  Alignment alignment(GetParam());
  for (int i = 0; i < 1000; ++i) {
    const std::size_t sizes[] = {0, 1, 2, 63, 64, 65, 127, 128, 129, random() % 700};
    const std::uint32_t alphabet = i % 2 == 0 ? 3 : 40;
    const std::u32string text = random_text(random, sizes[random() % 10], alphabet);
    std::u32string other = random_text(random, sizes[random() % 10], alphabet);
    if (i % 3 == 0) {
      other = text;
      for (char32_t& letter : other) {
        if (random() % 8 == 0) letter = U'z';
      }
      if (!other.empty()) other.erase(random() % other.size(), random() % 4);
    }
    alignment.set_text(span_of(text));
    EXPECT_EQ(alignment.distance_to(span_of(other), Alignment::Ends::kCounted),
              slow_distance(text, other, false));
    EXPECT_EQ(alignment.distance_to(span_of(other), Alignment::Ends::kFree),
              slow_distance(text, other, true));
  }
}

INSTANTIATE_TEST_SUITE_P(Levels, AlignmentCode,
                         ::testing::Values(VectorLevel::kScalar, VectorLevel::kV3));

TEST(Alignment, TellsTheChanceThatLettersAgree) {
  Alignment alignment;
  alignment.set_text(span_of(U"aabb"));
  EXPECT_EQ(alignment.chance_ppm(span_of(U"ab")), 500'000u);
  EXPECT_EQ(alignment.chance_ppm(span_of(U"aaac")), 375'000u);
  EXPECT_EQ(alignment.chance_ppm(span_of(U"xyz")), 0u);
  EXPECT_EQ(alignment.chance_ppm({}), 0u);
  alignment.set_text({});
  EXPECT_EQ(alignment.chance_ppm(span_of(U"a")), 0u);
}

TEST(Alignment, TellsTheSameChanceEitherWayRound) {
  std::mt19937 random(3);
  Alignment here, there;
  for (int i = 0; i < 500; ++i) {
    std::u32string texts[2];
    for (std::u32string& text : texts) {
      for (std::size_t left = 1 + random() % 150; left > 0; --left) {
        text += static_cast<char32_t>(U'a' + random() % 7);
      }
    }
    here.set_text(span_of(texts[0]));
    there.set_text(span_of(texts[1]));
    EXPECT_EQ(here.chance_ppm(span_of(texts[1])), there.chance_ppm(span_of(texts[0])));
  }
}

TEST(Alignment, BearsMoreLettersThanItCanNumber) {
  std::u32string text;
  for (char32_t letter = 1; letter <= 70'000; ++letter) text += letter;
  Alignment alignment;
  alignment.set_text(span_of(text).first(70'000));
  EXPECT_EQ(alignment.distance_to(span_of(text).first(10), Alignment::Ends::kCounted), 69'990u);
}

}  // namespace
}  // namespace galley
