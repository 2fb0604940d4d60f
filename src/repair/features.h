// SPDX-License-Identifier: Apache-2.0
// What the forest is told about a break: one byte a feature, saturating, so that a tree needs only
// byte comparisons. The trainer reads the same bytes (tools/train), so training and serving agree.
#ifndef GALLEY_REPAIR_FEATURES_H_
#define GALLEY_REPAIR_FEATURES_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "galley/vocabulary.h"
#include "repair/columns.h"
#include "repair/line.h"
#include "repair/newsmarks.h"
#include "repair/ranks.h"
#include "repair/seam.h"

namespace galley {

enum Feature : std::uint8_t {
  kBlanks,       // blank lines between
  kBlankShare,   // share of gaps around that have blank lines
  kPageBetween,  // a form feed stands between
  kFillUnits,    // width of the line before the break against the column's edge, 128 is full
  kNextFillUnits,
  kBeforeFillUnits,
  kAfterFillUnits,
  kSlackUnits,  // room left after the next line's first word, 128 is none
  kSlackCells,
  kBrimSlackCells,  // the same against the widest line around
  kBrimSlackUnits,
  kNearCells,
  kNearUnits,
  kOverCells,  // width less the edge, 128 is equal
  kNextOverCells,
  kBeforeOverCells,
  kAfterOverCells,
  kLastRank,   // what the line ends in, from what goes on to what ends
  kEndRank,    // the same but for closing signs
  kFirstRank,  // what the next line begins with, from what goes on to what begins
  kSecondRank,
  kBeforeEndRank,  // the breaks on either side
  kHereFirstRank,
  kNextEndRank,
  kAfterFirstRank,
  kBlanksBefore,
  kBlanksAfter,
  kIndentChange,  // 64 is none
  kIndentOver,    // next line's indent over the least around
  kIndentAfter,   // change behind the next line
  kWords,
  kNextWords,
  kUpperShare,
  kNextUpperShare,
  kDigitShare,
  kNextDigitShare,
  kLastWordCells,
  kFirstWordCells,
  kLastWordCount,  // how often the vocabulary has it, in binary orders times eight
  kFirstWordCount,
  kSeam,  // how well the seam reads: words joined, or characters side by side
  kOpenBrackets,
  kOpenQuotes,
  kLinesInParagraph,  // since a break that was surely one
  kFullBefore,        // full lines in a row
  kFullAfter,
  kNextRole,
  kRole,
  kColonCells,  // where the next line's first colon stands
  kWideGaps,
  kNextWideGaps,
  kLongShare,
  kLastCapital,
  kCells,
  kNextCells,
  kFarSlackCells,  // room against the brim of the wider stretch, 128 is none
  kFarNearCells,
  kFitShare,          // share of lines around that had room
  kBeforeSlackCells,  // room left at the breaks on either side
  kAfterSlackCells,
  kBeforeSlackUnits,
  kAfterSlackUnits,
  kBeforeCells,
  kAfterCells,
  kByline,  // names at the line's end
  kNextByline,
  kDateline,    // the next line begins an article
  kFirstShort,  // share of paragraphs here whose first line is two ems short: a stripped indent
  kNextShort,   // the next line is just two ems short
  kFeatures,
};

inline constexpr std::size_t kForestLanes = 64;

/// The features of many breaks, feature by feature: lane i of feature f stands at features[f][i].
struct FeatureBlock {
  alignas(64) std::uint8_t features[kFeatures][kForestLanes];
};

/// The features of one break among them.
class FeatureLane {
 public:
  FeatureLane(FeatureBlock& block, std::size_t lane) : first_(&block.features[0][lane]) {}
  [[nodiscard]] std::uint8_t& operator[](std::size_t feature) const {
    return first_[feature * kForestLanes];
  }

 private:
  std::uint8_t* first_;
};

/// The lines and columns of a stretch of a document, to ask features of.
struct PageView {
  std::string_view text;
  std::span<const Line> lines;
  std::span<const Column> columns;
  std::span<const Seam> seams;
  const Vocabulary* vocabulary = nullptr;
};

/// What stands between a break and the beginning of its paragraph, as far as features tell.
struct ParagraphSigns {
  std::uint8_t open_brackets = 0;
  std::uint8_t open_quotes = 0;
  std::uint8_t lines = 0;
  std::uint8_t full_before = 0;
  std::uint8_t full_after = 0;
  bool settled = false;  ///< the lines' own signs keep them apart: there is nothing to score

  bool operator==(const ParagraphSigns&) const = default;
};

/// Fills signs[i] for the break behind lines[i], one less than there are lines. Needs no seams.
void read_paragraph_signs(const PageView& page, std::vector<ParagraphSigns>& signs);

/// Fills `row`, all of it, for the break behind lines[index]. REQUIRES: index + 1 < lines.size().
void fill_features(const PageView& page, std::size_t index, const ParagraphSigns& signs,
                   FeatureLane row);

/// Parts of fill_features(), for who fills the rest for many breaks at once.
void fill_column_features(const Column& column, FeatureLane row);
void fill_paragraph_features(const ParagraphSigns& signs, FeatureLane row);
void fill_seam_features(const PageView& page, std::size_t index, FeatureLane row);
void fill_without_before(FeatureLane row);  ///< where the break's line is the page's first
void fill_without_after(FeatureLane row);   ///< where the next line is the last

/// What single lines tell features. Shares are in 64ths.
[[nodiscard]] inline std::uint8_t share_of(unsigned part, unsigned whole) {
  if (part == 0) return 0;  // of most lines
  return static_cast<std::uint8_t>(std::min(part * 64 / whole, 255u));
}
[[nodiscard]] inline std::uint8_t upper_share(const Line& line) {
  return share_of(line.upper, std::uint32_t{line.upper} + line.lower);
}
[[nodiscard]] inline std::uint8_t digit_share(const Line& line) {
  return share_of(line.digits * 2u, line.cells + 1);
}
[[nodiscard]] inline std::uint8_t dateline_code(const Line& line) {
  return has_dateline(line) ? 1 : has_caption_mark(line) ? 2 : 0;
}
/// Whether a space would part the line from a word behind it, if that needs one before it.
[[nodiscard]] inline bool needs_space_behind(const Line& line) {
  return !is_in(line.last_class, kIdeographicClasses | class_bit(CharacterClass::kWideComma));
}
[[nodiscard]] inline bool needs_space_before(const Line& line) {
  return !is_ideographic(line.first_class);
}

}  // namespace galley

#endif  // GALLEY_REPAIR_FEATURES_H_
