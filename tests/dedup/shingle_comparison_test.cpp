// SPDX-License-Identifier: Apache-2.0
#include "dedup/shingle_comparison.h"

#include <gtest/gtest.h>

#include "tests/dedup/noisy_copies.h"
#include "tests/reference/slow_duplicates.h"

namespace galley {
namespace {

std::uint32_t compare(Comparison& comparison, std::string_view a, std::string_view b) {
  PreparedText first;
  PreparedText second;
  comparison.read(a, first);
  comparison.read(b, second);
  if (!comparison.may_match(first, second)) return 0;
  comparison.complete(first);
  comparison.complete(second);
  comparison.set_text(first);
  return comparison.compare_with(second);
}

TEST(ShingleComparison, IsTheJaccardCoefficientFromTheThresholdOn) {
  DedupOptions options;
  options.numbers = Numbers::kIgnore;
  ComparisonPlace place(options);
  ShingleComparison comparison(place);
  NoisyCopies maker(1);
  std::size_t above = 0;
  for (int i = 0; i < 400; ++i) {
    const std::string a = maker.paragraph(1 + maker.random()() % 50);
    const std::string b = maker.changed(a, maker.random()() % (1 + a.size() / 25));
    const std::uint32_t expected = slow_similarity_ppm(letters_of(a), letters_of(b));
    EXPECT_EQ(compare(comparison, a, b), expected >= 800'000 ? expected : 0);
    above += expected >= 800'000 ? 1 : 0;
  }
  EXPECT_GT(above, 100u);
  EXPECT_LT(above, 390u);
}

TEST(ShingleComparison, NumbersMayTellTextsApart) {
  const std::string a = "Lot 14 of the estate comprises a barn, two sheds and a well of good water";
  const std::string b = "Lot 15 of the estate comprises a barn, two sheds and a well of good water";
  const std::string c = a + ", 9 acres";
  for (const Numbers numbers : {Numbers::kDistinguish, Numbers::kIgnore}) {
    DedupOptions options;
    options.numbers = numbers;
    ComparisonPlace place(options);
    ShingleComparison comparison(place);
    EXPECT_EQ(compare(comparison, a, b) != 0, numbers == Numbers::kIgnore);
    EXPECT_NE(compare(comparison, a, c), 0u) << "its numbers are among the other's";
  }
}

TEST(ShingleComparison, DoesWithoutAnAlphabetThatIsFull) {
  DedupOptions options;
  ComparisonPlace place(options);
  for (char32_t letter = 0; letter < Alphabet::kMostLetters; ++letter) {
    ASSERT_NE(place.alphabet().number_of(0x20000 + letter), 0u);
  }
  ShingleComparison comparison(place);
  const std::string a = "none of these letters has a number that is left to give";
  EXPECT_EQ(compare(comparison, a, a), 1'000'000u);
  EXPECT_EQ(compare(comparison, a, "none of these letters has a number"), 0u);
}

}  // namespace
}  // namespace galley
