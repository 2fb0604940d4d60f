// SPDX-License-Identifier: Apache-2.0
// Marks by which newspapers begin and end their articles: datelines and bylines.
#ifndef GALLEY_REPAIR_NEWSMARKS_H_
#define GALLEY_REPAIR_NEWSMARKS_H_

#include <cstdint>
#include <string_view>

#include "repair/line.h"

namespace galley {

enum class Byline : std::uint8_t {
  kNone,
  kAtEnd,   ///< a sentence ends, then one or more names end the line
  kNames,   ///< nothing but names
  kMarked,  ///< begins with a reporter's mark
};

/// Line::marks: the byline in the lowest bits, and these.
inline constexpr std::uint8_t kBylineMarks = 3;
inline constexpr std::uint8_t kDatelineMark = 4;
inline constexpr std::uint8_t kCaptionMark = 8;
inline constexpr std::uint8_t kLabelMark = 16;

/// The marks of a line whose text is `content`; measure_line() asks. REQUIRES: measured otherwise.
[[nodiscard]] std::uint8_t news_marks(std::string_view content, const Line& line);

/// Whether a text is nothing but two Chinese names or more, in brackets or not.
[[nodiscard]] bool are_names(std::string_view text);

[[nodiscard]] inline Byline byline_of(const Line& line) {
  return static_cast<Byline>(line.marks & kBylineMarks);
}

/// Whether a line begins an article by its dateline: a place in capitals, or a sign like 本报讯.
[[nodiscard]] inline bool has_dateline(const Line& line) {
  return (line.marks & kDatelineMark) != 0;
}

/// Whether a line begins the caption of a picture by its own sign.
[[nodiscard]] inline bool has_caption_mark(const Line& line) {
  return (line.marks & kCaptionMark) != 0;
}

/// Whether a line begins with a label of two ideographs that was drawn out (時　　間), or with the
/// number of an article (第十二條　).
[[nodiscard]] inline bool has_label(const Line& line) {
  return (line.marks & kLabelMark) != 0;
}

/// Whether it begins with a triangle: set before captions and nowhere inside a sentence.
[[nodiscard]] inline bool has_caption_sign(const Line& line) {
  return line.first == U'▲' || line.first == U'△';
}

}  // namespace galley

#endif  // GALLEY_REPAIR_NEWSMARKS_H_
