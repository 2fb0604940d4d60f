// SPDX-License-Identifier: Apache-2.0
// Every feature is read from measured lines in constant time; the words at the seam are the only
// ones that go back to the text.
#include "repair/features.h"

#include <algorithm>
#include <array>

#include "repair/newsmarks.h"
#include "repair/ranks.h"

namespace galley {

namespace {

std::uint8_t clamp(int value) {
  return static_cast<std::uint8_t>(std::clamp(value, 0, 255));
}
std::uint8_t around(int value, int zero) {
  return clamp(value + zero);
}

std::uint8_t fill(std::uint32_t width, std::uint32_t edge) {
  if (edge == 0) return 0;
  return clamp(static_cast<int>(std::min<std::uint32_t>(width, 1u << 20) * 128u / edge));
}

int difference(std::uint32_t width, std::uint32_t edge) {
  return static_cast<int>(std::min<std::uint32_t>(width, 4096)) - static_cast<int>(edge);
}

std::uint8_t count_code(std::uint32_t count) {
  return clamp(log2_eighths(count + 1));
}

bool needs_space(const Line& line, const Line& next) {
  return needs_space_behind(line) && needs_space_before(next);
}

// The width that the line would have with the next one's first word behind it.
int joined_cells(const Line& line, const Line& next) {
  return static_cast<int>(std::min<std::uint32_t>(line.cells, 4096)) +
         (needs_space(line, next) ? 1 : 0) + next.first_cells;
}
int joined_units(const Line& line, const Line& next) {
  return static_cast<int>(std::min<std::uint32_t>(line.units, 65536)) +
         (needs_space(line, next) ? 5 : 0) + next.first_units;
}

struct Room {
  std::uint8_t cells;
  std::uint8_t units;
};
Room room_behind(const Line& line, const Line& next, const Column& column) {
  return {around(column.brim_cells - joined_cells(line, next), 128),
          around((column.brim_units - joined_units(line, next)) / 4, 128)};
}

void fill_widths(const PageView& page, std::size_t index, FeatureLane row) {
  const Line& line = page.lines[index];
  const Line& next = page.lines[index + 1];
  const Column& column = page.columns[index];
  const auto neighbour = [&](std::size_t at) {
    return at < page.lines.size() ? &page.lines[at] : nullptr;
  };
  const Line* const before = index > 0 ? &page.lines[index - 1] : nullptr;
  const Line* const after = neighbour(index + 2);

  row[kFillUnits] = fill(line.units, column.edge_units);
  row[kNextFillUnits] = fill(next.units, column.edge_units);
  row[kBeforeFillUnits] = before ? fill(before->units, column.edge_units) : 0;
  row[kAfterFillUnits] = after ? fill(after->units, column.edge_units) : 0;
  row[kOverCells] = around(difference(line.cells, column.edge_cells), 128);
  row[kNextOverCells] = around(difference(next.cells, column.edge_cells), 128);
  row[kBeforeOverCells] = before ? around(difference(before->cells, column.edge_cells), 128) : 0;
  row[kAfterOverCells] = after ? around(difference(after->cells, column.edge_cells), 128) : 0;

  const int cells = joined_cells(line, next);
  const int units = joined_units(line, next);
  row[kSlackCells] = around(column.edge_cells - cells, 128);
  row[kBrimSlackCells] = around(column.brim_cells - cells, 128);
  row[kSlackUnits] = around((column.edge_units - units) / 4, 128);
  row[kBrimSlackUnits] = around((column.brim_units - units) / 4, 128);
  row[kFarSlackCells] = around(column.far_brim_cells - cells, 128);
  const Room before_room = before ? room_behind(*before, line, column) : Room{0, 0};
  const Room after_room = after ? room_behind(next, *after, column) : Room{0, 0};
  row[kBeforeSlackCells] = before_room.cells;
  row[kAfterSlackCells] = after_room.cells;
  row[kBeforeSlackUnits] = before_room.units;
  row[kAfterSlackUnits] = after_room.units;
  row[kBeforeCells] =
      before ? clamp(static_cast<int>(std::min<std::uint32_t>(before->cells, 255))) : 0;
  row[kAfterCells] =
      after ? clamp(static_cast<int>(std::min<std::uint32_t>(after->cells, 255))) : 0;
  row[kCells] = clamp(static_cast<int>(std::min<std::uint32_t>(line.cells, 255)));
  row[kNextCells] = clamp(static_cast<int>(std::min<std::uint32_t>(next.cells, 255)));
}

void fill_signs(const PageView& page, std::size_t index, FeatureLane row) {
  const Line& line = page.lines[index];
  const Line& next = page.lines[index + 1];
  row[kLastRank] = end_rank(line.last_class);
  row[kEndRank] = end_rank(line.end_class);
  row[kFirstRank] = begin_rank(next.first_class);
  row[kSecondRank] = begin_rank(next.second_class);
  row[kHereFirstRank] = begin_rank(line.first_class);
  row[kNextEndRank] = end_rank(next.end_class);
  row[kBeforeEndRank] = index > 0 ? end_rank(page.lines[index - 1].end_class) : 255;
  row[kAfterFirstRank] =
      index + 2 < page.lines.size() ? begin_rank(page.lines[index + 2].first_class) : 255;
  row[kWords] = clamp(line.words);
  row[kNextWords] = clamp(next.words);
  row[kUpperShare] = upper_share(line);
  row[kNextUpperShare] = upper_share(next);
  row[kDigitShare] = digit_share(line);
  row[kNextDigitShare] = digit_share(next);
  row[kLastWordCells] = clamp(line.last_cells);
  row[kFirstWordCells] = clamp(next.first_cells);
  row[kLastCapital] = line.last_capital ? 1 : 0;
  row[kRole] = static_cast<std::uint8_t>(line.role);
  row[kNextRole] = static_cast<std::uint8_t>(next.role);
  row[kColonCells] = clamp(next.colon_cells);
  row[kByline] = static_cast<std::uint8_t>(byline_of(line));
  row[kNextByline] = static_cast<std::uint8_t>(byline_of(next));
  row[kDateline] = dateline_code(next);
  row[kNextShort] = is_two_ems_short(next, page.columns[index]) ? 1 : 0;
  row[kWideGaps] = line.wide_gaps;
  row[kNextWideGaps] = next.wide_gaps;
}

void fill_blanks(const PageView& page, std::size_t index, FeatureLane row) {
  const Line& line = page.lines[index];
  const Line& next = page.lines[index + 1];
  const Column& column = page.columns[index];
  const int after_indent =
      index + 2 < page.lines.size() ? page.lines[index + 2].indent : next.indent;
  row[kBlanks] = next.blanks;
  row[kBlanksBefore] = line.blanks;
  row[kBlanksAfter] =
      index + 2 < page.lines.size() ? page.lines[index + 2].blanks : std::uint8_t{255};
  row[kPageBetween] = next.page_before ? 1 : 0;
  row[kIndentChange] = around(next.indent - line.indent, 64);
  row[kIndentOver] = clamp(next.indent - std::min(next.indent, column.least_indent));
  row[kIndentAfter] = around(after_indent - next.indent, 64);
}

bool is_full(const Line& line, const Column& column) {
  return line.cells * 16 >= column.edge_cells * 15u || line.units * 16 >= column.edge_units * 15u;
}

// What a walk over the lines carries from break to break.
struct ParagraphSoFar {
  int brackets = 0;
  unsigned quotes = 0;
  unsigned lines = 0;
  unsigned full_lines = 0;
};

constexpr unsigned kMostLinesCounted = 40;
constexpr std::uint8_t kMostFullAfter = 6;

// "…辦理。" before "37. ": behind a sentence for certain, an item begins. The full stop of other
// scripts is no such sign: "London, Jan." stands before "12. The" as well.
bool is_item_behind_sentence(const Line& line, const Line& next) {
  return next.role == LineRole::kItem && line.end_class == CharacterClass::kWideStop;
}

// A caption that ends in a full stop ends there.
bool ends_caption(const Line& line) {
  return has_caption_sign(line) && line.end_class == CharacterClass::kWideStop;
}

// Asked of every break, and seldom true: two classes part most.
bool part_number_rows(const Line& line, const Line& next) {
  return line.end_class == CharacterClass::kDigit && next.end_class == CharacterClass::kDigit &&
         are_number_rows(line, next);
}

// Whether the lines' own signs, and nothing else, keep them apart.
bool is_settled(const Line& line, const Line& next) {
  return stands_alone(line) || stands_alone(next) || has_caption_sign(next) || has_label(next) ||
         are_rows(line, next) || part_number_rows(line, next) ||
         is_item_behind_sentence(line, next) || ends_caption(line);
}

// Whether a table of tabs begins or ends, or one of numbers ends, at the break behind lines[index].
// The text of its last cell may go on in small letters.
bool is_edge_of_rows(std::span<const Line> lines, std::size_t index) {
  const Line& line = lines[index];
  const Line& next = lines[index + 1];
  const bool begins = next.tabs > 0 && index + 2 < lines.size() && are_rows(next, lines[index + 2]);
  const bool ends = index > 0 && ((line.tabs > 0 && are_rows(lines[index - 1], line)) ||
                                  part_number_rows(lines[index - 1], line));
  return begins || (ends && next.first_class != CharacterClass::kLower);
}

}  // namespace

void read_paragraph_signs(const PageView& page, std::vector<ParagraphSigns>& signs) {
  const std::span<const Line> lines = page.lines;
  const std::size_t breaks = lines.empty() ? 0 : lines.size() - 1;
  signs.resize(breaks);
  ParagraphSoFar so_far;
  bool next_full = breaks > 0 && is_full(lines[0], page.columns[0]);
  for (std::size_t i = 0; i < breaks; ++i) {
    const Line& line = lines[i];
    const Line& next = lines[i + 1];
    const Column& column = page.columns[i];
    ParagraphSigns& here = signs[i];
    const bool full = next_full;
    next_full = is_full(next, page.columns[i + 1]);
    here.full_after = next_full ? 1 : 0;
    here.settled = is_settled(line, next) || is_edge_of_rows(lines, i) ||
                   (column.script_ends && end_rank(line.end_class) >= kSentenceEndRank);
    if (here.settled) {
      here.open_brackets = here.open_quotes = here.lines = here.full_before = 0;
      so_far = {};
      continue;
    }
    so_far.brackets = std::clamp(so_far.brackets + line.brackets, -1, 8);
    so_far.quotes += line.quotes;
    so_far.lines = std::min(so_far.lines + 1, kMostLinesCounted);
    so_far.full_lines = full ? std::min(so_far.full_lines + 1, kMostLinesCounted) : 0;
    here.open_brackets = static_cast<std::uint8_t>(so_far.brackets + 1);
    here.open_quotes = so_far.quotes % 2;
    here.lines = static_cast<std::uint8_t>(so_far.lines);
    here.full_before = static_cast<std::uint8_t>(so_far.full_lines);
    const bool gap = (next.blanks > 0) & (column.blank_share < 40);
    const bool short_end =
        (end_rank(line.end_class) >= kSentenceEndRank) & (line.cells * 5 < column.edge_cells * 4u);
    if (gap | short_end) so_far = {};
  }
  std::uint8_t full_after = 0;
  for (std::size_t i = breaks; i-- > 0;) {
    full_after = signs[i].full_after != 0 ? std::min<std::uint8_t>(full_after + 1, kMostFullAfter)
                                          : std::uint8_t{0};
    signs[i].full_after = full_after;
  }
}

void fill_column_features(const Column& column, FeatureLane row) {
  row[kNearCells] = column.near_cells;
  row[kNearUnits] = column.near_units;
  row[kFarNearCells] = column.far_near_cells;
  row[kLongShare] = column.long_share;
  row[kFitShare] = column.fit_share;
  row[kFirstShort] = column.first_short;
  row[kBlankShare] = column.blank_share;
}

void fill_paragraph_features(const ParagraphSigns& signs, FeatureLane row) {
  row[kOpenBrackets] = signs.open_brackets;
  row[kOpenQuotes] = signs.open_quotes;
  row[kLinesInParagraph] = signs.lines;
  row[kFullBefore] = signs.full_before;
  row[kFullAfter] = signs.full_after;
}

void fill_seam_features(const PageView& page, std::size_t index, FeatureLane row) {
  const Line& line = page.lines[index];
  const Line& next = page.lines[index + 1];
  const Vocabulary& vocabulary = *page.vocabulary;
  row[kLastWordCount] = row[kFirstWordCount] = 0;
  row[kSeam] = 128;
  if (is_ideographic(line.last_class) && is_ideographic(next.first_class)) {
    row[kSeam] = around(pair_score(page.seams[index], vocabulary.pairs()) / 2, 128);
    return;
  }
  const Seam& seam = page.seams[index];
  row[kLastWordCount] = count_code(seam.last_count);
  row[kFirstWordCount] = count_code(seam.first_count);
  if (!seam.last.empty() && !seam.first.empty()) {
    row[kSeam] = around(joined_score(seam, vocabulary.words()) / 2, 128);
  }
}

void fill_without_before(FeatureLane row) {
  for (const Feature feature :
       {kBeforeFillUnits, kBeforeOverCells, kBeforeSlackCells, kBeforeSlackUnits, kBeforeCells}) {
    row[feature] = 0;
  }
  row[kBeforeEndRank] = 255;
}

void fill_without_after(FeatureLane row) {
  for (const Feature feature :
       {kAfterFillUnits, kAfterOverCells, kAfterSlackCells, kAfterSlackUnits, kAfterCells}) {
    row[feature] = 0;
  }
  row[kAfterFirstRank] = row[kBlanksAfter] = 255;
}

void fill_features(const PageView& page, std::size_t index, const ParagraphSigns& signs,
                   FeatureLane row) {
  fill_blanks(page, index, row);
  fill_widths(page, index, row);
  fill_signs(page, index, row);
  fill_column_features(page.columns[index], row);
  fill_paragraph_features(signs, row);
  fill_seam_features(page, index, row);
}

}  // namespace galley
