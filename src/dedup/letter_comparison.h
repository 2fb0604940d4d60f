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

/// DedupPreset::kOcr: the letters of the longer text less the edit distance, as a share of them. A
/// text that is not alike as a whole may be a part of the longer one: then the share of its own
/// letters that stand there. Cost: 1 ns for each 64 letters of the one and letter of the other,
/// twice where both are asked.
class LetterComparison final : public Comparison {
 public:
  explicit LetterComparison(ComparisonPlace& place) : options_(place.options()) {}

  void read(std::string_view text, PreparedText& out) override;
  [[nodiscard]] bool may_match(const PreparedText& a, const PreparedText& b) const override;
  void complete(PreparedText& text) override { text.is_complete = true; }
  void set_text(const PreparedText& text) override;
  [[nodiscard]] std::uint32_t compare_with(const PreparedText& other) override;

 private:
  // Edits between so many letters and what they are compared with.
  struct Distance {
    std::uint64_t errors;
    std::uint64_t letters;
  };
  enum class Extent : std::uint8_t { kWhole, kPart };
  // The least similarity that makes prints of texts of which the shorter has such a weight.
  [[nodiscard]] std::uint64_t least_for(Extent extent, std::uint64_t weight,
                                        std::uint64_t chance_ppm) const;
  [[nodiscard]] bool may_be_whole(const PreparedText& a, const PreparedText& b,
                                  std::uint64_t weight) const;
  [[nodiscard]] std::uint32_t judge(const PreparedText& other, const Distance& at, Extent extent,
                                    std::uint64_t weight);
  // Whether the numerals of the two differ by more than such a distance of their letters explains.
  [[nodiscard]] bool is_filled_in_anew(const PreparedText& other, const Distance& at);

  DedupOptions options_;
  LetterBuffer letters_;
  Alignment alignment_;
  Alignment numeral_alignment_;
  std::vector<char32_t> numerals_, other_numerals_;
  const PreparedText* text_ = nullptr;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_LETTER_COMPARISON_H_
