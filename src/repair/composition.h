// SPDX-License-Identifier: Apache-2.0
// The order in which lines are written out, and the writing.
#ifndef GALLEY_REPAIR_COMPOSITION_H_
#define GALLEY_REPAIR_COMPOSITION_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/letters.h"
#include "galley/document.h"
#include "galley/repair.h"
#include "repair/breaks.h"

namespace galley {

/// Lines [first, end) that follow one another in the source and in the output.
struct Piece {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
  Joiner before = Joiner::kParagraph;  ///< kParagraph: begins a paragraph; else it is resumed here
  std::uint8_t confidence = 100;
  std::int8_t furniture = -1;  ///< a FurnitureKind: the piece is taken out
};

/// A line that was taken out, and the index of the line that it stood before.
struct TakenLine {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t before_line = 0;
  FurnitureKind kind = FurnitureKind::kRunningHead;
};

/// Bytes of the source, beginning and ending inside lines of one paragraph, that a repetition loop
/// over several lines is cut short by.
struct Cut {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// One piece for each paragraph, in source order.
void pieces_of(std::size_t lines, std::span<const Break> breaks, std::vector<Piece>& pieces);

/// A stretch of a document with all that was decided about it.
struct Composition {
  std::string_view text;
  std::uint32_t begin = 0;  ///< the stretch of text that the lines were read from
  std::uint32_t end = 0;
  std::span<const Line> lines;
  std::span<const Break> breaks;
  std::span<const Piece> pieces;
  std::span<const TakenLine> taken;
  const RepairOptions* options = nullptr;
  const Vocabulary* vocabulary = nullptr;
  std::span<const Cut> cuts = {};  ///< in source order
  /// For each line whether the spaces between ideographs go from its paragraph whatever its lines
  /// look like; empty: from none.
  std::span<const std::uint8_t> stray = {};
};

/// Where a line's text ends: before its hyphen where the break behind it drops that.
[[nodiscard]] std::uint32_t content_end(const Composition& composition, std::uint32_t line);

/// Whether a mark stands at a border of the edit that puts `replacement` in the place of
/// [begin, end): the letters around it are then not those of its parts.
[[nodiscard]] inline bool meets_mark(std::string_view text, std::uint32_t begin, std::uint32_t end,
                                     std::string_view replacement) {
  return begins_with_mark(text.substr(begin)) || begins_with_mark(text.substr(end)) ||
         begins_with_mark(replacement);
}

/// What the letters' account of an edit log is once a stretch is composed.
enum class Account : std::uint8_t {
  kExact,
  kUnsettled,  ///< EditLog::settle_letters() is to be called: an edit met a mark
};

/// Appends the stretch to `out`, and every change to its edit log.
[[nodiscard]] Account compose(const Composition& composition, RepairedDocument& out);

}  // namespace galley

#endif  // GALLEY_REPAIR_COMPOSITION_H_
