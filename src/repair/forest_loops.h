// SPDX-License-Identifier: Apache-2.0
// The loops over trees and lanes, included by the files that compile them for one instruction set
// each. Internal linkage, so that no version can stand in for another.
#ifndef GALLEY_REPAIR_FOREST_LOOPS_H_
#define GALLEY_REPAIR_FOREST_LOOPS_H_

#include "repair/forest.h"

namespace galley {
namespace {

[[maybe_unused]] inline void add_trees(const ForestTree* begin, const ForestTree* end,
                                       const FeatureBlock& block, std::int32_t* sums) {
  for (const ForestTree* tree = begin; tree != end; ++tree) {
    alignas(64) std::uint8_t leaf[kForestLanes] = {};
    for (unsigned depth = 0; depth < kForestDepth; ++depth) {
      const std::uint8_t* const feature = block.features[tree->features[depth]];
      const std::uint8_t threshold = tree->thresholds[depth];
      const auto bit = static_cast<std::uint8_t>(1u << depth);
      for (std::size_t lane = 0; lane < kForestLanes; ++lane) {
        leaf[lane] = static_cast<std::uint8_t>(leaf[lane] | (feature[lane] > threshold ? bit : 0));
      }
    }
    for (std::size_t lane = 0; lane < kForestLanes; ++lane) sums[lane] += tree->leaves[leaf[lane]];
  }
}

}  // namespace
}  // namespace galley

#endif  // GALLEY_REPAIR_FOREST_LOOPS_H_
