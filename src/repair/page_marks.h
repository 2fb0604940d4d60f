// SPDX-License-Identifier: Apache-2.0
// The two lines of a page that look alike in every newspaper, whatever its language: the number of
// the page, and the line that sends the reader to another one.
#ifndef GALLEY_REPAIR_PAGE_MARKS_H_
#define GALLEY_REPAIR_PAGE_MARKS_H_

#include <string_view>

#include "repair/line.h"

namespace galley {

[[nodiscard]] inline std::string_view content_of(std::string_view text, const Line& line) {
  return text.substr(line.begin, line.end - line.begin);
}

/// Letters as far as a name is told by them: an ideograph says as much as two.
[[nodiscard]] inline std::uint32_t letters_in(const Line& line) {
  return std::uint32_t{line.upper} + line.lower + line.ideographs * 2u;
}

/// False for lines too long to be page furniture, or that a sentence ends or goes on in.
[[nodiscard]] bool may_be_furniture(const Line& line);

/// "12", "- 12 -", "[3]", "Page 12", "12 / 34", "Стр. 5", "第 3 页".
[[nodiscard]] bool is_page_number(std::string_view text);

/// Whether is_jump_line() could be true of a line without digits that begins so.
[[nodiscard]] inline bool may_begin_jump(char c) {
  const bool is_sign = c > ' ' && c < 'A' && !(c >= '0' && c <= '9');
  return is_sign || c == 'C' || c == 'T' || c == '[' || c == '^' || c == "（"[0] || c == "下"[0];
}

/// "Continued on page 2", "(Fortsetzung von Seite 1)", "3面に続く". REQUIRES: `line` is the text,
/// measured.
[[nodiscard]] bool is_jump_line(std::string_view text, const Line& line);

}  // namespace galley

#endif  // GALLEY_REPAIR_PAGE_MARKS_H_
