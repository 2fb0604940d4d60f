// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_SQUARE_ROOT_H_
#define GALLEY_DEDUP_SQUARE_ROOT_H_

#include <cstdint>

namespace galley {

/// Rounded down: floating point decides nothing.
[[nodiscard]] constexpr std::uint64_t square_root(std::uint64_t value) {
  std::uint64_t root = 0;
  for (std::uint64_t bit = std::uint64_t{1} << 31; bit > 0; bit >>= 1) {
    if ((root + bit) * (root + bit) <= value) root += bit;
  }
  return root;
}

}  // namespace galley

#endif  // GALLEY_DEDUP_SQUARE_ROOT_H_
