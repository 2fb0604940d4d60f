// SPDX-License-Identifier: Apache-2.0
// The loops over lanes, included by the files that compile them for one instruction set each.
// Internal linkage, so that no version can stand in for another. What each feature is stands in
// features.cpp.
#ifndef GALLEY_REPAIR_FEATURE_LOOPS_H_
#define GALLEY_REPAIR_FEATURE_LOOPS_H_

#include <algorithm>
#include <array>
#include <cstring>

#include "repair/columns.h"
#include "repair/feature_slots.h"

namespace galley {
namespace {

// Slots from a lane's number on.
enum Neighbour : std::uint8_t { kBefore, kHere, kNext, kAfter };

struct CopiedByte {
  Feature feature;
  LineByte byte;
  Neighbour of;
};
constexpr CopiedByte kCopiedBytes[] = {
    {kBlanks, LineByte::kBlanks, kNext},
    {kBlanksBefore, LineByte::kBlanks, kHere},
    {kBlanksAfter, LineByte::kBlanks, kAfter},
    {kBeforeCells, LineByte::kCells, kBefore},
    {kCells, LineByte::kCells, kHere},
    {kNextCells, LineByte::kCells, kNext},
    {kAfterCells, LineByte::kCells, kAfter},
    {kWords, LineByte::kWords, kHere},
    {kNextWords, LineByte::kWords, kNext},
    {kUpperShare, LineByte::kUpperShare, kHere},
    {kNextUpperShare, LineByte::kUpperShare, kNext},
    {kDigitShare, LineByte::kDigitShare, kHere},
    {kNextDigitShare, LineByte::kDigitShare, kNext},
    {kLastRank, LineByte::kLastRank, kHere},
    {kBeforeEndRank, LineByte::kEndRank, kBefore},
    {kEndRank, LineByte::kEndRank, kHere},
    {kNextEndRank, LineByte::kEndRank, kNext},
    {kHereFirstRank, LineByte::kFirstRank, kHere},
    {kFirstRank, LineByte::kFirstRank, kNext},
    {kAfterFirstRank, LineByte::kFirstRank, kAfter},
    {kSecondRank, LineByte::kSecondRank, kNext},
    {kLastWordCells, LineByte::kLastCells, kHere},
    {kFirstWordCells, LineByte::kFirstCells, kNext},
    {kLastCapital, LineByte::kLastCapital, kHere},
    {kRole, LineByte::kRole, kHere},
    {kNextRole, LineByte::kRole, kNext},
    {kColonCells, LineByte::kColonCells, kNext},
    {kByline, LineByte::kByline, kHere},
    {kNextByline, LineByte::kByline, kNext},
    {kDateline, LineByte::kDateline, kNext},
    {kWideGaps, LineByte::kWideGaps, kHere},
    {kNextWideGaps, LineByte::kWideGaps, kNext},
    {kPageBetween, LineByte::kPageBefore, kNext},
    {kIndentChange, LineByte::kIndentChange, kHere},
    {kIndentAfter, LineByte::kIndentChange, kNext},
};

// floor(n / bin) = n * kBinInverses[bin] >> 24 for n < 256 * bin; 0 for bin 0.
constexpr auto kBinInverses = [] {
  std::array<std::uint32_t, 256> inverses{};
  for (std::uint32_t bin = 1; bin < 256; ++bin) inverses[bin] = ((1u << 24) + bin - 1) / bin;
  return inverses;
}();

using Lanes16 = std::int16_t[kForestLanes];

[[maybe_unused]] inline void put_around(std::uint8_t* out, const std::int16_t* more,
                                        const std::int16_t* less) {
  for (std::size_t i = 0; i < kForestLanes; ++i) {
    const auto value = static_cast<std::int16_t>(more[i] - less[i] + 128);
    out[i] = static_cast<std::uint8_t>(std::clamp(value, std::int16_t{0}, std::int16_t{255}));
  }
}

// The same in quarters.
[[maybe_unused]] inline void put_quarters(std::uint8_t* out, const std::int16_t* more,
                                          const std::int16_t* less) {
  for (std::size_t i = 0; i < kForestLanes; ++i) {
    const auto difference = static_cast<std::int16_t>(more[i] - less[i]);
    const auto value = static_cast<std::int16_t>(difference / 4 + 128);
    out[i] = static_cast<std::uint8_t>(std::clamp(value, std::int16_t{0}, std::int16_t{255}));
  }
}

// width * 128 / edge, rounded down, at most 255; 0 where there is no edge.
[[maybe_unused]] inline void put_fill(std::uint8_t* out, const std::int16_t* widths,
                                      const std::int16_t* edges, const std::uint32_t* inverses) {
  for (std::size_t i = 0; i < kForestLanes; ++i) {
    const auto edge = static_cast<std::uint32_t>(edges[i]);
    const std::uint32_t width = std::min(static_cast<std::uint32_t>(widths[i]), 2 * edge);
    // width * 128 / 10, in parts that fit 32 bits.
    const std::uint32_t tenths = 12 * width + (4 * width * 52429 >> 18);
    // 256 times the bin, less one: the largest that is below 256 bins.
    const std::uint32_t most = edge * 128 / 5 - 1;
    out[i] = static_cast<std::uint8_t>(std::min(tenths, most) * inverses[i] >> 24);
  }
}

[[maybe_unused]] inline void fill_from_slots(const FeatureSlots& slots, FeatureBlock& block) {
  auto& out = block.features;
  for (const CopiedByte& copied : kCopiedBytes) {
    std::memcpy(out[copied.feature], slots.bytes[static_cast<std::size_t>(copied.byte)] + copied.of,
                kForestLanes);
  }

  constexpr std::size_t kJoined = kForestLanes + 2;
  std::int16_t cells[kJoined], units[kJoined];
  const std::uint8_t* const behind =
      slots.bytes[static_cast<std::size_t>(LineByte::kNoSpaceBehind)];
  const std::uint8_t* const before =
      slots.bytes[static_cast<std::size_t>(LineByte::kNoSpaceBefore)];
  for (std::size_t i = 0; i < kJoined; ++i) {
    const int space = 1 - (behind[i] | before[i + 1]);
    cells[i] = static_cast<std::int16_t>(slots.cells[i] + slots.first_cells[i + 1] + space);
    units[i] = static_cast<std::int16_t>(slots.units[i] + slots.first_units[i + 1] + 5 * space);
  }
  put_around(out[kSlackCells], slots.edge_cells, cells + kHere);
  put_around(out[kBrimSlackCells], slots.brim_cells, cells + kHere);
  put_around(out[kFarSlackCells], slots.far_brim_cells, cells + kHere);
  put_around(out[kBeforeSlackCells], slots.brim_cells, cells + kBefore);
  put_around(out[kAfterSlackCells], slots.brim_cells, cells + kNext);
  put_quarters(out[kSlackUnits], slots.edge_units, units + kHere);
  put_quarters(out[kBrimSlackUnits], slots.brim_units, units + kHere);
  put_quarters(out[kBeforeSlackUnits], slots.brim_units, units + kBefore);
  put_quarters(out[kAfterSlackUnits], slots.brim_units, units + kNext);

  put_around(out[kBeforeOverCells], slots.cells + kBefore, slots.edge_cells);
  put_around(out[kOverCells], slots.cells + kHere, slots.edge_cells);
  put_around(out[kNextOverCells], slots.cells + kNext, slots.edge_cells);
  put_around(out[kAfterOverCells], slots.cells + kAfter, slots.edge_cells);
  std::uint32_t inverses[kForestLanes];
  for (std::size_t i = 0; i < kForestLanes; ++i) {
    inverses[i] = kBinInverses[static_cast<std::size_t>(slots.edge_units[i]) / kUnitsPerBin];
  }
  put_fill(out[kBeforeFillUnits], slots.units + kBefore, slots.edge_units, inverses);
  put_fill(out[kFillUnits], slots.units + kHere, slots.edge_units, inverses);
  put_fill(out[kNextFillUnits], slots.units + kNext, slots.edge_units, inverses);
  put_fill(out[kAfterFillUnits], slots.units + kAfter, slots.edge_units, inverses);

  for (std::size_t i = 0; i < kForestLanes; ++i) {
    // As is_two_ems_short().
    const int missing = slots.edge_cells[i] - slots.cells[i + kNext];
    out[kNextShort][i] = missing >= 3 && missing <= 5 ? 1 : 0;
    const std::uint16_t indent = slots.indent[i + kNext];
    const std::uint16_t over =
        static_cast<std::uint16_t>(indent - std::min(indent, slots.least_indent[i]));
    out[kIndentOver][i] = static_cast<std::uint8_t>(std::min<std::uint16_t>(over, 255));
  }
}

}  // namespace
}  // namespace galley

#endif  // GALLEY_REPAIR_FEATURE_LOOPS_H_
