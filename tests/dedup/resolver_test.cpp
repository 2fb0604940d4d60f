// SPDX-License-Identifier: Apache-2.0
#include "dedup/resolver.h"

#include <gtest/gtest.h>

namespace galley {
namespace {

CandidatePair ranked_pair(std::uint64_t worse, std::uint64_t better) {
  Row a;
  a.ord = worse * 10;
  Row b;
  b.ord = better * 10;
  return CandidatePair::of(a, worse, b, better);
}

TEST(Resolver, TheMostSimilarThatStaysIsTheKeeper) {
  Resolver resolver(100);
  const std::vector<CandidatePair> first = {ranked_pair(5, 0), ranked_pair(5, 1),
                                            ranked_pair(5, 3)};
  const std::vector<std::uint32_t> similar = {810'000, 930'000, 930'000};
  const auto removed = resolver.decide(first, similar);
  ASSERT_TRUE(removed);
  EXPECT_EQ(*removed, (RemovedText{5, 50, 10, 930'000, 1})) << "of equals the better ranked";
  EXPECT_TRUE(resolver.removed(5));

  // 5 does not stay, so however like it 7 is, 5 cannot be its keeper.
  const std::vector<CandidatePair> second = {ranked_pair(7, 0), ranked_pair(7, 5)};
  const std::vector<std::uint32_t> like_five = {0, 990'000};
  EXPECT_FALSE(resolver.decide(second, like_five));
  EXPECT_FALSE(resolver.removed(7));

  const std::vector<CandidatePair> third = {ranked_pair(8, 5), ranked_pair(8, 7)};
  const std::vector<std::uint32_t> both = {990'000, 850'000};
  EXPECT_EQ(resolver.decide(third, both)->keeper_ord, 70u);
  EXPECT_EQ(resolver.compared(), 5u) << "pairs with what does not stay are not counted";
  EXPECT_EQ(resolver.verified(), 4u);
}

TEST(CandidatePair, PutsTheBetterRankedInItsPlace) {
  Row cleaner;
  cleaner.ord = 9;
  cleaner.score = 1;
  Row earlier;
  earlier.ord = 2;
  earlier.score = 4;
  const CandidatePair pair = CandidatePair::of(cleaner, 90, earlier, 20);
  EXPECT_EQ(pair.better_row, 90u);
  EXPECT_EQ(pair.worse_row, 20u);
  EXPECT_EQ(pair.better(), cleaner.rank());
}

}  // namespace
}  // namespace galley
