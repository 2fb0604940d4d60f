// SPDX-License-Identifier: Apache-2.0
#include "dedup/shingle_codes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "tests/reference/slow_duplicates.h"

namespace galley {
namespace {

std::span<const char32_t> letters_in(std::u32string_view text) {
  return {text.data(), text.size()};
}

std::u32string random_letters(std::mt19937_64& random, std::size_t size, std::uint32_t alphabet) {
  std::u32string text;
  for (std::size_t i = 0; i < size; ++i) text += U'一' + static_cast<char32_t>(random() % alphabet);
  return text;
}

TEST(ShingleCodes, AreTheSetsOfShingles) {
  std::mt19937_64 random(1);
  Alphabet alphabet;
  ShingleCoder coder(alphabet);
  for (int i = 0; i < 300; ++i) {
    const std::uint32_t letters = i % 2 == 0 ? 2 : 300;
    const std::u32string a = random_letters(random, random() % 400, letters);
    std::u32string b = i % 3 == 0 ? random_letters(random, random() % 8, letters) : a;
    if (!b.empty()) b[random() % b.size()] = U'x';
    if (i % 5 == 0) std::ranges::rotate(b, b.begin() + static_cast<std::ptrdiff_t>(b.size() / 3));
    std::vector<std::uint64_t> codes_a;
    std::vector<std::uint64_t> codes_b;
    ASSERT_TRUE(coder.append_codes(letters_in(a), codes_a));
    ASSERT_TRUE(coder.append_codes(letters_in(b), codes_b));
    EXPECT_EQ(codes_a.size(), slow_shingles(a).size());
    const std::uint32_t expected = slow_similarity_ppm(a, b);
    CodeSet set;
    set.set(codes_a);
    EXPECT_EQ(set.overlap_with(codes_b).similarity_ppm(), expected);
    std::ranges::sort(codes_a);
    std::ranges::sort(codes_b);
    EXPECT_EQ(overlap(codes_a, codes_b).similarity_ppm(), expected);
    EXPECT_EQ(overlap_of_letters(letters_in(a), letters_in(b)).similarity_ppm(), expected);
  }
}

TEST(CodeIndex, FindsWhatWasAddedSinceItBegan) {
  std::mt19937_64 random(2);
  CodeIndex index;
  for (const std::size_t size : {0u, 1u, 8u, 9u, 1000u, 3u}) {
    index.begin(size);
    std::vector<std::uint64_t> codes(size);
    std::map<std::uint64_t, std::size_t> expected;
    for (std::size_t i = 0; i < size; ++i) {
      // Codes that are near each other, and the smallest.
      const std::uint64_t code = i == 0 ? 0 : random() % (2 * size);
      const std::size_t count = expected.size();
      ASSERT_EQ(index.add(code, codes.data(), static_cast<std::uint32_t>(count)),
                expected.emplace(code, count).second);
      if (expected.size() > count) codes[count] = code;
    }
    for (std::uint64_t code = 0; code < 2 * size + 2; ++code) {
      const auto found = expected.find(code);
      EXPECT_EQ(index.find(code, codes.data()),
                found == expected.end() ? CodeIndex::kNone : found->second);
    }
  }
}

TEST(ShingleCodes, RefuseWhatTheAlphabetCannotHold) {
  Alphabet alphabet;
  ShingleCoder coder(alphabet);
  std::u32string text;
  for (std::uint32_t i = 0; i < Alphabet::kMostLetters; ++i) text += U'一' + i;
  std::vector<std::uint64_t> codes;
  ASSERT_TRUE(coder.append_codes(letters_in(text), codes));
  const std::size_t size = codes.size();
  EXPECT_FALSE(coder.append_codes(letters_in(U"abcdef"), codes))
      << "no letter of them has a number";
  EXPECT_EQ(codes.size(), size);
  EXPECT_TRUE(coder.append_codes(letters_in(text.substr(40, 9)), codes)) << "old letters still do";
}

}  // namespace
}  // namespace galley
