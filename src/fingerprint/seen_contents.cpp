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
  const std::tuple rank(std::uint64_t{score}, ord);
  if (slot[kMark] == mark && std::tuple(slot[kScore], slot[kOrd]) < rank) return true;
  slot[kMark] = mark;
  slot[kOrd] = ord;
  slot[kScore] = score;
  return false;
}

}  // namespace galley
