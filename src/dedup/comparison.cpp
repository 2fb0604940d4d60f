// SPDX-License-Identifier: Apache-2.0
#include "dedup/comparison.h"

#include "dedup/letter_comparison.h"
#include "dedup/shingle_comparison.h"

namespace galley {

std::unique_ptr<Comparison> make_comparison(ComparisonPlace& place) {
  if (place.options().preset == DedupPreset::kOcr) return std::make_unique<LetterComparison>(place);
  return std::make_unique<ShingleComparison>(place);
}

}  // namespace galley
