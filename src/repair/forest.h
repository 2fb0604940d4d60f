// SPDX-License-Identifier: Apache-2.0
// An ensemble of symmetric decision trees over byte features. In a symmetric tree all nodes of one
// depth ask the same question, so a tree is a few comparisons and one table of leaves, and has no
// branch to mispredict (Kohavi and Li 1995; Prokhorenkova et al. 2018).
#ifndef GALLEY_REPAIR_FOREST_H_
#define GALLEY_REPAIR_FOREST_H_

#include <cstdint>

#include "repair/features.h"

namespace galley {

inline constexpr unsigned kForestDepth = 6;
inline constexpr unsigned kForestLeaves = 1u << kForestDepth;

struct ForestTree {
  std::uint8_t features[kForestDepth];
  std::uint8_t thresholds[kForestDepth];  ///< the question is: more than this?
  std::int16_t leaves[kForestLeaves];
};

/// Trees in the order of their making, the weightiest first. The scale of scores is kForestUnit to
/// one natural logarithm of the odds.
struct Forest {
  const ForestTree* trees;
  unsigned count;
  std::int32_t bias;
  /// Stop early once the sum so far is beyond this: the rest has never turned it in training.
  std::int32_t sure;
};
inline constexpr int kForestUnit = 1024;

extern const Forest kSpacedForest;        ///< scripts with spaces between words
extern const Forest kIdeographicForest;  ///< Han and Kana

/// The log odds that a paragraph ends at the break, in kForestUnit.
[[nodiscard]] std::int32_t forest_score(const Forest& forest, const FeatureRow& row);

/// What a score is as a probability that the decision it makes is right, in percent, 50 to 100.
[[nodiscard]] std::uint8_t score_confidence(std::int32_t score);

}  // namespace galley

#endif  // GALLEY_REPAIR_FOREST_H_
