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

/// A set of codes. Reused: it keeps its memory, 16 to 32 bytes a code.
class CodeSet {
 public:
  CodeSet();
  /// Forgets all; up to `count` codes will be added.
  void begin(std::size_t count);
  /// False where it had the code already.
  bool add(std::uint64_t code) {
    std::uint64_t* const slot = slot_of(code);
    if (*slot != 0) return false;
    *slot = code + kTaken;
    return true;
  }
  [[nodiscard]] bool contains(std::uint64_t code) { return *slot_of(code) != 0; }

 private:
  // A slot holds a code and this; 0 is an empty one, so that one code of 2^64, which no five
  // letters have, is never held.
  static constexpr std::uint64_t kTaken = 1;

  // Where the code is, or where it would be.
  [[nodiscard]] std::uint64_t* slot_of(std::uint64_t code) {
    std::uint64_t place = code * factor_ >> shift_;
    while (slots_[place] != 0 && slots_[place] != code + kTaken) place = (place + 1) & mask_;
    return &slots_[place];
  }

  // Another in each process, so that nobody can write a text whose codes crowd together. Nothing
  // that is told of a set depends on it.
  std::uint64_t factor_;
  std::vector<std::uint64_t> slots_;
  std::uint64_t mask_ = 0;
  int shift_ = 63;
};

/// Makes sets of shingles. One for each thread.
class ShingleCoder {
 public:
  explicit ShingleCoder(Alphabet& alphabet) : alphabet_(&alphabet) {}

  /// Appends the distinct shingles of `letters` to `out`, in the order in which they come. False,
  /// and nothing is appended, where the alphabet is full. Cost: about 4 ns a letter.
  [[nodiscard]] bool append_codes(std::span<const char32_t> letters,
                                  std::vector<std::uint64_t>& out);

 private:
  Alphabet* alphabet_;
  std::vector<std::uint64_t> numbers_;
  CodeSet seen_;
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

/// Of distinct codes of one alphabet: those in `a`, of which there are `a_size`, and those of `b`.
[[nodiscard]] Overlap overlap(CodeSet& a, std::size_t a_size, std::span<const std::uint64_t> b);

/// The same of two texts whose letters no alphabet may hold; slower.
[[nodiscard]] Overlap overlap_of_letters(std::span<const char32_t> a, std::span<const char32_t> b);

}  // namespace galley

#endif  // GALLEY_DEDUP_SHINGLE_CODES_H_
