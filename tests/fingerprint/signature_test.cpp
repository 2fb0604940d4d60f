// SPDX-License-Identifier: Apache-2.0
#include "fingerprint/signature.h"

#include <gtest/gtest.h>

#include <algorithm>

#include <random>
#include <set>

namespace galley {
namespace {

std::u32string random_letters(std::mt19937_64& random, std::size_t count, std::uint32_t alphabet) {
  std::u32string letters;
  for (std::size_t i = 0; i < count; ++i) {
    letters += static_cast<char32_t>(U'a' + random() % alphabet);
  }
  return letters;
}

struct Signed {
  std::vector<std::uint32_t> minima;
  std::vector<std::uint64_t> keys;
  Sketch sketch;
  friend bool operator==(const Signed&, const Signed&) = default;
};

Signed sign(std::u32string_view letters, const FingerprintPlan& plan,
            VectorLevel level = vector_level()) {
  Signature signature(plan, level);
  signature.compute({letters.data(), letters.size()});
  Signed out{{signature.minima().begin(), signature.minima().end()}, {}, signature.sketch()};
  signature.make_keys(out.keys);
  return out;
}

TEST(Signature, EveryLevelOfProcessorsGivesTheSameBits) {
  std::mt19937_64 random(1);
  for (const std::uint32_t bands : {1u, 8u, 9u, 16u, 24u, 31u, 64u}) {
    for (const std::uint32_t rows : {1u, 2u, 5u, 6u, 13u, 32u}) {
      FingerprintPlan plan;
      plan.bands = bands;
      plan.rows = rows;
      for (const std::size_t size : {1u, 4u, 5u, 6u, 12u, 13u, 100u, 255u, 260u, 261u, 5000u}) {
        const std::u32string letters = random_letters(random, size, size % 2 == 0 ? 26 : 20'000);
        const Signed plain = sign(letters, plan, VectorLevel::kScalar);
        EXPECT_EQ(plain.keys.size(), bands);
        EXPECT_EQ(sign(letters, plan), plain) << bands << ' ' << rows << ' ' << size;
      }
    }
  }
}

// A minimum depends on the set of shingles alone: the minima of a text are the lesser ones of the
// minima of two parts that have all its shingles.
TEST(Signature, IsThatOfTheSetOfShingles) {
  std::mt19937_64 random(2);
  const FingerprintPlan plan;
  for (int i = 0; i < 50; ++i) {
    const std::u32string text = random_letters(random, 200 + random() % 2000, 5);
    const std::size_t cut = 5 + random() % (text.size() - 10);
    const Signed head = sign(text.substr(0, cut + 4), plan);
    const Signed tail = sign(text.substr(cut), plan);
    const Signed whole = sign(text, plan);
    for (std::size_t m = 0; m < whole.minima.size(); ++m) {
      ASSERT_EQ(whole.minima[m], std::min(head.minima[m], tail.minima[m]));
    }
    const Signed doubled = sign(text + text.substr(text.size() - 4) + text, plan);
    std::size_t kept = 0;
    for (std::size_t m = 0; m < whole.minima.size(); ++m)
      kept += doubled.minima[m] == whole.minima[m];
    EXPECT_GE(kept, whole.minima.size() * 3 / 4) << "only the seam is new";
  }
}

TEST(Signature, OfOneShingleIsThatOfItsLetters) {
  const FingerprintPlan plan;
  EXPECT_EQ(sign(U"abcd", plan), sign(U"abcd", plan));
  EXPECT_NE(sign(U"abcd", plan).keys, sign(U"abce", plan).keys);
  EXPECT_NE(sign(U"abcd", plan).keys, sign(U"abc", plan).keys);
  EXPECT_NE(sign(U"", plan).keys, sign(U"a", plan).keys);
}

TEST(Signature, KeysOfUnrelatedTextsDiffer) {
  std::mt19937_64 random(3);
  const FingerprintPlan plan;
  std::set<std::uint64_t> all;
  std::size_t count = 0;
  for (int i = 0; i < 500; ++i) {
    const Signed one = sign(random_letters(random, 200, 26), plan);
    all.insert(one.keys.begin(), one.keys.end());
    count += one.keys.size();
  }
  EXPECT_EQ(all.size(), count);
}

// Of texts at a coefficient of 0.8, at least 99 in 100 have a key in common, and their sketches
// agree in 0.8 + 0.2 / 4 of the values on average.
TEST(Signature, FindsPairsAtTheThreshold) {
  std::mt19937_64 random(4);
  FingerprintPlan plan;
  for (const std::size_t shingles : {60u, 200u, 1000u}) {
    std::size_t found = 0;
    std::uint64_t agreed = 0;
    constexpr std::size_t kPairs = 400;
    for (std::size_t pair = 0; pair < kPairs; ++pair) {
      // J = s / (2 n - s) = 0.8 for s = 8/9 n: a ninth of each text is its own.
      const std::u32string shared = random_letters(random, shingles * 8 / 9 + 4, 5000);
      const Signed a = sign(shared + random_letters(random, shingles / 9, 5000), plan);
      const Signed b = sign(shared + random_letters(random, shingles / 9, 5000), plan);
      bool in_common = false;
      for (std::size_t i = 0; i < a.keys.size(); ++i) in_common |= a.keys[i] == b.keys[i];
      found += in_common ? 1 : 0;
      agreed += agreement(a.sketch, b.sketch);
    }
    EXPECT_GE(found * 100, kPairs * 98) << shingles;
    EXPECT_NEAR(static_cast<double>(agreed) / kPairs / kSketchValues, 0.85, 0.02) << shingles;
  }
}

}  // namespace
}  // namespace galley
