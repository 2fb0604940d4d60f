// SPDX-License-Identifier: Apache-2.0
// What a profile knows, in the compact form that repair asks.
#ifndef GALLEY_VOCABULARY_H_
#define GALLEY_VOCABULARY_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "galley/large_pages.h"

namespace galley {

/// The counts that codes stand for: 0 to 12 exactly, then growing by a twelfth.
inline constexpr auto kVocabularyCounts = [] {
  std::array<std::uint32_t, 256> counts{};
  for (std::size_t i = 1; i < counts.size(); ++i) {
    const std::uint64_t next = std::uint64_t{counts[i - 1]} + 1 + counts[i - 1] / 12;
    counts[i] = static_cast<std::uint32_t>(next > UINT32_MAX ? UINT32_MAX : next);
  }
  return counts;
}();

/// Approximate counts by key (base/word_key.h makes the keys). Read only, so any number of threads
/// may share one. Memory: a quarter of the profile's, 8 MiB by default. A count may be too high
/// where keys collide, never too low by more than the rounding (a twelfth).
class Vocabulary {
 public:
  /// Nothing but the built-in words: for a repairer that has no profile.
  Vocabulary();
  /// From a profile's cells (profile.h makes it: Profile::vocabulary()), built-in words added.
  /// REQUIRES: cells.size() is 16 times a power of two.
  explicit Vocabulary(const LargeTable<std::uint32_t>& cells);

  [[nodiscard]] std::uint32_t count(std::uint64_t key) const {
    const std::uint8_t* const block = codes_.data() + (key >> shift_) * 16;
    const std::uint8_t first = block[key & 15];
    const std::uint8_t second = block[(key & 15) ^ (1 + (key >> 4) % 15)];
    return kVocabularyCounts[first < second ? first : second];
  }
  /// Starts to load what count(key) will read. Inlined by force: g++ takes a call of it for pure
  /// and drops it.
  [[gnu::always_inline]] inline void prefetch(std::uint64_t key) const {
    __builtin_prefetch(codes_.data() + (key >> shift_) * 16);
  }
  /// All words counted, the built-in ones included.
  [[nodiscard]] std::uint64_t words() const { return words_; }
  /// All pairs of CJK characters counted.
  [[nodiscard]] std::uint64_t pairs() const { return pairs_; }
  void set_totals(std::uint64_t words, std::uint64_t pairs) {
    words_ = words;
    pairs_ = pairs;
  }

 private:
  void build(const LargeTable<std::uint32_t>& cells);

  LargeTable<std::uint8_t> codes_;
  unsigned shift_ = 63;
  std::uint64_t words_ = 0;
  std::uint64_t pairs_ = 0;
};

}  // namespace galley

#endif  // GALLEY_VOCABULARY_H_
