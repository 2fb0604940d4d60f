// SPDX-License-Identifier: Apache-2.0
#include "repair/forest.h"

#include <cstdlib>

namespace galley {

namespace {

// How many trees are summed between two looks at whether the rest still matters.
constexpr unsigned kStep = 8;

// Percent by half units of log odds: 100 / (1 + exp(-x / 2)), rounded down.
constexpr std::uint8_t kPercent[] = {50, 62, 73, 81, 88, 92, 95, 97, 98, 98, 99, 99, 99};

}  // namespace

std::int32_t forest_score(const Forest& forest, const FeatureRow& row) {
  std::int32_t score = forest.bias;
  for (unsigned tree = 0; tree < forest.count; ++tree) {
    const ForestTree& at = forest.trees[tree];
    unsigned leaf = 0;
    for (unsigned depth = 0; depth < kForestDepth; ++depth) {
      leaf |= static_cast<unsigned>(row[at.features[depth]] > at.thresholds[depth]) << depth;
    }
    score += at.leaves[leaf];
    if (tree % kStep == kStep - 1 && std::abs(score) > forest.sure) break;
  }
  return score;
}

std::uint8_t score_confidence(std::int32_t score) {
  const unsigned index = static_cast<unsigned>(std::abs(score)) / (kForestUnit / 2);
  constexpr unsigned kLast = sizeof kPercent - 1;
  return kPercent[index < kLast ? index : kLast];
}

}  // namespace galley
