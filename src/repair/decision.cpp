// SPDX-License-Identifier: Apache-2.0
#include "repair/decision.h"

#include <algorithm>

#include "repair/columns.h"
#include "repair/furniture.h"
#include "repair/resume.h"

namespace galley {

std::uint32_t Decision::decide(std::string_view text, std::uint32_t begin) {
  const std::uint32_t bytes = read_lines(text, begin, lines_);
  decide_lines(text);
  return bytes;
}

void Decision::decide_again(const RepairedDocument& draft, const Decision& first,
                            std::string_view source) {
  lines_.clear();
  std::size_t piece = 0;
  for (std::size_t i = 0; i < draft.paragraphs.size(); ++i) {
    const Paragraph& paragraph = draft.paragraphs[i];
    while (first.pieces_[piece].furniture >= 0) ++piece;
    const Piece& begin = first.pieces_[piece++];
    bool alone = begin.end - begin.first == 1;
    // Furniture may stand between a paragraph's pieces.
    while (piece < first.pieces_.size() && (first.pieces_[piece].before != Joiner::kParagraph ||
                                            first.pieces_[piece].furniture >= 0)) {
      alone = alone && first.pieces_[piece].furniture >= 0;
      ++piece;
    }
    const Line& measured = first.lines_[begin.first];
    Line line;
    const std::string_view was = source.substr(measured.begin, measured.end - measured.begin);
    if (alone && was == draft.text_of(paragraph)) {
      line = measured;
      line.begin = paragraph.begin;
      line.end = paragraph.end;
    } else {
      const std::string_view text = draft.text_of(paragraph);
      if (!measure_line(text, paragraph.begin, line)) continue;
      const bool fenced = alone && measured.role == LineRole::kFence;
      line.role = fenced ? LineRole::kFence : role_of_line(text, line);
    }
    line.indent = 0;
    line.page_before = false;
    line.blanks = lines_.empty() ? 0 : 1;
    lines_.push_back(line);
  }
  decide_lines(draft.text);
}

void Decision::decide_lines(std::string_view text) {
  taken_.clear();
  if (options_.page_furniture == PageFurniture::kRemove) {
    take_furniture(text, vocabulary_, lines_, taken_);
  }
  measure_columns(lines_, columns_);
  read_seams(text, lines_, vocabulary_, seams_);
  const PageView page{text, lines_, columns_, seams_, &vocabulary_};
  const Habits habits = habits_of(page);
  score_breaks(page, scores_);
  decide_breaks(page, habits, options_.least_confidence, scores_, breaks_);
  pieces_of(lines_.size(), breaks_, pieces_);
  if (options_.interrupted != Interrupted::kNone) {
    resume_paragraphs(page, habits, options_.interrupted, dictionary_, pieces_);
  }
}

bool Decision::changes_nothing() const {
  if (!taken_.empty() || pieces_.size() != lines_.size()) return false;
  for (std::uint32_t i = 0; i < pieces_.size(); ++i) {
    if (pieces_[i].first != i || pieces_[i].before != Joiner::kParagraph) return false;
  }
  return true;
}

void apply_second(const Decision& second, std::span<const Paragraph> paragraphs,
                  std::span<const std::uint32_t> paragraph_of_piece, std::vector<Piece>& pieces,
                  SecondScratch& scratch) {
  // Paragraphs by their place in the repaired text; lines of the second decision begin there.
  const auto paragraph_at = [&](std::uint32_t begin) {
    const auto at = std::ranges::upper_bound(paragraphs, begin, {}, &Paragraph::begin);
    return static_cast<std::uint32_t>(at - paragraphs.begin()) - 1;
  };
  // Where the pieces of each paragraph begin.
  std::vector<std::uint32_t>& first_piece = scratch.first_piece;
  first_piece.assign(paragraphs.size() + 1, static_cast<std::uint32_t>(pieces.size()));
  for (std::size_t i = paragraph_of_piece.size(); i-- > 0;) {
    first_piece[paragraph_of_piece[i]] = static_cast<std::uint32_t>(i);
  }
  std::vector<Piece>& ordered = scratch.ordered;
  ordered.clear();
  const auto append = [&](std::uint32_t paragraph, Joiner before, std::uint8_t confidence,
                          int furniture) {
    for (std::uint32_t at = first_piece[paragraph]; at < first_piece[paragraph + 1]; ++at) {
      Piece piece = pieces[at];
      if (piece.before == Joiner::kParagraph && piece.furniture < 0) {
        piece.before = before;
        piece.confidence = confidence;
      }
      if (furniture >= 0) piece.furniture = static_cast<std::int8_t>(furniture);
      ordered.push_back(piece);
    }
  };
  const std::span<const TakenLine> taken = second.taken();
  std::size_t next_taken = 0;
  const auto append_taken_before = [&](std::uint32_t line) {
    for (; next_taken < taken.size() && taken[next_taken].before_line <= line; ++next_taken) {
      append(paragraph_at(taken[next_taken].begin), Joiner::kParagraph, 100,
             static_cast<int>(taken[next_taken].kind));
    }
  };
  for (const Piece& piece : second.pieces()) {
    for (std::uint32_t line = piece.first; line < piece.end; ++line) {
      append_taken_before(line);
      const bool is_first = line == piece.first;
      const Break at = is_first ? Break{piece.before, piece.confidence} : second.breaks()[line - 1];
      append(paragraph_at(second.lines()[line].begin), at.joiner, at.confidence, -1);
    }
  }
  append_taken_before(UINT32_MAX);
  std::swap(pieces, ordered);
}

}  // namespace galley
