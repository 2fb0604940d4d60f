// SPDX-License-Identifier: Apache-2.0
// How a document writes: what cannot be told from one break can be told from all of them.
#ifndef GALLEY_REPAIR_HABITS_H_
#define GALLEY_REPAIR_HABITS_H_

#include <cstdint>

#include "repair/features.h"

namespace galley {

struct Habits {
  /// Ideographs beside Latin letters: apart or solid.
  enum class MixedSpacing : std::uint8_t { kSolid, kSpaced };
  /// A plain hyphen at a line's end: made by the setting, or part of the word because the setting
  /// does not divide words or marks division by a hyphen of its own (U+2010).
  enum class LineEndHyphen : std::uint8_t { kDivides, kBelongs };
  /// Whether divided words show no hyphen, as in much OCR.
  enum class LostHyphens : std::uint8_t { kRare, kCommon };

  /// A sign = or – that stands solid at the end of a line of words: its own sign, or the hyphen
  /// of black letter and of who read it so.
  enum class DoubtfulHyphen : std::uint8_t { kBelongs, kDivides };

  MixedSpacing mixed = MixedSpacing::kSolid;
  LineEndHyphen hyphen = LineEndHyphen::kDivides;
  LostHyphens lost = LostHyphens::kRare;
  DoubtfulHyphen doubtful = DoubtfulHyphen::kBelongs;
};

[[nodiscard]] Habits habits_of(const PageView& page);

}  // namespace galley

#endif  // GALLEY_REPAIR_HABITS_H_
