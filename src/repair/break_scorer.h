// SPDX-License-Identifier: Apache-2.0
// Scores breaks, 64 at a time: their features are filled side by side and asked of the forest of
// their script family.
#ifndef GALLEY_REPAIR_BREAK_SCORER_H_
#define GALLEY_REPAIR_BREAK_SCORER_H_

#include <cstdint>
#include <span>
#include <vector>

#include "repair/feature_slots.h"
#include "repair/features.h"
#include "repair/forest.h"

namespace galley {

class BreakScorer {
 public:
  /// `signs` are those of the page's breaks. REQUIRES: all outlive the scorer.
  BreakScorer(const PageView& page, std::span<const ParagraphSigns> signs,
              std::vector<std::int32_t>& scores);

  /// Has the break behind lines[index] scored, at the latest in finish(). REQUIRES: called with
  /// rising indices.
  void take(std::size_t index);
  void finish();

 private:
  void add_line(std::size_t index);
  void add_break(std::size_t index);
  void score_block();

  const PageView& page_;
  const std::span<const ParagraphSigns> signs_;
  ForestQueue spaced_;
  ForestQueue ideographic_;
  FeatureSlots slots_{};
  FeatureBlock block_;
  std::uint32_t places_[kForestLanes] = {};
  std::uint64_t spaced_lanes_ = 0;
  std::uint64_t ideographic_lanes_ = 0;
  std::size_t filled_ = 0;     // slots
  std::size_t next_line_ = 0;  // that the next slot is for
};

}  // namespace galley

#endif  // GALLEY_REPAIR_BREAK_SCORER_H_
