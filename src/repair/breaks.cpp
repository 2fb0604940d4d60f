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

// Whether next to no line was broken: text of paragraphs, of which a page's end or a caption broke
// one now and then. What looks like a paragraph's end is one there unless the join is sure.
bool are_joins_rare(std::span<const std::int32_t> scores) {
  constexpr std::size_t kLeastBreaks = 64, kRare = 50;
  std::size_t joins = 0, decided = 0;
  for (const std::int32_t score : scores) {
    joins += score < 0;
    decided += score < kCertainScore;
  }
  return decided >= kLeastBreaks && joins * kRare < decided;
}
constexpr std::int32_t kRareMargin = kForestUnit * 2;

// Most lines have no gap that a row of names could have.
bool has_row_of_names(const PageView& page, const Meeting& at) {
  return (at.line.wide_gaps > 1 && is_row_of_names(page, at.line)) ||
         (at.next.wide_gaps > 1 && is_row_of_names(page, at.next));
}

// "石板路" before "。": no paragraph begins with the stop or comma of another.
bool is_cut_before_stop(const Line& line, const Line& next) {
  const bool stop = next.first_class == CharacterClass::kWideStop ||
                    next.first_class == CharacterClass::kWideComma;
  return stop && is_ideographic(line.last_class);
}

bool looks_like_end(const PageView& page, std::size_t index) {
  const Line& line = page.lines[index];
  return end_rank(line.last_class) >= end_rank(CharacterClass::kClose) ||
         begins_as_entry(page, page.lines[index + 1]);
}

}  // namespace

void decide_breaks(const PageView& page, const Habits& habits, std::uint8_t least_confidence,
                   std::span<const std::int32_t> scores, std::vector<Break>& breaks) {
  breaks.clear();
  const std::int32_t margin = is_evenly_spaced(page.lines) ? kEvenMargin : 0;
  const bool rare = are_joins_rare(scores);
  const auto parts = [&](std::size_t i) {
    if (is_cut_before_stop(page.lines[i], page.lines[i + 1])) return false;
    if (scores[i] >= -margin) return true;
    return rare && scores[i] >= -kRareMargin && looks_like_end(page, i);
  };
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const std::uint8_t confidence = score_confidence(scores[i]);
    const Meeting meeting{page.lines[i], page.lines[i + 1], page.seams[i]};
    if (meeting.line.cells == 1 && least_confidence <= kFormConfidence &&
        is_drop_cap(meeting, page.vocabulary->words())) {
      breaks.push_back({Joiner::kSplitWord, kFormConfidence});
    } else if (parts(i) || confidence < least_confidence) {
      breaks.push_back({Joiner::kParagraph, confidence});
    } else if (begins_alike(page, i, breaks) || has_row_of_names(page, meeting)) {
      breaks.push_back({Joiner::kParagraph, kFormConfidence});
    } else {
      breaks.push_back({choose_joiner(page, meeting, habits), confidence});
    }
  }
}

}  // namespace galley
