// SPDX-License-Identifier: Apache-2.0
#include "dedup/resolver.h"

namespace galley {

std::optional<RemovedText> Resolver::decide(std::span<const CandidatePair> pairs,
                                            std::span<const std::uint32_t> similarity_ppm) {
  const CandidatePair* keeper = nullptr;
  std::uint32_t most = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (removed(pairs[i].better_row)) continue;
    ++compared_;
    if (similarity_ppm[i] == 0) continue;
    ++verified_;
    if (similarity_ppm[i] <= most) continue;  // pairs come with the better ranked one first
    most = similarity_ppm[i];
    keeper = &pairs[i];
  }
  if (keeper == nullptr) return std::nullopt;
  removed_[keeper->worse_row / 64] |= std::uint64_t{1} << (keeper->worse_row % 64);
  return RemovedText{keeper->worse_row, keeper->worse_ord, keeper->better_ord, most,
                     keeper->better_row};
}

}  // namespace galley
