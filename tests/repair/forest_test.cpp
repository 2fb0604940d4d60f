// SPDX-License-Identifier: Apache-2.0
#include "repair/forest.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <vector>

namespace galley {
namespace {

FeatureBlock random_block(std::mt19937& random) {
  FeatureBlock block;
  for (auto& feature : block.features) {
    for (std::uint8_t& value : feature) value = static_cast<std::uint8_t>(random());
  }
  return block;
}

// The slow twin: one lane, one tree, one question after another.
std::int32_t slow_sum(const Forest& forest, const FeatureBlock& block, std::size_t lane,
                      unsigned trees) {
  std::int32_t sum = 0;
  for (unsigned tree = 0; tree < trees; ++tree) {
    unsigned leaf = 0;
    for (unsigned depth = 0; depth < kForestDepth; ++depth) {
      if (block.features[forest.trees[tree].features[depth]][lane] >
          forest.trees[tree].thresholds[depth]) {
        leaf += 1u << depth;
      }
    }
    sum += forest.trees[tree].leaves[leaf];
  }
  return sum;
}

TEST(Forest, EveryInstructionSetGivesTheSameSums) {
  std::mt19937 random(3);
  std::vector<AddTrees> versions = {add_trees_plain};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) versions.push_back(add_trees_avx2);
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")) {
    versions.push_back(add_trees_avx512);
  }
#endif
  for (int round = 0; round < 20; ++round) {
    const FeatureBlock block = random_block(random);
    for (const Forest& forest : {kSpacedForest, kIdeographicForest}) {
      for (const AddTrees add : versions) {
        alignas(64) std::int32_t sums[kForestLanes] = {};
        add(forest.trees, forest.trees + forest.count, block, sums);
        for (std::size_t lane = 0; lane < kForestLanes; ++lane) {
          ASSERT_EQ(sums[lane], slow_sum(forest, block, lane, forest.count));
        }
      }
    }
  }
}

TEST(Forest, ScoresStopAtTheStageThatIsSure) {
  std::mt19937 random(4);
  EXPECT_LE(kSpacedForest.count, trees_of_stages(kForestStages));
  EXPECT_LE(kIdeographicForest.count, trees_of_stages(kForestStages));
  for (const std::size_t count : {0U, 1U, 37U, 64U, 65U, 1000U, 20000U}) {
    std::vector<std::int32_t> scores(count), expected(count);
    ForestQueue queue(kSpacedForest, scores);
    for (std::size_t from = 0; from < count; from += kForestLanes) {
      const FeatureBlock block = random_block(random);
      const std::size_t lanes = std::min(kForestLanes, count - from);
      std::uint32_t places[kForestLanes];
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        const std::size_t place = from + lane;
        places[lane] = static_cast<std::uint32_t>(place);
        for (unsigned stage = 0, done = 0; done != kSpacedForest.count; ++stage) {
          done = std::min(trees_of_stages(stage + 1), kSpacedForest.count);
          expected[place] = kSpacedForest.bias + slow_sum(kSpacedForest, block, lane, done);
          if (stage + 1 < kForestStages && std::abs(expected[place]) > kSpacedForest.sure[stage]) {
            break;
          }
        }
      }
      queue.score(block, places, ~std::uint64_t{0} >> (kForestLanes - lanes));
    }
    queue.finish();
    EXPECT_EQ(scores, expected);
  }
}

TEST(Forest, ConfidenceGrowsWithTheScore) {
  EXPECT_EQ(score_confidence(0), 50);
  EXPECT_EQ(score_confidence(-kForestUnit), score_confidence(kForestUnit));
  for (int score = 0; score < 20 * kForestUnit; score += 100) {
    EXPECT_LE(score_confidence(score), score_confidence(score + 100));
  }
  EXPECT_EQ(score_confidence(1 << 20), 99);
}

}  // namespace
}  // namespace galley
