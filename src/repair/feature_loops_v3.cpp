// SPDX-License-Identifier: Apache-2.0
// feature_loops.h for x86-64-v3. Reached only through the pointer that break_scorer.cpp chooses.
#include "repair/feature_loops.h"

namespace galley {

void fill_from_slots_v3(const FeatureSlots& slots, FeatureBlock& block) {
  fill_from_slots(slots, block);
}

}  // namespace galley
