// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_SHINGLE_COMPARISON_H_
#define GALLEY_DEDUP_SHINGLE_COMPARISON_H_

#include "dedup/comparison.h"

namespace galley {

/// DedupPreset::kDefault: the exact Jaccard coefficient of the sets of shingles, and the numbers.
/// Cost: 7 ns a letter to prepare, 2 ns to compare.
class ShingleComparison final : public Comparison {
 public:
  explicit ShingleComparison(ComparisonPlace& place)
      : options_(place.options()), coder_(place.alphabet()) {}

  void read(std::string_view text, PreparedText& out) override;
  [[nodiscard]] bool may_match(const PreparedText& a, const PreparedText& b) const override;
  void complete(PreparedText& text) override;
  void set_text(const PreparedText& text) override;
  [[nodiscard]] std::uint32_t compare_with(const PreparedText& other) override;

 private:
  DedupOptions options_;
  ShingleCoder coder_;
  LetterBuffer letters_;
  const PreparedText* text_ = nullptr;
  CodeSet codes_;  // of the text
};

}  // namespace galley

#endif  // GALLEY_DEDUP_SHINGLE_COMPARISON_H_
