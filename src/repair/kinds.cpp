// SPDX-License-Identifier: Apache-2.0
// By the signs of its lines. A headline is short, ends no sentence, and is in capitals or followed
// by a longer paragraph; verse is a run of short lines that each begin with a capital.
#include "repair/kinds.h"

#include "repair/features.h"
#include "repair/newsmarks.h"

namespace galley {

namespace {

constexpr std::uint32_t kMostHeadlineCells = 90;
constexpr std::uint32_t kLeastLettersAndHan = 2;
constexpr std::uint32_t kMostVerseCells = 56;

bool ends_sentence(const Line& line) {
  return end_rank(line.end_class) >= end_rank(CharacterClass::kEllipsis);
}

bool is_verse_line(const Line& line) {
  return line.role == LineRole::kText && line.cells <= kMostVerseCells && line.words >= 3 &&
         line.first_class == CharacterClass::kUpper && line.lower > line.upper;
}

// Paragraphs of one line each around it look like its fellows: a stanza.
bool is_verse(const Composition& composition, const Piece& piece) {
  if (piece.end - piece.first != 1) return false;
  unsigned before = 0, behind = 0;
  for (std::uint32_t at = piece.first; at > 0 && before < 3; --at, ++before) {
    if (!is_verse_line(composition.lines[at - 1]) || composition.lines[at].blanks > 1) break;
  }
  for (std::uint32_t at = piece.first + 1; at < composition.lines.size() && behind < 3;
       ++at, ++behind) {
    if (!is_verse_line(composition.lines[at]) || composition.lines[at].blanks > 1) break;
  }
  return is_verse_line(composition.lines[piece.first]) && before + behind >= 3 &&
         composition.lines[piece.first].end_class != CharacterClass::kStop;
}

bool is_headline(const Composition& composition, const Piece& piece) {
  std::uint32_t cells = 0, upper = 0, lower = 0, ideographs = 0;
  for (std::uint32_t at = piece.first; at < piece.end; ++at) {
    const Line& line = composition.lines[at];
    cells += line.cells;
    upper += line.upper;
    lower += line.lower;
    ideographs += line.ideographs;
    if (cells > kMostHeadlineCells) return false;
  }
  if (upper + lower + ideographs < kLeastLettersAndHan) return false;
  const Line& last = composition.lines[piece.end - 1];
  const bool capitals = upper > 4 && lower * 4 < upper;
  if (capitals) return true;
  if (ends_sentence(last) || last.last_class == CharacterClass::kComma ||
      last.last_class == CharacterClass::kWideComma) {
    return false;
  }
  if (piece.end >= composition.lines.size()) return false;
  const Line& next = composition.lines[piece.end];
  return next.cells > cells || (ideographs > 0 && next.cells * 2 > cells && has_dateline(next));
}

bool is_row(const Composition& composition, const Piece& piece) {
  const std::uint32_t at = piece.first;
  const Line& line = composition.lines[at];
  if (line.tabs == 0 || piece.end - at != 1) return false;
  return (at > 0 && are_rows(composition.lines[at - 1], line)) ||
         (piece.end < composition.lines.size() && are_rows(line, composition.lines[piece.end]));
}

}  // namespace

ParagraphKind kind_of(const Composition& composition, const Piece& piece) {
  const Line& line = composition.lines[piece.first];
  const Line& last = composition.lines[piece.end - 1];
  const bool is_short = piece.end - piece.first <= 2;
  const bool is_sentence = last.last_class == CharacterClass::kWideStop;
  if (is_short && byline_of(line) >= Byline::kNames && !is_sentence) {
    return ParagraphKind::kByline;
  }
  // A square or triangle also stands before what is seen in a picture.
  if (is_short && is_sentence && byline_of(line) == Byline::kMarked &&
      !is_ideographic(line.first_class)) {
    return ParagraphKind::kCaption;
  }
  if (is_short && line.first_class == CharacterClass::kOpen &&
      are_names(composition.text.substr(line.begin, last.end - line.begin))) {
    return ParagraphKind::kByline;
  }
  switch (line.role) {
    case LineRole::kHeading:
      return ParagraphKind::kHeadline;
    case LineRole::kImage:
      return ParagraphKind::kCaption;
    case LineRole::kItem:
      return ParagraphKind::kList;
    case LineRole::kTableRow:
    case LineRole::kFence:
      return ParagraphKind::kTable;
    case LineRole::kText:
    case LineRole::kRule:
    case LineRole::kMarkup:
    case LineRole::kFurniture:
      break;
  }
  if (is_row(composition, piece)) return ParagraphKind::kTable;
  if (is_short) {
    if (has_caption_mark(line)) return ParagraphKind::kCaption;
    if (line.wide_gaps >= 4 && line.digits * 4u > line.cells) return ParagraphKind::kTable;
    if (is_headline(composition, piece)) return ParagraphKind::kHeadline;
  }
  return is_verse(composition, piece) ? ParagraphKind::kVerse : ParagraphKind::kText;
}

}  // namespace galley
