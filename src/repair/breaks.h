// SPDX-License-Identifier: Apache-2.0
// The decision at every break: does a paragraph end here, and if not, what joins the two lines?
#ifndef GALLEY_REPAIR_BREAKS_H_
#define GALLEY_REPAIR_BREAKS_H_

#include <cstdint>
#include <vector>

#include "repair/features.h"
#include "repair/habits.h"

namespace galley {

enum class Joiner : std::uint8_t {
  kParagraph,  ///< nothing is joined
  kNothing,    ///< script without spaces
  kSpace,
  kSplitWord,   ///< nothing: a word was split and shows no hyphen
  kDropHyphen,  ///< nothing, and the hyphen before the break goes
  kKeepHyphen,  ///< nothing: the hyphen belongs to the word
};

struct Break {
  Joiner joiner = Joiner::kParagraph;
  std::uint8_t confidence = 100;  ///< percent
};

/// The score of a break that the lines' own signs decide.
inline constexpr std::int32_t kCertainScore = 1 << 20;

/// Whether the break stands in text of Han and Kana rather than of spaced words.
[[nodiscard]] inline bool is_ideographic_break(const Line& line, const Line& next) {
  const std::uint32_t ideographs = std::uint32_t{line.ideographs} + next.ideographs;
  const std::uint32_t letters = std::uint32_t{line.upper} + line.lower + next.upper + next.lower;
  return ideographs * 3 > letters;
}

/// Whether one blank line stands between every two lines, as repair itself writes paragraphs.
[[nodiscard]] bool is_evenly_spaced(std::span<const Line> lines);

/// Fills breaks[i] from scores[i]. Breaks less sure than `least_confidence` percent part lines.
void decide_breaks(const PageView& page, const Habits& habits, std::uint8_t least_confidence,
                   std::span<const std::int32_t> scores, std::vector<Break>& breaks);

}  // namespace galley

#endif  // GALLEY_REPAIR_BREAKS_H_
