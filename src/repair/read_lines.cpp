// SPDX-License-Identifier: Apache-2.0
// Cuts text into lines and gives each its role. Memory is bounded: a document of more lines than
// kMostLines is repaired in stretches, cut at a blank line where one is near the limit.
#include <algorithm>
#include <array>
#include <string>

#include "base/characters.h"
#include "base/utf8.h"
#include "repair/line.h"
#include "repair/line_ends.h"

namespace galley {

namespace {

constexpr std::size_t kMostLines = 32768;
constexpr std::size_t kNearLimit = kMostLines - kMostLines / 8;

bool begins_with(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix);
}

bool is_rule_sign(char c) {
  return c == '-' || c == '=' || c == '*' || c == '_' || c == '.' || c == '~' || c == '+' ||
         c == ' ';
}

// Dashes, stars, dots and the like, three at least, and nothing else.
bool is_rule(std::string_view text) {
  if (text.size() < 3 || !is_rule_sign(text.front())) return false;
  return std::ranges::all_of(text, is_rule_sign);
}

// "1." "12)" "(3)" "a)" "-" "*" with a space behind or, where words have none, an ideograph. Four
// digits are a year, unless an ideograph follows: lists of a session's motions have thousands.
bool is_item(std::string_view text, const Line& line) {
  if (line.first_class == CharacterClass::kBullet) return true;
  if (text.size() < 3) return false;
  if ((text[0] == '-' || text[0] == '+') && text[1] == ' ') return true;
  std::size_t at = text[0] == '(' ? 1 : 0;
  constexpr std::size_t kMostDigits = 3, kMostIdeographicDigits = 5;
  const std::size_t digits = at;
  while (at < text.size() && at < digits + kMostIdeographicDigits && text[at] >= '0' &&
         text[at] <= '9') {
    ++at;
  }
  const bool is_long = at > digits + kMostDigits;
  if (at == digits) {
    if (text[at] >= 'a' && text[at] <= 'z' && at + 1 < text.size() && text[at + 1] == ')')
      return true;
    return false;
  }
  if (at + 1 >= text.size()) return false;
  const bool marked = text[at] == ')' || (text[at] == '.' && digits == 0);
  if (!marked) return false;
  const char* behind = text.data() + at + 1;
  if (is_long && *behind == ' ' && at + 2 < text.size()) ++behind;
  const CharacterClass kind = character_class(next_code_point(behind));
  return kind == CharacterClass::kHan || (kind == CharacterClass::kSpace && !is_long);
}

// "<td width="84">", "</p>", "<p>...</p>": tags between which a browser breaks lines, not those
// within a line. What HTML wraps ends in no tag.
bool is_markup(std::string_view text) {
  static constexpr std::array<std::string_view, 37> kBlocks = {
      "address", "article",  "aside", "blockquote", "body", "br",      "caption", "center",
      "col",     "colgroup", "dd",    "div",        "dl",   "dt",      "footer",  "form",
      "h1",      "h2",       "h3",    "h4",         "h5",   "h6",      "head",    "header",
      "hr",      "html",     "li",    "ol",         "p",    "section", "table",   "tbody",
      "td",      "th",       "thead", "tr",         "ul"};
  constexpr std::size_t kLongestName = 10;
  if (text.size() < 3 || text.back() != '>') return false;
  std::size_t at = text[1] == '/' ? 2 : 1;
  char name[kLongestName];
  std::size_t size = 0;
  for (; at < text.size() && size < kLongestName; ++at, ++size) {
    const char lower = static_cast<char>(text[at] | 0x20);
    const bool letter = lower >= 'a' && lower <= 'z';
    if (!letter && (size == 0 || text[at] < '1' || text[at] > '6')) break;
    name[size] = letter ? lower : text[at];
  }
  const bool ends = text[at] == '>' || text[at] == ' ' || text[at] == '/' || text[at] == '\t';
  return ends && std::ranges::binary_search(kBlocks, std::string_view(name, size));
}

// "[Tides](tides.md)": one link of Markdown and nothing else, as lists of contents have them.
bool is_link(std::string_view text) {
  const std::size_t target = text.find("](");
  return target != std::string_view::npos && text.find(')', target) + 1 == text.size();
}

// A line as it will be written: a marker may have characters in it that fold or go.
std::string_view as_written(std::string_view content, std::string& written) {
  written.clear();
  const char* const end = content.data() + content.size();
  for (const char* at = content.data(); at < end;) {
    const char* const begin = at;
    const char32_t c = next_code_point(at);
    const std::uint8_t entry = character_entry(c);
    if (class_of_entry(entry) == CharacterClass::kControl) continue;
    if ((entry & kCharacterFolds) != 0) {
      written += fold_of(c);
    } else {
      written.append(begin, at);
    }
  }
  const std::size_t first = written.find_first_not_of(' ');
  return first == std::string::npos ? content : std::string_view(written).substr(first);
}

// Text with a tab behind each word.
bool has_tabs_for_spaces(const Line& line) {
  constexpr unsigned kLeastTabs = 4, kLettersOfWord = 3;
  const unsigned cells = line.tabs + 1u;
  return line.tabs >= kLeastTabs && line.words == cells && line.lower > kLettersOfWord * cells;
}

// What the first cell of a row of numbers begins with.
constexpr std::uint32_t kWordsOfRows = kCasedClasses | kIdeographicClasses |
                                       class_bit(CharacterClass::kUncased) |
                                       class_bit(CharacterClass::kHangul);

// Text with a tab here and there.
bool has_stray_tabs(const Line& line) {
  constexpr unsigned kMostCellWords = 4;
  return line.words > kMostCellWords * (line.tabs + 1u);
}

}  // namespace

bool are_rows(const Line& line, const Line& next) {
  if (line.tabs == 0 || next.tabs == 0) return false;
  if (has_tabs_for_spaces(line) && has_tabs_for_spaces(next)) return false;
  return line.tabs == next.tabs || !(has_stray_tabs(line) || has_stray_tabs(next));
}

namespace {

// It ends in a digit, and its cells are set apart, but for the words of one, or a third of it is
// digits: no sentence of figures has so few words between them.
bool is_number_row(const Line& line) {
  constexpr unsigned kMostCells = 80;
  const bool is_set_apart = line.wide_gaps / 2 + 2 >= line.words && line.wide_gaps > 1;
  const bool has_digits = is_set_apart ? line.digits > 1 : line.digits * 3u >= line.cells;
  return has_digits && line.words > 1 && line.cells <= kMostCells &&
         line.end_class == CharacterClass::kDigit && line.role == LineRole::kText &&
         line.brackets == 0 && is_in(line.first_class, kWordsOfRows);
}

}  // namespace

bool are_number_rows(const Line& line, const Line& next) {
  return is_number_row(line) && is_number_row(next);
}

bool is_fence(std::string_view text) {
  if (text.front() != '`' && text.front() != '~') return false;
  return begins_with(text, "```") || begins_with(text, "~~~");
}

LineRole role_of_line(std::string_view text, const Line& line) {
  if (is_fence(text)) return LineRole::kFence;
  switch (text.front()) {
    case '#': {
      const std::size_t level = text.find_first_not_of('#');
      if (level != std::string_view::npos && level <= 6 && text[level] == ' ')
        return LineRole::kHeading;
      break;
    }
    case '|':
      if (text.size() > 1 && (text.find('|', 1) != std::string_view::npos))
        return LineRole::kTableRow;
      break;
    case '[':
      if (is_link(text)) return LineRole::kMarkup;
      break;
    case '<':
      if (is_markup(text)) return LineRole::kMarkup;
      break;
    case '!':
      if (begins_with(text, "![")) return LineRole::kImage;
      break;
    default:
      break;
  }
  if (is_rule(text)) return LineRole::kRule;
  if (is_item(text, line)) return LineRole::kItem;
  return LineRole::kText;
}

std::uint32_t read_lines(std::string_view text, std::uint32_t begin, std::vector<Line>& lines) {
  lines.clear();
  std::uint32_t at = begin;
  std::uint32_t blanks = 0;
  bool page = false;
  bool in_fence = false;
  std::string written;
  LineEnds ends(text, begin);
  while (at < text.size()) {
    const char* const from = text.data() + at;
    const std::size_t left = text.size() - at;
    const std::size_t size = ends.next() - at;
    const std::size_t step = size + (size < left ? 1 : 0);
    Line line;
    if (measure_line({from, size}, at, line)) {
      if (lines.size() >= kMostLines || (lines.size() >= kNearLimit && blanks > 0))
        return at - begin;
      line.blanks = static_cast<std::uint8_t>(std::min<std::uint32_t>(blanks, 255));
      line.page_before = page;
      std::string_view content = text.substr(line.begin, line.end - line.begin);
      if (line.unclean) content = as_written(content, written);
      line.role = in_fence ? LineRole::kFence : role_of_line(content, line);
      if (is_fence(content)) in_fence = !in_fence;
      lines.push_back(line);
      blanks = 0;
      page = false;
    } else if (size + 1 == step && at + size < text.size() && text[at + size] == '\n') {
      ++blanks;
    }
    if (size < left && text[at + size] == '\f') {
      page = true;
      blanks = 0;
    }
    at += static_cast<std::uint32_t>(step);
  }
  return at - begin;
}

}  // namespace galley
