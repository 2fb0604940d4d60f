// SPDX-License-Identifier: Apache-2.0
#include "fingerprint/seen_contents.h"

#include <bit>

namespace galley {

SeenContents::SeenContents(std::size_t slots)
    : mask_(std::bit_ceil(slots) - 1),
      slots_(std::make_unique<std::atomic<std::uint64_t>[]>(mask_ + 1)) {}

}  // namespace galley
