// SPDX-License-Identifier: Apache-2.0
#include "dedup/sample_join.h"

#include <gtest/gtest.h>

#include "tests/dedup/noisy_copies.h"
#include "tests/reference/slow_duplicates.h"

namespace galley {
namespace {

TEST(SampleJoin, FindsWhatComparingEachWithEachFinds) {
  NoisyCopies maker(4);
  const std::vector<std::string> texts = maker.paragraphs(110);
  ShingleSetMaker sets;
  for (const std::uint32_t similarity_ppm : {500'000u, 800'000u, 950'000u}) {
    SampleJoin join(similarity_ppm);
    std::vector<std::u32string> sampled;
    ShingleSet set;
    for (std::size_t i = 0; i < texts.size(); i += 3) {
      sets.make(texts[i], set);
      ASSERT_EQ(join.add(set), sampled.size());
      sampled.push_back(letters_of(texts[i]));
    }
    join.seal();
    std::size_t pairs = 0;
    for (const std::string& text : texts) {
      std::vector<std::uint32_t> expected, found;
      const std::u32string letters = letters_of(text);
      for (std::uint32_t number = 0; number < sampled.size(); ++number) {
        if (slow_similarity_ppm(letters, sampled[number]) >= similarity_ppm) {
          expected.push_back(number);
        }
      }
      sets.make(text, set);
      join.find(set, found);
      EXPECT_EQ(found, expected);
      pairs += found.size();
    }
    EXPECT_GT(pairs, sampled.size()) << "each finds itself, and some find others";
  }
}

TEST(JaccardPpm, IsThatOfTheSets) {
  ShingleSetMaker sets;
  ShingleSet a, b;
  sets.make("Abcdefgh", a);
  sets.make("bcdefghi", b);
  EXPECT_EQ(a.size(), 4u);
  EXPECT_EQ(jaccard_ppm(a, b), 600'000u);
  EXPECT_EQ(jaccard_ppm(a, a), 1'000'000u);
  EXPECT_EQ(sets.make("-- !", b), 0u);
  EXPECT_EQ(jaccard_ppm(a, b), 0u);
  EXPECT_EQ(jaccard_ppm(b, b), 0u);
}

}  // namespace
}  // namespace galley
