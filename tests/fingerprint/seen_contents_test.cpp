// SPDX-License-Identifier: Apache-2.0
#include "fingerprint/seen_contents.h"

#include <gtest/gtest.h>

#include <algorithm>

#include <map>
#include <random>
#include <thread>
#include <tuple>

namespace galley {
namespace {

using Rank = std::tuple<std::uint32_t, std::uint64_t>;

TEST(SeenContents, CallsARepeatOnlyWhatABetterRankHad) {
  SeenContents seen(64);
  const Hash128 text{11, 22};
  EXPECT_FALSE(seen.note(text, 0, 50));
  EXPECT_TRUE(seen.note(text, 0, 51));
  EXPECT_FALSE(seen.note(text, 0, 40)) << "a better copy that comes later is signed";
  EXPECT_TRUE(seen.note(text, 0, 50));
  EXPECT_TRUE(seen.note(text, 1, 3)) << "the score goes before the place";
  EXPECT_FALSE(seen.note({12, 22}, 0, 60)) << "another text";
}

// Whatever is forgotten, of every text the best ranked copy is never called a repeat.
TEST(SeenContents, NeverCallsTheBestCopyARepeat) {
  std::mt19937_64 random(5);
  for (const std::size_t slots : {1u, 8u, 1024u}) {
    SeenContents seen(slots);
    std::map<std::uint64_t, Rank> best;
    std::map<std::uint64_t, bool> best_was_signed;
    for (std::uint64_t i = 0; i < 5000; ++i) {
      const std::uint64_t text = random() % 97;
      const Rank rank(static_cast<std::uint32_t>(random() % 5), random() % 100'000);
      const bool is_best = !best.contains(text) || rank < best[text];
      const bool repeat =
          seen.note({mix64(text), mix64(text + 1)}, std::get<0>(rank), std::get<1>(rank));
      if (!is_best) continue;
      best[text] = rank;
      ASSERT_FALSE(repeat) << text;
    }
  }
}

TEST(SeenContents, SignsTheBestCopyWhoeverComesFirst) {
  constexpr std::uint64_t kTexts = 50;
  constexpr std::uint64_t kCopies = 200;
  SeenContents seen(256);
  std::vector<std::vector<std::uint64_t>> signed_by(4, std::vector<std::uint64_t>(kTexts, ~0u));
  std::vector<std::thread> threads;
  for (std::uint64_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (std::uint64_t copy = 0; copy < kCopies; ++copy) {
        for (std::uint64_t text = 0; text < kTexts; ++text) {
          const std::uint64_t ord = copy * 4 + t;
          if (seen.note({mix64(text), mix64(text + 1)}, 0, ord)) continue;
          signed_by[t][text] = std::min(signed_by[t][text], ord);
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::uint64_t text = 0; text < kTexts; ++text) {
    EXPECT_EQ(signed_by[0][text], 0u) << "the very first copy is signed: " << text;
  }
}

}  // namespace
}  // namespace galley
