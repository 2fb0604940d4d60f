// SPDX-License-Identifier: Apache-2.0
// What stands between two lines once they are one: chosen at each break, by what is on both sides.
#ifndef GALLEY_REPAIR_JOINER_H_
#define GALLEY_REPAIR_JOINER_H_

#include "repair/breaks.h"

namespace galley {

/// How the document writes ideographs beside Latin letters: apart or solid.
enum class MixedSpacing : std::uint8_t { kSolid, kSpaced };
[[nodiscard]] MixedSpacing mixed_spacing_of(std::span<const Line> lines);

/// The joiner for the break behind lines[index], given that the lines are joined. Cost: a few
/// look-ups in the vocabulary where a word stands on both sides.
[[nodiscard]] Joiner choose_joiner(const PageView& page, std::size_t index, MixedSpacing mixed);

/// The joiner where the line ends in a hyphen of any kind.
[[nodiscard]] Joiner choose_at_hyphen(const PageView& page, std::size_t index);

/// Whether the two words at the break are halves of one that shows no hyphen.
[[nodiscard]] bool is_split_word(const PageView& page, std::size_t index);

}  // namespace galley

#endif  // GALLEY_REPAIR_JOINER_H_
