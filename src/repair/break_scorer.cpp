// SPDX-License-Identifier: Apache-2.0
// Lines are laid into slots as their breaks come; where breaks are left out in between, a new
// stretch of slots begins, and its lanes at the seam score nothing.
#include "repair/break_scorer.h"

#include <algorithm>
#include <bit>

#include "base/cpu.h"
#include "repair/breaks.h"
#include "repair/feature_loops.h"
#include "repair/newsmarks.h"

namespace galley {

namespace {

FillFromSlots choose_fill() {
#if defined(__x86_64__)
  if (vector_level() >= VectorLevel::kV3) return fill_from_slots_v3;
#endif
  return fill_from_slots_plain;
}

const FillFromSlots kFillFromSlots = choose_fill();

// Breaks left out that a stretch is not ended for.
constexpr std::size_t kShortGap = 3;

std::uint8_t byte_of(std::uint32_t value) {
  return static_cast<std::uint8_t>(std::min(value, 255u));
}
std::int16_t capped(std::uint32_t value, std::uint32_t most) {
  return static_cast<std::int16_t>(std::min(value, most));
}

}  // namespace

void fill_from_slots_plain(const FeatureSlots& slots, FeatureBlock& block) {
  fill_from_slots(slots, block);
}

BreakScorer::BreakScorer(const PageView& page, std::span<const ParagraphSigns> signs,
                         std::vector<std::int32_t>& scores)
    : page_(page),
      signs_(signs),
      spaced_(kSpacedForest, scores),
      ideographic_(kIdeographicForest, scores) {}

void BreakScorer::take(std::size_t index) {
  const std::size_t behind = index + 3;  // the last line that bears on the break, and one
  const bool goes_on = filled_ > 0 && index <= next_line_ + kShortGap;
  if (!goes_on || filled_ + behind - next_line_ > FeatureSlots::kSlots) {
    constexpr std::size_t kLeastStretch = 4;
    if (goes_on || filled_ + kLeastStretch > FeatureSlots::kSlots) score_block();
    // A stretch begins with the line before its first break.
    next_line_ = index - std::min<std::size_t>(index, 1);
    if (index == 0) ++filled_;  // where nothing stands
  }
  while (next_line_ < behind) add_line(next_line_);
  add_break(index);
}

void BreakScorer::add_line(std::size_t index) {
  const std::size_t slot = filled_++;
  next_line_ = index + 1;
  if (index >= page_.lines.size()) return;  // where nothing stands
  const Line& line = page_.lines[index];
  FeatureSlots& s = slots_;
  s.cells[slot] = capped(line.cells, FeatureSlots::kMostCells);
  s.units[slot] = capped(line.units, FeatureSlots::kMostUnits);
  s.first_cells[slot] = capped(line.first_cells, FeatureSlots::kMostCells);
  s.first_units[slot] = capped(line.first_units, FeatureSlots::kMostUnits);
  s.indent[slot] = line.indent;
  const auto put = [&](LineByte which, std::uint8_t value) { s.byte(which, slot) = value; };
  put(LineByte::kBlanks, line.blanks);
  put(LineByte::kCells, byte_of(line.cells));
  put(LineByte::kWords, byte_of(line.words));
  put(LineByte::kUpperShare, upper_share(line));
  put(LineByte::kDigitShare, digit_share(line));
  put(LineByte::kLastRank, end_rank(line.last_class));
  put(LineByte::kEndRank, end_rank(line.end_class));
  put(LineByte::kFirstRank, begin_rank(line.first_class));
  put(LineByte::kSecondRank, begin_rank(line.second_class));
  put(LineByte::kLastCells, byte_of(line.last_cells));
  put(LineByte::kFirstCells, byte_of(line.first_cells));
  put(LineByte::kLastCapital, line.last_capital ? 1 : 0);
  put(LineByte::kRole, static_cast<std::uint8_t>(line.role));
  put(LineByte::kColonCells, byte_of(line.colon_cells));
  put(LineByte::kByline, static_cast<std::uint8_t>(byline_of(line)));
  put(LineByte::kDateline, dateline_code(line));
  put(LineByte::kWideGaps, line.wide_gaps);
  put(LineByte::kPageBefore, line.page_before ? 1 : 0);
  put(LineByte::kNoSpaceBehind, needs_space_behind(line) ? 0 : 1);
  put(LineByte::kNoSpaceBefore, needs_space_before(line) ? 0 : 1);
  const int change =
      index + 1 < page_.lines.size() ? page_.lines[index + 1].indent - line.indent : 0;
  put(LineByte::kIndentChange, static_cast<std::uint8_t>(std::clamp(change + 64, 0, 255)));
}

void BreakScorer::add_break(std::size_t index) {
  const std::size_t lane = filled_ - 4;
  const Column& column = page_.columns[index];
  FeatureSlots& s = slots_;
  s.edge_cells[lane] = static_cast<std::int16_t>(column.edge_cells);
  s.brim_cells[lane] = static_cast<std::int16_t>(column.brim_cells);
  s.far_brim_cells[lane] = static_cast<std::int16_t>(column.far_brim_cells);
  s.edge_units[lane] = static_cast<std::int16_t>(column.edge_units);
  s.brim_units[lane] = static_cast<std::int16_t>(column.brim_units);
  s.least_indent[lane] = column.least_indent;
  const FeatureLane row(block_, lane);
  fill_column_features(column, row);
  fill_paragraph_features(signs_[index], row);
  fill_seam_features(page_, index, row);
  places_[lane] = static_cast<std::uint32_t>(index);
  const std::uint64_t bit = std::uint64_t{1} << lane;
  const bool ideographic = is_ideographic_break(page_.lines[index], page_.lines[index + 1]);
  (ideographic ? ideographic_lanes_ : spaced_lanes_) |= bit;
}

void BreakScorer::score_block() {
  const std::uint64_t lanes = spaced_lanes_ | ideographic_lanes_;
  filled_ = 0;
  if (lanes == 0) return;
  kFillFromSlots(slots_, block_);
  // Only the first and the last break of the page lack a neighbour.
  const auto first = static_cast<std::size_t>(std::countr_zero(lanes));
  if (places_[first] == 0) fill_without_before(FeatureLane(block_, first));
  const auto last = static_cast<std::size_t>(63 - std::countl_zero(lanes));
  if (places_[last] + 2 == page_.lines.size()) fill_without_after(FeatureLane(block_, last));
  spaced_.score(block_, places_, spaced_lanes_);
  ideographic_.score(block_, places_, ideographic_lanes_);
  spaced_lanes_ = ideographic_lanes_ = 0;
}

void BreakScorer::finish() {
  score_block();
  spaced_.finish();
  ideographic_.finish();
}

}  // namespace galley
