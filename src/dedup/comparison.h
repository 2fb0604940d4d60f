// SPDX-License-Identifier: Apache-2.0
// Letter by letter: whether two texts are alike enough for one to stand for the other.
#ifndef GALLEY_DEDUP_COMPARISON_H_
#define GALLEY_DEDUP_COMPARISON_H_

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/letters.h"
#include "dedup/shingle_codes.h"
#include "galley/dedup.h"

namespace galley {

/// A text made ready to be compared with several others.
struct PreparedText {
  std::vector<char32_t> letters;
  std::vector<std::uint64_t> codes;    ///< its shingles; empty where the alphabet has no room
  std::vector<std::uint64_t> numbers;  ///< see read_numbers()
};

/// What all comparisons of a search share. Threads: all calls may be made at once.
class ComparisonPlace {
 public:
  explicit ComparisonPlace(const DedupOptions& options) : options_(options) {}
  [[nodiscard]] const DedupOptions& options() const { return options_; }
  [[nodiscard]] Alphabet& alphabet() { return alphabet_; }

 private:
  DedupOptions options_;
  Alphabet alphabet_;
};

/// Compares texts. One for each thread; what one has prepared another may compare.
class Comparison {
 public:
  explicit Comparison(ComparisonPlace& place) : place_(&place), coder_(place.alphabet()) {}

  /// REQUIRES: valid UTF-8. Cost: about 10 ns a letter.
  void prepare(std::string_view text, PreparedText& out);

  /// The similarity in ppm, rounded down, of texts that are alike enough; else 0.
  [[nodiscard]] std::uint32_t compare(const PreparedText& a, const PreparedText& b) const;

 private:
  ComparisonPlace* place_;
  ShingleCoder coder_;
  LetterBuffer letters_;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_COMPARISON_H_
