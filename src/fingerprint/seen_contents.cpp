// SPDX-License-Identifier: Apache-2.0
#include "fingerprint/seen_contents.h"

#include <bit>
#include <tuple>

namespace galley {

SeenContents::SeenContents(std::size_t slots)
    : mask_(std::bit_ceil(slots) - 1), slots_((mask_ + 1) * kSlotNumbers) {}

bool SeenContents::note(const Hash128& exact, std::uint32_t score, std::uint64_t ord) {
  const std::uint64_t mark = exact.high | 1u;
  const std::uint64_t place = exact.low & mask_;
  const std::lock_guard lock(locks_[place % kLocks]);
  std::uint64_t* const slot = &slots_[place * kSlotNumbers];
  if (slot[0] == mark && std::tuple(slot[2], slot[1]) < std::tuple(std::uint64_t{score}, ord)) {
    return true;
  }
  slot[0] = mark;
  slot[1] = ord;
  slot[2] = score;
  return false;
}

}  // namespace galley
