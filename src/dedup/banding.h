// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_BANDING_H_
#define GALLEY_DEDUP_BANDING_H_

#include <cstdint>

#include "base/fingerprint.h"
#include "galley/dedup.h"

namespace galley {

/// The share in ppm of pairs with this Jaccard coefficient that `bands` bands of `rows` rows bring
/// together: 1 - (1 - J^rows)^bands, rounded down to a few ppm.
[[nodiscard]] std::uint32_t banding_recall_ppm(std::uint32_t similarity_ppm, std::uint32_t bands,
                                               std::uint32_t rows);

/// The fingerprints that a search with these options needs. REQUIRES: check(options).
[[nodiscard]] FingerprintPlan fingerprint_plan(const DedupOptions& options);

/// The fewest sketch values that must agree for two texts to be compared: with a coefficient at
/// the threshold, fewer agree by an accident of five standard deviations.
[[nodiscard]] std::uint32_t least_agreement(const FingerprintPlan& plan,
                                            std::uint32_t similarity_ppm);

}  // namespace galley

#endif  // GALLEY_DEDUP_BANDING_H_
