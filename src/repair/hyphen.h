// SPDX-License-Identifier: Apache-2.0
// Hyphens at a line's end.
#ifndef GALLEY_REPAIR_HYPHEN_H_
#define GALLEY_REPAIR_HYPHEN_H_

#include "repair/breaks.h"
#include "repair/habits.h"

namespace galley {

/// Whether a line that ends in a hyphen, and in what OCR made of the rule between two columns behind
/// it, breaks a word there ("es-1" before "cape"). What is noise and what a letter is not decided.
[[nodiscard]] bool parts_word_before_noise(const PageView& page, const Line& line,
                                           const Line& next);

/// How often the vocabulary has the word at a hyphen written solid, and with its hyphen.
struct HyphenCounts {
  std::uint32_t solid = 0;
  std::uint32_t apart = 0;
};
[[nodiscard]] HyphenCounts count_hyphen(const PageView& page, const Line& line, const Line& next);

/// Whether the hyphen parts a word for sure: the vocabulary has the word solid, and what stands
/// behind the hyphen is no word by itself.
[[nodiscard]] bool surely_parts_word(const PageView& page, const Line& line, const Line& next);

/// The joiner where `line` ends in a hyphen of any kind.
[[nodiscard]] Joiner choose_at_hyphen(const PageView& page, const Line& line, const Line& next,
                                      const Habits& habits);

}  // namespace galley

#endif  // GALLEY_REPAIR_HYPHEN_H_
