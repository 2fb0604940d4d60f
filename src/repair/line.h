// SPDX-License-Identifier: Apache-2.0
// A line of a document, measured. Everything that decides about a break is taken from here, so the
// text itself is read once.
#ifndef GALLEY_REPAIR_LINE_H_
#define GALLEY_REPAIR_LINE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/characters.h"

namespace galley {

/// What a line is by its own signs.
enum class LineRole : std::uint8_t {
  kText,
  kHeading,   ///< Markdown: # ...
  kTableRow,  ///< begins with |
  kImage,     ///< Markdown: ![...
  kFence,     ///< Markdown: ``` and the lines between two of them
  kRule,      ///< only dashes, stars, underscores, dots ...
  kItem,      ///< begins with a bullet or a number and a sign behind it
  kMarkup,    ///< HTML: begins with a tag of a block and ends with a tag; Markdown: [..](..)
  kFurniture,
};

struct Line {
  std::uint32_t begin = 0;  ///< bytes of the document's text, spaces at the edges left out
  std::uint32_t end = 0;
  std::uint32_t cells = 0;  ///< width in half-ems: ideographs two, all else one
  std::uint32_t units = 0;  ///< width as printed in a book face, in twentieths of an em
  char32_t first = 0;       ///< first and last character
  char32_t last = 0;
  std::uint16_t indent = 0;       ///< cells of space before the line
  std::uint16_t first_cells = 0;  ///< width of the first word, or of the first ideograph
  std::uint16_t first_units = 0;
  std::uint16_t last_cells = 0;  ///< of the last word, without signs behind it
  std::uint16_t words = 0;
  std::uint16_t upper = 0;  ///< letters by case; these counts stop at 65,535
  std::uint16_t lower = 0;
  std::uint16_t digits = 0;
  std::uint16_t ideographs = 0;
  std::uint16_t solid_gaps = 0;   ///< between two ideographs with nothing between
  std::uint16_t spaced_gaps = 0;  ///< between two ideographs with a space between
  std::uint16_t mixed_solid = 0;  ///< between ideograph and Latin letter or digit, nothing between
  std::uint16_t mixed_spaced = 0;
  std::uint16_t colon_cells = 0;  ///< where the first colon stands, 0 if in none of the first 24
  /// Twice the stretches of two and more spaces and those of ideographic ones, and 1 with a tab.
  std::uint8_t wide_gaps = 0;
  std::uint8_t tabs = 0;     ///< between its words, at most 255
  std::int8_t brackets = 0;  ///< opened less closed
  std::uint8_t quotes = 0;   ///< straight double quotes
  std::uint8_t blanks = 0;   ///< blank lines before, at most 255
  CharacterClass first_class = CharacterClass::kOther;
  CharacterClass second_class = CharacterClass::kOther;
  CharacterClass last_class = CharacterClass::kOther;
  CharacterClass end_class = CharacterClass::kOther;  ///< the last one but for closing signs
  LineRole role = LineRole::kText;
  std::uint8_t marks = 0;     ///< newsmarks.h: signs that the line begins with
  bool page_before = false;   ///< a form feed stands between the line before and this one
  bool loops = false;         ///< has a repetition loop
  bool unclean = false;       ///< has a character that folds or goes
  bool last_capital = false;  ///< its last word begins with a capital

  bool operator==(const Line&) const = default;
};

/// Measures one line. REQUIRES: `text` has neither line end nor form feed; begin is its place.
/// False if there is nothing but space and control characters in it.
[[nodiscard]] bool measure_line(std::string_view text, std::uint32_t begin, Line& line);

/// The part of measure_line() that vectors do for lines of ASCII, for any line that neither begins
/// nor ends in a space. REQUIRES: first < last.
void measure_by_character(const char* first, const char* last, Line& line);

/// What a line outside of a fence is by its own signs. REQUIRES: measured.
[[nodiscard]] LineRole role_of_line(std::string_view text, const Line& line);

/// Whether it opens or closes a fence. REQUIRES: not empty.
[[nodiscard]] bool is_fence(std::string_view text);

/// Splits a stretch of text into measured lines; blank lines are only counted.
/// `most_lines` bounds the memory: reading stops there, at a blank line if one is near.
/// Returns the bytes read.
[[nodiscard]] std::uint32_t read_lines(std::string_view text, std::uint32_t begin,
                                       std::vector<Line>& lines);

/// Whether a line's own signs keep it apart from its neighbours: headings, table rows, rules.
[[nodiscard]] inline bool stands_alone(const Line& line) {
  return line.role != LineRole::kText && line.role != LineRole::kItem;
}

/// Whether tabs make two neighbouring lines rows of one table, rather than stand for spaces.
[[nodiscard]] bool are_rows(const Line& line, const Line& next);

/// Whether two neighbouring lines are rows of one table of numbers: "Weizen  171,34  +0,8".
[[nodiscard]] bool are_number_rows(const Line& line, const Line& next);

[[nodiscard]] inline bool is_ideographic(CharacterClass value) {
  return is_in(value, kIdeographicClasses);
}

}  // namespace galley

#endif  // GALLEY_REPAIR_LINE_H_
