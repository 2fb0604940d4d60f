// SPDX-License-Identifier: Apache-2.0
// Letter by letter: whether two texts are alike enough for one to stand for the other.
#ifndef GALLEY_DEDUP_COMPARISON_H_
#define GALLEY_DEDUP_COMPARISON_H_

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/letters.h"
#include "dedup/alignment.h"
#include "dedup/shingle_codes.h"
#include "galley/dedup.h"

namespace galley {

/// A text made ready to be compared with several others.
struct PreparedText {
  bool is_complete = false;
  std::vector<char32_t> letters;
  std::vector<std::uint64_t> codes;    ///< its shingles, each once; none where the alphabet is full
  std::vector<std::uint64_t> numbers;  ///< see read_numbers(); with kOcr sorted
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

/// Compares texts as a preset says. One for each thread; what one has prepared another may compare.
class Comparison {
 public:
  virtual ~Comparison() = default;

  /// Makes ready what tells most pairs apart at little cost. REQUIRES: valid UTF-8.
  virtual void read(std::string_view text, PreparedText& out) = 0;
  /// Whether two texts that are read may be alike enough for `other` to stand for `text`: where
  /// not, they need not be completed.
  [[nodiscard]] virtual bool may_match(const PreparedText& text,
                                       const PreparedText& other) const = 0;
  /// Makes ready the rest of a text that is read.
  virtual void complete(PreparedText& text) = 0;
  /// Takes the text that the following calls compare with; it must stay as it is until then.
  /// REQUIRES: is complete; likewise below.
  virtual void set_text(const PreparedText& text) = 0;
  /// The similarity in ppm, rounded down, where `other` may stand for the text; else 0. With kOcr
  /// also where the text is a part of `other`: of those as long as each other it does not matter
  /// which is which. REQUIRES: may_match().
  [[nodiscard]] virtual std::uint32_t compare_with(const PreparedText& other) = 0;
};

[[nodiscard]] std::unique_ptr<Comparison> make_comparison(ComparisonPlace& place);

}  // namespace galley

#endif  // GALLEY_DEDUP_COMPARISON_H_
