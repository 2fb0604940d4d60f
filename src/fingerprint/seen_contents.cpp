// SPDX-License-Identifier: Apache-2.0
#include "fingerprint/seen_contents.h"

#include <bit>
#include <tuple>

namespace galley {

SeenContents::SeenContents(std::size_t slots)
    : mask_(std::bit_ceil(slots) - 1), slots_(mask_ + 1) {}

bool SeenContents::note(const Hash128& exact, std::uint32_t score, std::uint64_t ord) {
  const std::uint64_t mark = exact.high | 1u;
  const std::uint64_t place = exact.low & mask_;
  const std::lock_guard lock(locks_[place % kLocks]);
  Slot& slot = slots_[place];
  if (slot.mark == mark && std::tuple(slot.score, slot.ord) < std::tuple(score, ord)) return true;
  slot = {mark, ord, score};
  return false;
}

}  // namespace galley
