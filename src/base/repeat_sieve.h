// SPDX-License-Identifier: Apache-2.0
// Which keys may occur more than once: most do not, and need neither be copied nor sorted to find
// that out.
#ifndef GALLEY_BASE_REPEAT_SIEVE_H_
#define GALLEY_BASE_REPEAT_SIEVE_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace galley {

/// Two bits, of which keys may share some, say of a key that it was seen, and seen again. It keeps
/// its memory: two bytes a key.
class RepeatSieve {
 public:
  /// Forgets all; `count` keys will be noted.
  void begin(std::size_t count) {
    const std::size_t places = std::bit_ceil(std::max<std::size_t>(count * kPlacesPerKey, 64));
    mask_ = places - 1;
    seen_.assign(places / 64, {});
  }
  void note(std::uint64_t key) {
    const std::uint64_t place = place_of(key);
    Word& word = seen_[place / 64];
    const std::uint64_t bit = std::uint64_t{1} << (place % 64);
    word.again |= word.once & bit;
    word.once |= bit;
  }
  /// True for every key that was noted twice, and for few others.
  [[nodiscard]] bool may_repeat(std::uint64_t key) const {
    const std::uint64_t place = place_of(key);
    return (seen_[place / 64].again >> (place % 64) & 1) != 0;
  }

 private:
  static constexpr std::size_t kPlacesPerKey = 8;
  struct Word {
    std::uint64_t once = 0;
    std::uint64_t again = 0;
  };
  // Of a key the 40 highest bits say something in every kind of record. The very highest, which
  // all keys of a part have in common, are not looked at.
  [[nodiscard]] std::uint64_t place_of(std::uint64_t key) const { return key >> 24 & mask_; }

  std::uint64_t mask_ = 0;
  std::vector<Word> seen_;
};

}  // namespace galley

#endif  // GALLEY_BASE_REPEAT_SIEVE_H_
