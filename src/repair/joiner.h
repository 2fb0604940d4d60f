// SPDX-License-Identifier: Apache-2.0
// What stands between two lines once they are one: chosen at each break, by what is on both sides.
#ifndef GALLEY_REPAIR_JOINER_H_
#define GALLEY_REPAIR_JOINER_H_

#include "repair/breaks.h"
#include "repair/habits.h"

namespace galley {

/// Two lines that come together: neighbours, or the halves of an interrupted paragraph.
struct Meeting {
  const Line& line;
  const Line& next;
  const Seam& seam;
};

/// The joiner for two lines, given that they are joined. Cost: a few look-ups in the vocabulary
/// where a word stands on both sides.
[[nodiscard]] Joiner choose_joiner(const PageView& page, const Meeting& at, const Habits& habits);

/// Whether the two words at the seam are halves of one that shows no hyphen.
[[nodiscard]] bool is_split_word(const PageView& page, const Meeting& at, const Habits& habits);

/// Whether the line is the first letter of the next one's first word, printed large.
[[nodiscard]] bool is_drop_cap(const Meeting& at, std::uint64_t words);

}  // namespace galley

#endif  // GALLEY_REPAIR_JOINER_H_
