// SPDX-License-Identifier: Apache-2.0
// forest_loops.h for x86-64-v3. Reached only through the pointer that forest.cpp chooses.
#include "repair/forest_loops.h"

namespace galley {

void add_trees_avx2(const ForestTree* begin, const ForestTree* end, const FeatureBlock& block,
                    std::int32_t* sums) {
  add_trees(begin, end, block, sums);
}

}  // namespace galley
