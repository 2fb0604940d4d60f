// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_LETTER_COMPARISON_H_
#define GALLEY_DEDUP_LETTER_COMPARISON_H_

#include "dedup/comparison.h"

namespace galley {

/// The least share of matching letters, in ppm, that makes two texts prints of one: `weight` is
/// that of the shorter text (see weight_of()), `chance_ppm` the chance that a letter of one is a
/// letter of the other, `max_letter_errors_ppm` how many letters of each print may be misread.
[[nodiscard]] std::uint32_t least_match_ppm(std::uint64_t weight, std::uint64_t chance_ppm,
                                            std::uint32_t max_letter_errors_ppm);

/// DedupPreset::kOcr: the letters of the longer text less the edit distance, as a share of them.
/// Cost: 1 ns for each 64 letters of the one and letter of the other.
class LetterComparison final : public Comparison {
 public:
  explicit LetterComparison(ComparisonPlace& place) : options_(place.options()) {}

  void read(std::string_view text, PreparedText& out) override;
  [[nodiscard]] bool may_match(const PreparedText& a, const PreparedText& b) const override;
  void complete(PreparedText& text) override { text.is_complete = true; }
  void set_text(const PreparedText& text) override;
  [[nodiscard]] std::uint32_t compare_with(const PreparedText& other) override;

 private:
  DedupOptions options_;
  LetterBuffer letters_;
  Alignment alignment_;
  const PreparedText* text_ = nullptr;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_LETTER_COMPARISON_H_
