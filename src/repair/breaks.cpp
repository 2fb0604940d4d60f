// SPDX-License-Identifier: Apache-2.0
// Scores become decisions, and where lines are joined the joiner is chosen.
#include "repair/breaks.h"

#include <algorithm>

#include "repair/forest.h"
#include "repair/forms.h"
#include "repair/joiner.h"

namespace galley {

bool is_evenly_spaced(std::span<const Line> lines) {
  if (lines.size() < 2) return false;
  return std::ranges::all_of(
      lines.subspan(1), [](const Line& line) { return line.blanks == 1 && !line.page_before; });
}

namespace {

// Text with one blank line between every two lines may be a double-spaced page, or clean text, as
// repair itself writes it: a join must then be more than just likelier than not.
constexpr std::int32_t kEvenMargin = kForestUnit * 3 / 4;

constexpr std::uint8_t kFormConfidence = 90;

}  // namespace

void decide_breaks(const PageView& page, const Habits& habits, std::uint8_t least_confidence,
                   std::span<const std::int32_t> scores, std::vector<Break>& breaks) {
  breaks.clear();
  const std::int32_t margin = is_evenly_spaced(page.lines) ? kEvenMargin : 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const std::uint8_t confidence = score_confidence(scores[i]);
    if (scores[i] >= -margin || confidence < least_confidence) {
      breaks.push_back({Joiner::kParagraph, confidence});
    } else if (begins_alike(page, i, breaks)) {
      breaks.push_back({Joiner::kParagraph, kFormConfidence});
    } else {
      const Meeting meeting{page.lines[i], page.lines[i + 1], page.seams[i]};
      breaks.push_back({choose_joiner(page, meeting, habits), confidence});
    }
  }
}

}  // namespace galley
