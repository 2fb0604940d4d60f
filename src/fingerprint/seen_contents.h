// SPDX-License-Identifier: Apache-2.0
// Texts that were signed already: the copies of a text need no signature of their own, and in many
// archives they are half of it.
#ifndef GALLEY_FINGERPRINT_SEEN_CONTENTS_H_
#define GALLEY_FINGERPRINT_SEEN_CONTENTS_H_

#include <array>
#include <cstdint>
#include <mutex>

#include "base/hash.h"
#include "galley/large_pages.h"

namespace galley {

/// A cache of hashes, each with the best rank that it was seen with. A hash falls into one slot and
/// stays until another takes it: so the cache forgets, and a text may be signed twice, which does
/// no harm. It never calls a text seen with a better rank that was not (but for an accident of
/// 2^-64), so that the best copy of every text is signed, whoever comes first. Threads: all calls
/// may be made at once.
class SeenContents {
 public:
  /// `slots` is rounded up to a power of two; 24 bytes each.
  explicit SeenContents(std::size_t slots);

  /// Whether `exact` was noted with a better rank, which is the smaller (score, ord); else notes
  /// it.
  [[nodiscard]] bool note(const Hash128& exact, std::uint32_t score, std::uint64_t ord);

 private:
  enum SlotNumber : std::uint8_t { kMark, kOrd, kScore, kSlotNumbers };  // kMark 0: empty
  static constexpr std::size_t kLocks = 64;

  std::uint64_t mask_;
  LargeTable<std::uint64_t> slots_;
  std::array<std::mutex, kLocks> locks_;
};

}  // namespace galley

#endif  // GALLEY_FINGERPRINT_SEEN_CONTENTS_H_
