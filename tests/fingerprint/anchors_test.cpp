// SPDX-License-Identifier: Apache-2.0
#include "fingerprint/anchors.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>

namespace galley {
namespace {

std::vector<Anchor> anchors_of(std::u32string_view letters) {
  AnchorMaker maker;
  std::vector<Anchor> anchors;
  maker.make({letters.data(), letters.size()}, anchors);
  return anchors;
}

std::u32string random_letters(std::mt19937_64& random, std::size_t count, char32_t first,
                              std::uint32_t alphabet) {
  std::u32string letters;
  for (std::size_t i = 0; i < count; ++i) {
    letters += first + static_cast<char32_t>(random() % alphabet);
  }
  return letters;
}

std::set<std::uint64_t> keys_of(const std::vector<Anchor>& anchors) {
  std::set<std::uint64_t> keys;
  for (const Anchor& anchor : anchors) keys.insert(anchor.key);
  return keys;
}

TEST(Anchors, OfAShortTextAreAll) {
  std::mt19937_64 random(1);
  EXPECT_EQ(anchors_of(random_letters(random, 60, U'a', 26)).size(), 2u * 50);
  EXPECT_EQ(anchors_of(random_letters(random, 60, U'一', 5000)).size(), 57u);
  EXPECT_TRUE(anchors_of(U"tooshort").empty());
  EXPECT_TRUE(anchors_of(U"").empty());
}

TEST(Anchors, OfALongTextAreASampleOfThem) {
  std::mt19937_64 random(2);
  for (const std::size_t size : {1000u, 20'000u}) {
    const std::size_t count = anchors_of(random_letters(random, size, U'a', 26)).size();
    EXPECT_GT(count, 2 * AnchorMaker::kSampledBelow * 8 / 10) << size;
    EXPECT_LT(count, 2 * AnchorMaker::kSampledBelow * 12 / 10) << size;
  }
}

TEST(Anchors, SurviveALetterThatTheyLeaveOut) {
  const std::u32string text = U"abcdefghijk";
  const auto before = keys_of(anchors_of(text));
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::u32string misread = text;
    misread[i] = U'z';
    std::size_t same = 0;
    for (const std::uint64_t key : keys_of(anchors_of(misread))) same += before.count(key);
    const bool first_has = std::u32string(U"abdghjk").contains(text[i]);
    const bool second_has = std::u32string(U"abegijk").contains(text[i]);
    EXPECT_EQ(same, (first_has ? 0u : 1u) + (second_has ? 0u : 1u)) << i;
  }
}

// Each letter beside an anchor has its bit, the nearest lowest: so a text that is cut d letters
// from the anchor has the d lowest bits of the whole.
TEST(Anchors, TellWhatStandsAround) {
  std::mt19937_64 random(3);
  const std::u32string text = random_letters(random, 150, U'a', 26);
  constexpr std::size_t kSpan = 11;
  const std::vector<Anchor> whole = anchors_of(text);
  for (std::size_t cut = 0; cut <= 60; ++cut) {
    const std::u32string_view part = std::u32string_view(text).substr(cut, text.size() - 2 * cut);
    const std::vector<Anchor> anchors = anchors_of(part);
    for (std::size_t i = 0; i < anchors.size(); ++i) {
      const std::size_t before = i / 2;  // two anchors begin at each letter
      const std::size_t after = part.size() - before - kSpan;
      const auto low_bits = [](std::size_t count) {
        return (std::uint64_t{1} << std::min<std::size_t>(count, kAnchorAround)) - 1;
      };
      const Anchor& same = whole[i + 2 * cut];
      ASSERT_EQ(anchors[i].key, same.key);
      ASSERT_EQ(anchors[i].before, same.before & low_bits(before));
      ASSERT_EQ(anchors[i].after, same.after & low_bits(after));
    }
  }
  EXPECT_NE(whole[100].before, 0u);
  EXPECT_NE(whole[100].before, whole[102].before);
}

// Two prints with one letter in six misread in each still have anchors in common.
TEST(Anchors, AreSharedByPrintsWithManyMisreadLetters) {
  std::mt19937_64 random(4);
  std::size_t without = 0;
  for (int pair = 0; pair < 200; ++pair) {
    const std::u32string text = random_letters(random, 300, U'a', 26);
    const auto print = [&] {
      std::u32string out = text;
      for (char32_t& letter : out) {
        if (random() % 6 == 0) letter = U'a' + static_cast<char32_t>(random() % 26);
      }
      return keys_of(anchors_of(out));
    };
    const auto a = print();
    const auto b = print();
    std::size_t common = 0;
    for (const std::uint64_t key : a) common += b.count(key);
    without += common < 3 ? 1 : 0;
  }
  EXPECT_LE(without, 2u);
}

}  // namespace
}  // namespace galley
