// SPDX-License-Identifier: Apache-2.0
// Every pair of a sampled text and any other, exactly: the truth that a search by bands is measured
// against. It shares no code with the search but the letters: shingles are compared as 64-bit
// hashes in sorted sets.
#ifndef GALLEY_DEDUP_SAMPLE_JOIN_H_
#define GALLEY_DEDUP_SAMPLE_JOIN_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/letters.h"

namespace galley {

/// The set of five-letter shingles of a text, sorted: hashes of 64 bits, of which two are equal by
/// accident once in 10^19 pairs.
using ShingleSet = std::vector<std::uint64_t>;

/// Makes such sets. Not thread-safe: it keeps its memory.
class ShingleSetMaker {
 public:
  /// Returns the weight of the text's letters (see weight_of()). REQUIRES: valid UTF-8.
  std::uint64_t make(std::string_view text, ShingleSet& out);

 private:
  LetterBuffer letters_;
};

/// The Jaccard coefficient of two sets in ppm, rounded down; 0 of two empty ones.
[[nodiscard]] std::uint32_t jaccard_ppm(const ShingleSet& a, const ShingleSet& b);

/// Finds which texts of a sample are like a text.
class SampleJoin {
 public:
  explicit SampleJoin(std::uint32_t similarity_ppm) : similarity_ppm_(similarity_ppm) {}

  /// Adds a text to the sample and returns its number. REQUIRES: not empty; before seal().
  std::uint32_t add(ShingleSet set);
  /// Ends the adding. Of a set with n elements every set that is alike enough has one of any
  /// n - ceil(n t) + 1 elements: its rarest in the sample are looked up (prefix filter, Chaudhuri,
  /// Ganti, Kaushik 2006).
  void seal();

  /// Appends to `found` the numbers of all sampled texts that are at least as like `set` as the
  /// threshold says. REQUIRES: sealed. Threads: calls may be made at once. Cost: a lookup for each
  /// element, and a comparison for each sampled text that shares a rare one.
  void find(const ShingleSet& set, std::vector<std::uint32_t>& found) const;

  [[nodiscard]] std::size_t size() const { return sets_.size(); }

 private:
  std::uint64_t similarity_ppm_;
  std::vector<ShingleSet> sets_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_element_;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_SAMPLE_JOIN_H_
