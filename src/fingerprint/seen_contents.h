// SPDX-License-Identifier: Apache-2.0
// Texts that were signed already: the copies of a text need no signature of their own, and in many
// archives they are half of it.
#ifndef GALLEY_FINGERPRINT_SEEN_CONTENTS_H_
#define GALLEY_FINGERPRINT_SEEN_CONTENTS_H_

#include <atomic>
#include <cstdint>
#include <memory>

#include "base/hash.h"

namespace galley {

/// A cache of hashes: each falls into one slot and stays until another takes it. So it forgets, and
/// a text may be signed twice, which does no harm; it never remembers what it has not seen (but for
/// an accident of 2^-64). Threads: all calls may be made at once.
class SeenContents {
 public:
  /// `slots` is rounded up to a power of two; 8 bytes each.
  explicit SeenContents(std::size_t slots);

  /// Whether `exact` was noted before; notes it.
  [[nodiscard]] bool note(const Hash128& exact) {
    std::atomic<std::uint64_t>& slot = slots_[exact.low & mask_];
    const std::uint64_t mark = exact.high | 1u;  // an empty slot is 0
    if (slot.load(std::memory_order_relaxed) == mark) return true;
    slot.store(mark, std::memory_order_relaxed);
    return false;
  }

 private:
  std::uint64_t mask_;
  std::unique_ptr<std::atomic<std::uint64_t>[]> slots_;
};

}  // namespace galley

#endif  // GALLEY_FINGERPRINT_SEEN_CONTENTS_H_
