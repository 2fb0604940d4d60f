// SPDX-License-Identifier: Apache-2.0
// Every feature is read from measured lines in constant time; the words at the seam are the only
// ones that go back to the text. Ranks order the classes of signs by how they bear on a break, so
// that one comparison can part them.
#include "repair/features.h"

#include <algorithm>
#include <array>

#include "repair/newsmarks.h"

namespace galley {

namespace {

std::uint8_t clamp(int value) {
  return static_cast<std::uint8_t>(std::clamp(value, 0, 255));
}
std::uint8_t around(int value, int zero) {
  return clamp(value + zero);
}

constexpr std::uint8_t kSentenceEndRank = 24;

constexpr std::uint8_t rank_at_end(CharacterClass value) {
  switch (value) {
    case CharacterClass::kHyphen:
      return 0;
    case CharacterClass::kOpen:
      return 1;
    case CharacterClass::kOpenQuote:
      return 2;
    case CharacterClass::kWideComma:
      return 3;
    case CharacterClass::kComma:
      return 4;
    case CharacterClass::kSlash:
      return 5;
    case CharacterClass::kLower:
      return 6;
    case CharacterClass::kMark:
      return 6;
    case CharacterClass::kHan:
      return 7;
    case CharacterClass::kKana:
      return 8;
    case CharacterClass::kHangul:
      return 9;
    case CharacterClass::kUnspaced:
      return 9;
    case CharacterClass::kUncased:
      return 9;
    case CharacterClass::kUpper:
      return 10;
    case CharacterClass::kDigit:
      return 11;
    case CharacterClass::kOther:
      return 12;
    case CharacterClass::kPrivateUse:
      return 12;
    case CharacterClass::kSpace:
    case CharacterClass::kWideSpace:
    case CharacterClass::kControl:
      return 12;
    case CharacterClass::kSymbol:
      return 13;
    case CharacterClass::kBullet:
      return 14;
    case CharacterClass::kSemicolon:
      return 15;
    case CharacterClass::kDash:
      return 16;
    case CharacterClass::kClose:
      return 17;
    case CharacterClass::kQuote:
      return 18;
    case CharacterClass::kCloseQuote:
      return 19;
    case CharacterClass::kEllipsis:
      return 21;
    case CharacterClass::kColon:
      return 22;
    case CharacterClass::kStop:
      return kSentenceEndRank;
    case CharacterClass::kAsk:
      return 25;
    case CharacterClass::kWideStop:
      return 26;
  }
  return 12;
}

constexpr std::uint8_t rank_at_beginning(CharacterClass value) {
  switch (value) {
    case CharacterClass::kClose:
      return 0;
    case CharacterClass::kCloseQuote:
      return 1;
    case CharacterClass::kWideComma:
    case CharacterClass::kComma:
      return 2;
    case CharacterClass::kWideStop:
    case CharacterClass::kStop:
    case CharacterClass::kAsk:
      return 3;
    case CharacterClass::kSemicolon:
    case CharacterClass::kColon:
      return 4;
    case CharacterClass::kEllipsis:
      return 5;
    case CharacterClass::kSlash:
      return 6;
    case CharacterClass::kLower:
    case CharacterClass::kMark:
      return 7;
    case CharacterClass::kKana:
      return 8;
    case CharacterClass::kHan:
      return 9;
    case CharacterClass::kHangul:
      return 10;
    case CharacterClass::kUnspaced:
    case CharacterClass::kUncased:
      return 11;
    case CharacterClass::kOther:
    case CharacterClass::kPrivateUse:
    case CharacterClass::kSpace:
    case CharacterClass::kWideSpace:
    case CharacterClass::kControl:
      return 12;
    case CharacterClass::kHyphen:
      return 13;
    case CharacterClass::kSymbol:
      return 14;
    case CharacterClass::kDigit:
      return 15;
    case CharacterClass::kUpper:
      return 16;
    case CharacterClass::kOpen:
      return 17;
    case CharacterClass::kQuote:
      return 18;
    case CharacterClass::kOpenQuote:
      return 19;
    case CharacterClass::kDash:
      return 20;
    case CharacterClass::kBullet:
      return 21;
  }
  return 12;
}

// A table each: a branch for every class would be guessed wrong at every other line.
template <class RankOf>
constexpr auto ranks_by(RankOf rank_of) {
  std::array<std::uint8_t, kCharacterClasses> ranks{};
  for (unsigned value = 0; value < kCharacterClasses; ++value) {
    ranks[value] = rank_of(static_cast<CharacterClass>(value));
  }
  return ranks;
}

constexpr auto kEndRanks = ranks_by(rank_at_end);
constexpr auto kBeginRanks = ranks_by(rank_at_beginning);

std::uint8_t fill(std::uint32_t width, std::uint32_t edge) {
  if (edge == 0) return 0;
  return clamp(static_cast<int>(std::min<std::uint32_t>(width, 1u << 20) * 128u / edge));
}

int difference(std::uint32_t width, std::uint32_t edge) {
  return static_cast<int>(std::min<std::uint32_t>(width, 4096)) - static_cast<int>(edge);
}

std::uint8_t share_of(unsigned part, unsigned whole) {
  return whole == 0 ? std::uint8_t{0} : clamp(static_cast<int>(part * 64 / whole));
}

std::uint8_t count_code(std::uint32_t count) {
  return clamp(log2_eighths(count + 1));
}

bool needs_space(const Line& line, const Line& next) {
  return !(is_in(line.last_class, kIdeographicClasses | class_bit(CharacterClass::kWideComma)) ||
           is_ideographic(next.first_class));
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
  row[kFarNearCells] = column.far_near_cells;
  row[kFitShare] = column.fit_share;
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
  row[kNearCells] = column.near_cells;
  row[kNearUnits] = column.near_units;
  row[kLongShare] = column.long_share;
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
  row[kUpperShare] = share_of(line.upper, line.upper + line.lower);
  row[kNextUpperShare] = share_of(next.upper, next.upper + next.lower);
  row[kDigitShare] = share_of(line.digits * 2u, line.cells + 1);
  row[kNextDigitShare] = share_of(next.digits * 2u, next.cells + 1);
  row[kLastWordCells] = clamp(line.last_cells);
  row[kFirstWordCells] = clamp(next.first_cells);
  row[kLastCapital] = line.last_capital ? 1 : 0;
  row[kRole] = static_cast<std::uint8_t>(line.role);
  row[kNextRole] = static_cast<std::uint8_t>(next.role);
  row[kColonCells] = clamp(next.colon_cells);
  row[kByline] = static_cast<std::uint8_t>(byline_of(line));
  row[kNextByline] = static_cast<std::uint8_t>(byline_of(next));
  row[kDateline] = has_dateline(next) ? 1 : has_caption_mark(next) ? 2 : 0;
  row[kFirstShort] = page.columns[index].first_short;
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
  row[kBlankShare] = column.blank_share;
  row[kBlanksBefore] = line.blanks;
  row[kBlanksAfter] =
      index + 2 < page.lines.size() ? page.lines[index + 2].blanks : std::uint8_t{255};
  row[kPageBetween] = next.page_before ? 1 : 0;
  row[kIndentChange] = around(next.indent - line.indent, 64);
  row[kIndentOver] = clamp(next.indent - std::min(next.indent, column.least_indent));
  row[kIndentAfter] = around(after_indent - next.indent, 64);
}

void fill_seam(const PageView& page, std::size_t index, FeatureLane row) {
  const Line& line = page.lines[index];
  const Line& next = page.lines[index + 1];
  const Vocabulary& vocabulary = *page.vocabulary;
  row[kLastWordCount] = row[kFirstWordCount] = 0;
  row[kSeam] = 128;
  if (is_ideographic(line.last_class) && is_ideographic(next.first_class)) {
    row[kSeam] = around(pair_score(vocabulary, line.last, next.first) / 2, 128);
    return;
  }
  const Seam& seam = page.seams[index];
  row[kLastWordCount] = count_code(seam.last_count);
  row[kFirstWordCount] = count_code(seam.first_count);
  if (!seam.last.empty() && !seam.first.empty()) {
    row[kSeam] = around(joined_score(seam, vocabulary.words()) / 2, 128);
  }
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

// Whether the lines' own signs, and nothing else, keep them apart.
bool is_settled(const Line& line, const Line& next) {
  return stands_alone(line) || stands_alone(next) || has_caption_sign(next);
}

}  // namespace

std::uint8_t end_rank(CharacterClass value) {
  return kEndRanks[static_cast<std::size_t>(value)];
}

std::uint8_t begin_rank(CharacterClass value) {
  return kBeginRanks[static_cast<std::size_t>(value)];
}

void read_paragraph_signs(const PageView& page, std::vector<ParagraphSigns>& signs) {
  const std::span<const Line> lines = page.lines;
  const std::size_t breaks = lines.empty() ? 0 : lines.size() - 1;
  signs.resize(breaks);
  std::uint8_t full_after = 0;
  for (std::size_t i = breaks; i-- > 0;) {
    const bool full = is_full(lines[i + 1], page.columns[i + 1]);
    full_after = full ? std::min<std::uint8_t>(full_after + 1, kMostFullAfter) : std::uint8_t{0};
    signs[i].full_after = full_after;
  }
  ParagraphSoFar so_far;
  for (std::size_t i = 0; i < breaks; ++i) {
    const Line& line = lines[i];
    const Line& next = lines[i + 1];
    const Column& column = page.columns[i];
    ParagraphSigns& here = signs[i];
    here.settled = is_settled(line, next);
    if (here.settled) {
      here = {.settled = true};
      so_far = {};
      continue;
    }
    so_far.brackets = std::clamp(so_far.brackets + line.brackets, -1, 8);
    so_far.quotes += line.quotes;
    ++so_far.lines;
    so_far.full_lines = is_full(line, column) ? so_far.full_lines + 1 : 0;
    here.open_brackets = clamp(so_far.brackets + 1);
    here.open_quotes = so_far.quotes % 2;
    here.lines = clamp(static_cast<int>(std::min(so_far.lines, kMostLinesCounted)));
    here.full_before = clamp(static_cast<int>(std::min(so_far.full_lines, kMostLinesCounted)));
    const bool gap = next.blanks > 0 && column.blank_share < 40;
    const bool short_end =
        end_rank(line.end_class) >= kSentenceEndRank && line.cells * 5 < column.edge_cells * 4u;
    if (gap || short_end) so_far = {};
  }
}

void fill_features(const PageView& page, std::size_t index, const ParagraphSigns& signs,
                   FeatureLane row) {
  fill_blanks(page, index, row);
  fill_widths(page, index, row);
  fill_signs(page, index, row);
  fill_seam(page, index, row);
  row[kOpenBrackets] = signs.open_brackets;
  row[kOpenQuotes] = signs.open_quotes;
  row[kLinesInParagraph] = signs.lines;
  row[kFullBefore] = signs.full_before;
  row[kFullAfter] = signs.full_after;
}

}  // namespace galley
