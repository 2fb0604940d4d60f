// SPDX-License-Identifier: Apache-2.0
// A line is page furniture when it is short, ends no sentence, and one of these holds:
//   it stands at the edge of a page and is a page number;
//   it stands at the edge of a page and has the form of a running head with its issue number;
//   its letters, numbers masked, recur at the edges of pages all over the corpus (the profile
//   tells) or of this document, and it has a number, or cuts a sentence at the top of a page;
//   it sends the reader to another page ("Continued on page 2").
// A page ends at a form feed, and where the document does. What stands at the edges of pages that
// no form feed shows is found by running_heads.h.
//
// Left out: heads misread too badly to hash alike.
#include "repair/furniture.h"

#include <algorithm>
#include <span>
#include <string>

#include "base/utf8.h"
#include "base/word_key.h"
#include "repair/page_marks.h"
#include "repair/running_heads.h"

namespace galley {

namespace {

constexpr std::uint32_t kRecurs = 3;   // pages with the line, of the corpus or of the document
constexpr std::size_t kEdgeLines = 2;  // lines from a page's edge that may be furniture
constexpr std::uint32_t kLeastLetters = 4;

bool digit(char c) {
  return c >= '0' && c <= '9';
}

// A name with the number of the issue: "The Courier, No. 107", "日刊 第4657号".
bool is_numbered_head(std::string_view text) {
  for (const std::string_view sign : {"No. ", "NO. ", "Nr. ", "N° ", "№", "Vol. ", "VOL. "}) {
    const std::size_t at = text.find(sign);
    if (at == std::string_view::npos || at == 0) continue;
    const std::size_t number = at + sign.size();
    if (number < text.size() && digit(text[number]) &&
        text.find_first_not_of("0123456789.,", number) == std::string_view::npos) {
      return true;
    }
  }
  for (const std::string_view sign : {"期", "号", "號"}) {
    if (!text.ends_with(sign)) continue;
    const std::size_t ordinal = text.rfind("第");
    if (ordinal == std::string_view::npos || ordinal == 0) continue;
    const std::string_view number =
        text.substr(ordinal + 3, text.size() - ordinal - 3 - sign.size());
    if (!number.empty() && number.find_first_not_of("0123456789 ") == std::string_view::npos)
      return true;
  }
  return false;
}

// "散會（16時38分）": the hour at which something ended stands in no running head.
bool tells_hour(std::string_view text) {
  for (const std::string_view sign : {"時", "时", "點", "点"}) {
    const std::size_t at = text.find(sign);
    if (at != std::string_view::npos && at > 0 && digit(text[at - 1])) return true;
  }
  return false;
}

// The lines near a page's edges, and the keys that recur there.
class Edges {
 public:
  explicit Edges(const std::vector<Line>& lines) : lines_(lines) {}

  [[nodiscard]] bool at_edge(std::size_t index) const {
    static_assert(kEdgeLines == 2);
    if (index < kEdgeLines || index + kEdgeLines >= lines_.size()) return true;
    const Line* const line = &lines_[index];
    return line[-1].page_before || line[0].page_before || line[1].page_before ||
           line[2].page_before;
  }

 private:
  const std::vector<Line>& lines_;
};

bool has_text(const Line& line) {
  return line.digits * 2u < line.cells;
}

// A bare number set off by a blank line in text that is not spaced by blank lines otherwise: the
// foot of a column that the reading order put before the next one. With no blank line before it,
// only where it cuts a sentence.
bool is_isolated_number(const std::vector<Line>& lines, std::size_t index, std::string_view text) {
  if (text.size() > 3 || !std::ranges::all_of(text, digit)) return false;
  if (index < 3 || index + 3 >= lines.size() || lines[index + 1].blanks == 0) return false;
  const Line& before = lines[index - 1];
  const bool cuts = is_in(before.last_class, kSpacedLetterClasses | kIdeographicClasses);
  if (lines[index].blanks == 0 && !cuts) return false;
  const auto tight = [&](std::size_t at) { return lines[at].blanks == 0 && has_text(lines[at]); };
  return tight(index - 1) && tight(index - 2) && tight(index + 2) && has_text(lines[index + 1]);
}

// A numbered head between blank lines, in the midst of text: where OCR put a page's head.
bool is_isolated_head(const std::vector<Line>& lines, std::size_t index) {
  if (index < 3 || index + 3 >= lines.size()) return false;
  if (lines[index].blanks == 0 || lines[index + 1].blanks == 0) return false;
  return has_text(lines[index - 1]) && has_text(lines[index + 1]) &&
         (lines[index - 1].blanks == 0 || lines[index + 2].blanks == 0);
}

// Whether the lines beside it are numbers too: then it belongs to a table.
bool stands_in_numbers(const std::vector<Line>& lines, std::size_t index) {
  const auto is_number = [&](std::size_t at) {
    return at < lines.size() && lines[at].digits * 2u > lines[at].cells;
  };
  return (index > 0 && !lines[index].page_before && is_number(index - 1)) ||
         (index + 1 < lines.size() && !lines[index + 1].page_before && is_number(index + 1));
}

// The line that a page begins with, a page number left out; npos where no page begins at `index`.
constexpr std::size_t kNoLine = SIZE_MAX;
std::size_t page_top(std::string_view text, const std::vector<Line>& lines, std::size_t index) {
  if (index == 0 || !lines[index].page_before) return kNoLine;
  const bool is_number = is_page_number(content_of(text, lines[index]));
  const std::size_t top = is_number ? index + 1 : index;
  return top < lines.size() ? top : kNoLine;
}

// Whether the page before the one that begins at `index` ends in the midst of a sentence.
bool cuts_sentence(std::string_view text, const Vocabulary& vocabulary,
                   const std::vector<Line>& lines, std::size_t index) {
  // What stands at its foot is no text.
  const auto is_foot = [&](std::size_t at) {
    const std::string_view foot = content_of(text, lines[at]);
    return is_page_number(foot) || vocabulary.count(furniture_key(foot)) >= kRecurs;
  };
  std::size_t last = index - 1;
  for (std::size_t feet = 0; is_foot(last); ++feet, --last) {
    if (feet == kEdgeLines || last == 0) return false;
  }
  constexpr std::uint32_t kGoesOn =
      kSpacedLetterClasses | kIdeographicClasses | class_bit(CharacterClass::kComma) |
      class_bit(CharacterClass::kWideComma) | class_bit(CharacterClass::kHyphen);
  return is_in(lines[last].last_class, kGoesOn);
}

// Recurring first lines of pages that have no number of their own: the name of the paper, or the
// title of what begins there. The name cuts a sentence somewhere.
std::vector<std::uint32_t> find_bare_heads(std::string_view text, const Vocabulary& vocabulary,
                                           const std::vector<Line>& lines) {
  std::vector<std::uint64_t> cutting;
  std::vector<std::uint32_t> heads;
  for (std::size_t index = 1; index < lines.size(); ++index) {
    const std::size_t top = page_top(text, lines, index);
    if (top == kNoLine) continue;
    const Line& line = lines[top];
    if (line.digits > 0 || letters_in(line) < kLeastLetters || !may_be_furniture(line)) continue;
    const std::uint64_t key = furniture_key(content_of(text, line));
    if (vocabulary.count(key) < kRecurs) continue;
    heads.push_back(static_cast<std::uint32_t>(top));
    if (cuts_sentence(text, vocabulary, lines, index)) cutting.push_back(key);
  }
  std::erase_if(heads, [&](std::uint32_t head) {
    const std::uint64_t key = furniture_key(content_of(text, lines[head]));
    return std::ranges::find(cutting, key) == cutting.end();
  });
  return heads;
}

// Takes the lines out; what they parted is then parted by none of the blank lines that set it off.
void close_ranks(std::vector<Line>& lines, std::span<TakenLine> taken) {
  std::size_t kept = 0;
  std::size_t next = 0;
  bool passes_page = false;
  bool set_off = false;
  if (taken.empty()) return;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (next < taken.size() && taken[next].before_line == i) {
      taken[next++].before_line = static_cast<std::uint32_t>(kept);
      passes_page |= lines[i].page_before;
      set_off = true;
      continue;
    }
    Line& line = lines[kept++];
    line = lines[i];
    line.page_before |= passes_page;
    if (set_off) line.blanks = 0;
    passes_page = set_off = false;
  }
  lines.resize(kept);
}

}  // namespace

void take_furniture(std::string_view text, const Vocabulary& vocabulary, std::vector<Line>& lines,
                    std::vector<TakenLine>& taken) {
  const Edges edges(lines);
  const std::vector<std::uint32_t> bare_heads = find_bare_heads(text, vocabulary, lines);
  const auto kind_of = [&](std::size_t index) -> int {
    const Line& line = lines[index];
    if (!may_be_furniture(line)) return -1;
    const std::string_view content = text.substr(line.begin, line.end - line.begin);
    const bool edge = edges.at_edge(index);
    // Almost every line is done with here.
    if (line.digits == 0 && !may_begin_jump(content.front()) && !edge) return -1;
    if (is_jump_line(content, line)) return static_cast<int>(FurnitureKind::kJumpLine);
    if (is_isolated_number(lines, index, content))
      return static_cast<int>(FurnitureKind::kPageNumber);
    if (!edge && line.digits == 0) return -1;
    if (is_isolated_head(lines, index) && is_numbered_head(content)) {
      return static_cast<int>(FurnitureKind::kRunningHead);
    }
    const bool alone = lines.size() <= kEdgeLines;
    if (edge && !alone && line.digits > 0) {
      if (is_page_number(content) && !stands_in_numbers(lines, index) &&
          (line.page_before || index + 1 == lines.size() || lines[index + 1].page_before)) {
        return static_cast<int>(FurnitureKind::kPageNumber);
      }
      if (is_numbered_head(content)) {
        return static_cast<int>(index < kEdgeLines ? FurnitureKind::kRunningHead
                                                   : FurnitureKind::kRunningFoot);
      }
    }
    if (std::ranges::binary_search(bare_heads, index)) {
      return static_cast<int>(FurnitureKind::kRunningHead);
    }
    if (letters_in(line) < kLeastLetters || line.digits == 0 || alone) return -1;
    if (!edge && !is_numbered_head(content)) return -1;
    if (vocabulary.count(furniture_key(content)) < kRecurs || tells_hour(content)) return -1;
    return static_cast<int>(FurnitureKind::kRunningHead);
  };
  const std::vector<RunningHead> heads = find_running_heads(text, vocabulary, lines);
  const std::size_t first_taken = taken.size();
  for (std::size_t i = 0, head = 0; i < lines.size(); ++i) {
    const bool is_head = head < heads.size() && heads[head].line == i;
    const int kind = is_head ? static_cast<int>(heads[head++].kind) : kind_of(i);
    if (kind < 0) continue;
    taken.push_back({lines[i].begin, lines[i].end, static_cast<std::uint32_t>(i),
                     static_cast<FurnitureKind>(kind)});
  }
  close_ranks(lines, std::span(taken).subspan(first_taken));
}

}  // namespace galley
