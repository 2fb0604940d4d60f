// SPDX-License-Identifier: Apache-2.0
// Chinese names are words of two to four ideographs parted by spaces; an author's name often stands
// behind the last sentence of an article. Datelines: a place in capitals before a comma or a dash
// ("BOSTON, May 2."), and the agency's or the paper's own sign. Labels of minutes and
// notices are drawn out to the width of four ideographs.
#include "repair/newsmarks.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace galley {

namespace {

constexpr std::array<std::string_view, 12> kReporterMarks = {
    "本报记者", "本報記者", "记者",   "記者",   "▶", "►",
    "■",        "文/",      "通讯员", "通訊員", "◎", "本报通讯员"};
constexpr std::array<std::string_view, 12> kDatelines = {"本报讯", "本報訊", "新华社", "新華社",
                                                         "中新社", "本报",   "本報",   "据新华社",
                                                         "（记者", "（記者", "中央社", "本社"};

constexpr std::array<std::string_view, 9> kCaptions = {"图片来源", "圖片來源", "图为", "圖為",  "▲",
                                                       "△",        "摄影",     "攝影", "资料图"};

constexpr std::uint32_t kSentenceEnds =
    class_bit(CharacterClass::kWideStop) | class_bit(CharacterClass::kCloseQuote) |
    class_bit(CharacterClass::kClose) | class_bit(CharacterClass::kEllipsis) |
    class_bit(CharacterClass::kStop) | class_bit(CharacterClass::kAsk);

// The three bytes that a character of CJK is.
constexpr std::uint32_t lead_of(std::string_view text) {
  const auto byte = [&](std::size_t at) {
    return std::uint32_t{static_cast<unsigned char>(text[at])};
  };
  return byte(0) << 16 | byte(1) << 8 | byte(2);
}

template <std::size_t kSize>
bool begins_with_any(std::string_view text, const std::array<std::string_view, kSize>& marks) {
  // All are CJK.
  if (text.size() < 3 || static_cast<signed char>(text.front()) >= 0) return false;
  const std::uint32_t lead = lead_of(text);
  for (const std::string_view mark : marks) {
    if (lead_of(mark) == lead && text.starts_with(mark)) return true;
  }
  return false;
}

Byline names_at_end(std::string_view text) {
  const char* at = text.data() + text.size();
  const char* const begin = text.data();
  int names = 0, letters = 0;
  while (at != begin) {
    const char* before = at;
    const char32_t code_point = previous_code_point(before);
    const CharacterClass kind = character_class(code_point);
    if (kind == CharacterClass::kHan) {
      if (++letters > 4) return Byline::kNone;
    } else if (kind == CharacterClass::kSpace || kind == CharacterClass::kWideSpace) {
      if (letters == 1 && names == 0) return Byline::kNone;
      if (letters >= 2 && ++names > 5) return Byline::kNone;
      letters = 0;
    } else {
      const bool ended = letters == 0 && names > 0 && is_in(kind, kSentenceEnds);
      return ended ? Byline::kAtEnd : Byline::kNone;
    }
    at = before;
  }
  if (letters >= 2) ++names;
  return names >= 2 ? Byline::kNames : Byline::kNone;
}

// "BOSTON, May 2.", "BOSTON, Mass.—".
bool begins_with_place(std::string_view content) {
  std::size_t capitals = 0, at = 0;
  while (at < content.size() &&
         ((content[at] >= 'A' && content[at] <= 'Z') || content[at] == ' ')) {
    capitals += content[at++] != ' ';
  }
  if (capitals < 4 || at >= content.size()) return false;
  return content[at] == ',' || content[at] == '.' || content.substr(at).starts_with("—");
}

// "時　　間　", "地　點：": names are drawn out as well, but by one space, and no colon follows.
bool begins_with_label(std::string_view content) {
  constexpr std::string_view kWideSpace = "\u3000";
  constexpr std::size_t kIdeograph = 3;
  const auto is_han = [](std::string_view text) {
    const char* at = text.data();
    return text.size() >= kIdeograph &&
           character_class(next_code_point(at)) == CharacterClass::kHan;
  };
  if (content.size() < kIdeograph) return false;
  std::string_view rest = content.substr(kIdeograph);  // behind the line's first ideograph
  unsigned spaces = 0;
  for (; rest.starts_with(kWideSpace); ++spaces) rest.remove_prefix(kWideSpace.size());
  if (spaces == 0 || !is_han(rest)) return false;
  rest.remove_prefix(kIdeograph);
  if (rest.starts_with("：") || rest.starts_with(':')) return true;
  return spaces > 1 && (rest.empty() || rest.starts_with(kWideSpace) || rest.starts_with(' ') ||
                        rest.starts_with('\t'));
}

// "第十二條　": an article of a law, its number and unit before a wide space.
bool begins_with_article(std::string_view content) {
  constexpr std::string_view kFirst = "第", kWideSpace = "\u3000";
  constexpr std::size_t kMostBytes = 40, kIdeograph = 3;
  if (!content.starts_with(kFirst)) return false;
  const std::size_t gap = content.substr(0, kMostBytes).find(kWideSpace);
  if (gap == std::string_view::npos || gap < 3 * kIdeograph) return false;
  const std::string_view unit = content.substr(gap - kIdeograph, kIdeograph);
  constexpr std::array<std::string_view, 9> kUnits = {"條", "条", "項", "项", "款",
                                                      "章", "節", "节", "目"};
  return std::ranges::find(kUnits, unit) != kUnits.end();
}

Byline find_byline(std::string_view content, const Line& line) {
  if (line.cells < 60 && begins_with_any(content, kReporterMarks)) return Byline::kMarked;
  return line.last_class == CharacterClass::kHan ? names_at_end(content) : Byline::kNone;
}

}  // namespace

bool are_names(std::string_view text) {
  constexpr std::string_view kOpen = "（", kClose = "）";
  if (text.starts_with(kOpen) && text.ends_with(kClose)) {
    text = text.substr(kOpen.size(), text.size() - kOpen.size() - kClose.size());
  }
  return names_at_end(text) == Byline::kNames;
}

std::uint8_t news_marks(std::string_view content, const Line& line) {
  auto marks = static_cast<std::uint8_t>(find_byline(content, line));
  const bool dateline = line.first_class == CharacterClass::kUpper
                            ? begins_with_place(content)
                            : line.ideographs > 0 && begins_with_any(content, kDatelines);
  if (dateline) marks |= kDatelineMark;
  if (line.cells < 60 && begins_with_any(content, kCaptions)) marks |= kCaptionMark;
  if (line.first_class == CharacterClass::kHan &&
      (begins_with_label(content) || begins_with_article(content))) {
    marks |= kLabelMark;
  }
  return marks;
}

}  // namespace galley
