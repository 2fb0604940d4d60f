// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_PAIR_RULE_H_
#define GALLEY_DEDUP_PAIR_RULE_H_

#include <cstdint>

#include "base/numbers.h"
#include "galley/dedup.h"

namespace galley {

/// What the rows of two texts must have in common for the texts to be compared letter by letter.
struct PairRule {
  std::uint32_t least_agreement = 0;  ///< of sketch values
  Numbers numbers = Numbers::kIgnore;

  /// Whether texts whose numbers leave these marks may stand for each other.
  [[nodiscard]] bool allows_numbers(std::uint64_t a, std::uint64_t b) const {
    return numbers == Numbers::kIgnore || marks_agree(a, b);
  }
};

}  // namespace galley

#endif  // GALLEY_DEDUP_PAIR_RULE_H_
