// SPDX-License-Identifier: Apache-2.0
// The rule of rank: who stays.
#ifndef GALLEY_DEDUP_RESOLVER_H_
#define GALLEY_DEDUP_RESOLVER_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "dedup/records.h"

namespace galley {

/// Decides text by text, going by rank, whether it stays. A text that no pair calls worse stays.
class Resolver {
 public:
  /// `rows` is the number of all texts; one bit is kept for each. `gone` has such bits of the first
  /// texts, which have been decided elsewhere.
  explicit Resolver(std::uint64_t rows, std::span<const std::uint64_t> gone = {})
      : removed_((rows + 63) / 64) {
    std::copy_n(gone.begin(), std::min(gone.size(), removed_.size()), removed_.begin());
  }

  /// Whether the text of `row` was decided not to stay.
  [[nodiscard]] bool removed(std::uint64_t row) const {
    return (removed_[row / 64] >> (row % 64) & 1) != 0;
  }

  /// Decides the one text that is the worse of all `pairs`, of which similarity_ppm[i] is 0 where
  /// they are not alike enough. It goes if a better one of the others that are stays; the most
  /// similar of these is its keeper, the better ranked one of equals. REQUIRES: all pairs of better
  /// ranked texts have been decided; `pairs` are in order and not empty.
  std::optional<RemovedText> decide(std::span<const CandidatePair> pairs,
                                    std::span<const std::uint32_t> similarity_ppm);

  /// Pairs so far whose better text stays, and of these the ones that are alike enough.
  [[nodiscard]] std::uint64_t compared() const { return compared_; }
  [[nodiscard]] std::uint64_t verified() const { return verified_; }

 private:
  std::vector<std::uint64_t> removed_;
  std::uint64_t compared_ = 0;
  std::uint64_t verified_ = 0;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_RESOLVER_H_
