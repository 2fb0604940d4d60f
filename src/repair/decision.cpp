// SPDX-License-Identifier: Apache-2.0
#include "repair/decision.h"

#include <algorithm>

#include "repair/furniture.h"
#include "repair/resume.h"

namespace galley {

namespace {

// Whether what two lines have from those before them is the same.
bool stands_alike(const Line& a, const Line& b) {
  return a.indent == b.indent && a.blanks == b.blanks && a.page_before == b.page_before &&
         a.role == b.role;
}

// Whether all but their places is the same.
bool is_alike(const Line& a, Line b) {
  b.begin = a.begin;
  b.end = a.end;
  return a == b;
}

}  // namespace

std::uint32_t Decision::decide(std::string_view text, std::uint32_t begin) {
  const std::uint32_t bytes = read_lines(text, begin, look_.lines);
  text_ = text;
  look_.origins.clear();
  take_furniture_of(text);
  look_at(text, vocabulary_, look_);
  decide_lines(text);
  return bytes;
}

void Decision::decide_again(const RepairedDocument& draft, const Decision& first, Draft which) {
  if (which == Draft::kNext) std::swap(look_, earlier_);
  const Look& earlier = which == Draft::kFirst ? first.look_ : earlier_;
  read_again(draft, first, earlier, which == Draft::kFirst ? first.text_ : kept_text_);
  take_furniture_of(draft.text);
  // Furniture is found in a draft so seldom that it need not be fast.
  if (!taken_.empty()) {
    same_.assign(look_.lines.size(), KnownLines::kNew);
    look_.origins.assign(look_.lines.size(), {UINT32_MAX, true});
  }
  find_paragraphs(draft);
  look_again(draft.text, vocabulary_, earlier, same_, look_);
  decide_lines(draft.text);
}

void Decision::read_again(const RepairedDocument& draft, const Decision& first, const Look& earlier,
                          std::string_view earlier_text) {
  look_.lines.clear();
  look_.origins.clear();
  same_.clear();
  KnownLines known(earlier, earlier_text);
  std::size_t piece = 0;
  bool in_fence = false;
  for (const Paragraph& paragraph : draft.paragraphs) {
    while (first.pieces_[piece].furniture >= 0) ++piece;
    const Piece& begin = first.pieces_[piece++];
    bool alone = begin.end - begin.first == 1;
    // Furniture may stand between a paragraph's pieces.
    while (piece < first.pieces_.size() && (first.pieces_[piece].before != Joiner::kParagraph ||
                                            first.pieces_[piece].furniture >= 0)) {
      alone = alone && first.pieces_[piece].furniture >= 0;
      ++piece;
    }
    const LineOrigin origin{paragraph.source_begin, !alone};
    const std::string_view text = draft.text_of(paragraph);
    std::uint32_t same = known.find(origin, text);
    const Line& measured = first.look_.lines[begin.first];
    Line line;
    // Whether it and the earlier line were measured once, so that only their surroundings differ.
    bool measured_once = same != KnownLines::kNew && !earlier.origins.empty() &&
                         earlier.origins[same].joined == origin.joined;
    const std::string_view was = first.text_.substr(measured.begin, measured.end - measured.begin);
    if (alone && was == text) {
      line = measured;
      line.begin = paragraph.begin;
      line.end = paragraph.end;
      measured_once |= same != KnownLines::kNew && &earlier.lines[same] == &measured;
    } else if (!alone && same != KnownLines::kNew && earlier.origin(same).joined) {
      line = earlier.lines[same];
      line.begin = paragraph.begin;
      line.end = paragraph.end;
    } else {
      if (!measure_line(text, paragraph.begin, line)) continue;
      line.role = role_of_line(text, line);
    }
    // A fence may have opened or closed since.
    if (in_fence) {
      line.role = LineRole::kFence;
    } else if (line.role == LineRole::kFence) {
      line.role = role_of_line(text, line);
    }
    if (is_fence(text)) in_fence = !in_fence;
    line.indent = 0;
    line.page_before = false;
    line.blanks = look_.lines.empty() ? 0 : 1;
    if (same != KnownLines::kNew) {
      const Line& there = earlier.lines[same];
      if (!(measured_once ? stands_alike(there, line) : is_alike(there, line))) {
        same = KnownLines::kNew;
      }
    }
    look_.lines.push_back(line);
    look_.origins.push_back(origin);
    same_.push_back(same);
  }
}

void Decision::take_furniture_of(std::string_view text) {
  taken_.clear();
  if (options_.page_furniture == PageFurniture::kRemove) {
    take_furniture(text, vocabulary_, look_.lines, taken_);
  }
}

void Decision::find_paragraphs(const RepairedDocument& draft) {
  paragraphs_.clear();
  std::uint32_t paragraph = 0;
  for (const Line& line : look_.lines) {
    while (paragraph + 1 < draft.paragraphs.size() &&
           draft.paragraphs[paragraph + 1].begin <= line.begin) {
      ++paragraph;
    }
    paragraphs_.push_back(paragraph);
  }
}

void Decision::decide_lines(std::string_view text) {
  const PageView page = look_.page(text, vocabulary_);
  const Habits habits = habits_of(page);
  decide_breaks(page, habits, options_.least_confidence, look_.scores, breaks_);
  pieces_of(look_.lines.size(), breaks_, pieces_);
  if (options_.interrupted != Interrupted::kNone) {
    resume_paragraphs(page, habits, options_.interrupted, dictionary_, pieces_);
  }
}

bool Decision::changes_nothing() const {
  if (!taken_.empty() || pieces_.size() != look_.lines.size()) return false;
  for (std::uint32_t i = 0; i < pieces_.size(); ++i) {
    if (pieces_[i].first != i || pieces_[i].before != Joiner::kParagraph) return false;
  }
  return true;
}

void apply_second(const Decision& second, std::span<const Paragraph> paragraphs,
                  std::span<const std::uint32_t> paragraph_of_piece, std::vector<Piece>& pieces,
                  SecondScratch& scratch) {
  // Paragraphs by their place in the repaired text.
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
      append(second.paragraph_of(line), at.joiner, at.confidence, -1);
    }
  }
  append_taken_before(UINT32_MAX);
  std::swap(pieces, ordered);
}

}  // namespace galley
