// SPDX-License-Identifier: Apache-2.0
// Lines and columns side by side, number by number, so that the features of 64 breaks are filled by
// vectors: most are a byte of a line and stand in this order already.
#ifndef GALLEY_REPAIR_FEATURE_SLOTS_H_
#define GALLEY_REPAIR_FEATURE_SLOTS_H_

#include <cstddef>
#include <cstdint>

#include "repair/features.h"

namespace galley {

/// What a line says by itself, each one byte.
enum class LineByte : std::uint8_t {
  kBlanks,
  kCells,
  kWords,
  kUpperShare,
  kDigitShare,
  kLastRank,
  kEndRank,
  kFirstRank,
  kSecondRank,
  kLastCells,
  kFirstCells,
  kLastCapital,
  kRole,
  kColonCells,
  kByline,
  kDateline,
  kWideGaps,
  kPageBefore,
  kIndentChange,  // of the line behind it
  kNoSpaceBehind,
  kNoSpaceBefore,
  kCount,
};

/// Lines in slots. The break of lane i stands behind the line in slot i + 1; the lines around it
/// are in the slots around.
struct FeatureSlots {
  static constexpr std::size_t kSlots = kForestLanes + 3;
  static constexpr std::size_t kRoom = kForestLanes + 16;
  // Wider than any column by so much that more would change no feature; sums of two fit 16 bits.
  static constexpr std::uint32_t kMostCells = 4096;
  static constexpr std::uint32_t kMostUnits = 8000;

  std::uint8_t bytes[static_cast<std::size_t>(LineByte::kCount)][kRoom];
  std::int16_t cells[kRoom];
  std::int16_t units[kRoom];
  std::int16_t first_cells[kRoom];
  std::int16_t first_units[kRoom];
  std::uint16_t indent[kRoom];

  // Of the column of each lane.
  std::int16_t edge_cells[kForestLanes];
  std::int16_t brim_cells[kForestLanes];
  std::int16_t far_brim_cells[kForestLanes];
  std::int16_t edge_units[kForestLanes];
  std::int16_t brim_units[kForestLanes];
  std::uint16_t least_indent[kForestLanes];

  [[nodiscard]] std::uint8_t& byte(LineByte which, std::size_t slot) {
    return bytes[static_cast<std::size_t>(which)][slot];
  }
};

/// Fills all features that lines and columns are enough for, in all lanes. Chosen at run time by
/// what the processor has; all fill the same.
using FillFromSlots = void (*)(const FeatureSlots& slots, FeatureBlock& block);
void fill_from_slots_plain(const FeatureSlots& slots, FeatureBlock& block);
#if defined(__x86_64__)
void fill_from_slots_v3(const FeatureSlots& slots, FeatureBlock& block);
#endif

}  // namespace galley

#endif  // GALLEY_REPAIR_FEATURE_SLOTS_H_
