// SPDX-License-Identifier: Apache-2.0
// The words on both sides of a break, and what the vocabulary knows of them.
#ifndef GALLEY_REPAIR_SEAM_H_
#define GALLEY_REPAIR_SEAM_H_

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <string_view>

#include "galley/vocabulary.h"
#include "repair/line.h"

namespace galley {

/// The run of letters that ends a line, without signs behind it; empty if it ends in none.
[[nodiscard]] std::string_view last_word(std::string_view line);
/// The run of letters that begins a line, without signs before it.
[[nodiscard]] std::string_view first_word(std::string_view line);

struct Seam {
  std::string_view last;   ///< word before the break, directly at the line's end
  std::string_view first;  ///< word behind it, directly at the line's beginning
  std::uint32_t last_count = 0;
  std::uint32_t first_count = 0;
  std::uint32_t joined_count = 0;
};

/// A half that is no word by itself is at least this much rarer than the whole.
inline constexpr std::uint32_t kNoWordRatio = 4;

/// The words at the break between two lines and their counts. Cost: up to three look-ups.
[[nodiscard]] Seam read_seam(std::string_view text, const Line& line, const Line& next,
                             const Vocabulary& vocabulary);

/// Fills seams[i] for the break behind lines[i]. Between ideographs the words are empty and the
/// counts those of the two characters and of the pair. REQUIRES: one seam less
/// than there are lines.
void read_seams(std::string_view text, std::span<const Line> lines, const Vocabulary& vocabulary,
                std::span<Seam> seams);

/// Whether the halves are one word even where the document shows its hyphens: one of them is no
/// word by itself.
[[nodiscard]] bool is_surely_one_word(const Seam& seam, std::uint64_t words);

/// How much likelier the two words are one than two, in eighths of a binary order; may be negative.
[[nodiscard]] int joined_score(const Seam& seam, std::uint64_t words);

/// How much likelier two characters stand side by side than chance has it, in the same measure;
/// 0 where the vocabulary knows too little.
[[nodiscard]] int pair_score(const Vocabulary& vocabulary, char32_t before, char32_t behind);
/// The same by the counts that read_seams() has found, of `pairs` counted in all.
[[nodiscard]] int pair_score(const Seam& seam, std::uint64_t pairs);

// Eighths of a binary order in (128 + i) / 128, rounded down: the steps are the powers of 2^(1/8).
inline constexpr auto kEighths = [] {
  std::array<std::uint8_t, 128> eighths{};
  constexpr unsigned kSteps[] = {140, 153, 166, 182, 198, 216, 235};  // 128 * 2^(k/8), rounded up
  for (unsigned i = 0; i < 128; ++i) {
    for (const unsigned step : kSteps)
      eighths[i] = static_cast<std::uint8_t>(eighths[i] + (128 + i >= step));
  }
  return eighths;
}();

/// Eight times the binary logarithm, rounded down; 0 for 0 and 1.
[[nodiscard]] inline int log2_eighths(std::uint64_t value) {
  if (value < 2) return 0;
  const int zeros = std::countl_zero(value);
  // The seven bits behind the first decide the eighths.
  const auto mantissa = static_cast<std::size_t>(value << zeros >> 56 & 127);
  return (63 - zeros) * 8 + kEighths[mantissa];
}

}  // namespace galley

#endif  // GALLEY_REPAIR_SEAM_H_
