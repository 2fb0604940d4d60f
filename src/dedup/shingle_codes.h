// SPDX-License-Identifier: Apache-2.0
// The set of a text's shingles, exactly: no shared hash can make two shingles one.
#ifndef GALLEY_DEDUP_SHINGLE_CODES_H_
#define GALLEY_DEDUP_SHINGLE_CODES_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

#include "base/zeroed_array.h"

namespace galley {

/// How many letters a shingle has.
inline constexpr std::size_t kShingle = 5;

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

/// Where in a list of distinct codes each stands. Reused: it keeps its memory, 16 to 32 bytes a
/// code.
class CodeIndex {
 public:
  CodeIndex();
  /// Forgets all; up to `most` codes will be added.
  void begin(std::size_t most);
  /// Adds a code as the `count`-th of `codes`, where it is to stand, unless it is there.
  bool add(std::uint64_t code, const std::uint64_t* codes, std::uint32_t count) {
    std::uint32_t* const slot = slot_of(code, codes);
    if (*slot != 0) return false;
    *slot = count + 1;
    return true;
  }
  /// The number of codes before `code` in the list, or kNone where it is not there.
  [[nodiscard]] std::size_t find(std::uint64_t code, const std::uint64_t* codes) {
    return std::size_t{*slot_of(code, codes)} - 1;
  }
  static constexpr std::size_t kNone = ~std::size_t{0};

 private:
  // Where the code's place is, or where it would be. An empty slot is 0.
  [[nodiscard]] std::uint32_t* slot_of(std::uint64_t code, const std::uint64_t* codes) {
    std::uint64_t place = code * factor_ >> shift_;
    while (slots_[place] != 0 && codes[slots_[place] - 1] != code) place = (place + 1) & mask_;
    return &slots_[place];
  }

  // Another in each process, so that nobody can write a text whose codes crowd together. Nothing
  // that is told of a text depends on it.
  std::uint64_t factor_;
  std::vector<std::uint32_t> slots_;
  std::uint64_t mask_ = 0;
  int shift_ = 63;
};

/// Makes sets of shingles. One for each thread.
class ShingleCoder {
 public:
  explicit ShingleCoder(Alphabet& alphabet) : alphabet_(&alphabet) {}

  /// Appends the distinct shingles of `letters` to `out`, in the order in which they come. False,
  /// and nothing is appended, where the alphabet is full. Cost: about 3 ns a letter.
  [[nodiscard]] bool append_codes(std::span<const char32_t> letters,
                                  std::vector<std::uint64_t>& out);

 private:
  Alphabet* alphabet_;
  std::vector<std::uint64_t> numbers_;
  CodeIndex seen_;
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

/// REQUIRES: both sorted.
[[nodiscard]] Overlap overlap(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b);

/// A text's distinct codes and where they stand, to be held against those of others. Reused.
class CodeSet {
 public:
  /// `codes` must stay as they are until the next call.
  void set(std::span<const std::uint64_t> codes);
  /// REQUIRES: distinct codes of the same alphabet. Cost: less where they come in the same order.
  [[nodiscard]] Overlap overlap_with(std::span<const std::uint64_t> codes);

 private:
  std::span<const std::uint64_t> codes_;
  CodeIndex index_;
};

/// The same of two texts whose letters no alphabet may hold; slower.
[[nodiscard]] Overlap overlap_of_letters(std::span<const char32_t> a, std::span<const char32_t> b);

}  // namespace galley

#endif  // GALLEY_DEDUP_SHINGLE_CODES_H_
