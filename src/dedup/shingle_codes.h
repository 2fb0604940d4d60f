// SPDX-License-Identifier: Apache-2.0
// The set of a text's shingles, exactly: no shared hash can make two shingles one.
#ifndef GALLEY_DEDUP_SHINGLE_CODES_H_
#define GALLEY_DEDUP_SHINGLE_CODES_H_

#include <atomic>
#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

#include "base/radix_sort.h"
#include "base/zeroed_array.h"

namespace galley {

/// Numbers letters in the order in which they are met, so that five of them fit 64 bits. Codes are
/// comparable within one alphabet; what numbers it gave does not show in any comparison. Threads:
/// all calls may be made at once.
class Alphabet {
 public:
  /// Letters that five digits of 64 bits can tell apart, one digit being kept for "none".
  static constexpr std::uint32_t kMostLetters = 7130;

  Alphabet();
  /// 1 to kMostLetters, or 0 where all numbers are given away.
  [[nodiscard]] std::uint32_t number_of(char32_t letter) {
    const std::uint16_t number = std::atomic_ref(numbers_[letter]).load(std::memory_order_relaxed);
    return number != 0 ? number : add(letter);
  }

 private:
  std::uint32_t add(char32_t letter);

  ZeroedArray<std::uint16_t> numbers_;
  std::mutex mutex_;
  std::uint32_t given_ = 0;
};

/// Makes sets of shingles. One for each thread.
class ShingleCoder {
 public:
  explicit ShingleCoder(Alphabet& alphabet) : alphabet_(&alphabet) {}

  /// Appends the distinct shingles of `letters` to `out`, sorted. False, and nothing is appended,
  /// where the alphabet is full. Cost: about 7 ns a letter.
  [[nodiscard]] bool append_codes(std::span<const char32_t> letters,
                                  std::vector<std::uint64_t>& out);

 private:
  Alphabet* alphabet_;
  std::vector<std::uint64_t> numbers_;
  std::vector<std::uint64_t> codes_;
  RadixSorter<std::uint64_t> sorter_;
};

/// How many elements two sets, or lists in which some are repeated, have in common, and together.
struct Overlap {
  std::uint64_t common = 0;
  std::uint64_t united = 0;

  /// The Jaccard coefficient, rounded down. REQUIRES: united > 0 and below 2^44.
  [[nodiscard]] std::uint32_t similarity_ppm() const {
    return static_cast<std::uint32_t>(common * 1'000'000 / united);
  }
};

/// REQUIRES: both sorted; codes are of one alphabet.
[[nodiscard]] Overlap overlap(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b);

/// The same of two texts whose letters no alphabet may hold; slower.
[[nodiscard]] Overlap overlap_of_letters(std::span<const char32_t> a, std::span<const char32_t> b);

}  // namespace galley

#endif  // GALLEY_DEDUP_SHINGLE_CODES_H_
