// SPDX-License-Identifier: Apache-2.0
// Breaks that the signs of a line settle by themselves (headings, tables, rules) are settled first;
// all others are scored by the forest of their script family. Then the joiner is chosen.
#include "repair/breaks.h"

#include "repair/forest.h"
#include "repair/joiner.h"

namespace galley {

bool stands_alone(const Line& line) {
  switch (line.role) {
    case LineRole::kHeading:
    case LineRole::kTableRow:
    case LineRole::kImage:
    case LineRole::kFence:
    case LineRole::kRule:
    case LineRole::kFurniture: return true;
    case LineRole::kText:
    case LineRole::kItem: return false;
  }
  return false;
}

bool is_ideographic_break(const Line& line, const Line& next) {
  const std::uint32_t ideographs = std::uint32_t{line.ideographs} + next.ideographs;
  const std::uint32_t letters =
      std::uint32_t{line.upper} + line.lower + next.upper + next.lower;
  return ideographs * 3 > letters;
}

void decide_breaks(const PageView& page, const Habits& habits, std::uint8_t least_confidence,
                   std::vector<Break>& breaks) {
  breaks.clear();
  ParagraphSoFar so_far;
  FeatureRow row;
  for (std::size_t i = 0; i + 1 < page.lines.size(); ++i) {
    const Line& line = page.lines[i];
    const Line& next = page.lines[i + 1];
    if (stands_alone(line) || stands_alone(next)) {
      so_far = {};
      breaks.push_back({Joiner::kParagraph, 100});
      continue;
    }
    fill_features(page, i, so_far, row);
    const Forest& forest = is_ideographic_break(line, next) ? kIdeographicForest : kSpacedForest;
    const std::int32_t score = forest_score(forest, row);
    const std::uint8_t confidence = score_confidence(score);
    if (score >= 0 || confidence < least_confidence) {
      breaks.push_back({Joiner::kParagraph, confidence});
    } else {
      breaks.push_back({choose_joiner(page, {line, next, page.seams[i]}, habits), confidence});
    }
  }
}

}  // namespace galley
