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
[[nodiscard]] Byline byline_of(std::string_view text, const Line& line);

/// Whether a line begins an article by its dateline: a place in capitals, or a sign like 本报讯.
[[nodiscard]] bool has_dateline(std::string_view text, const Line& line);

/// Whether a line begins the caption of a picture by its own sign.
[[nodiscard]] bool has_caption_mark(std::string_view text, const Line& line);

/// Whether it begins with a triangle: set before captions and nowhere inside a sentence.
[[nodiscard]] bool has_caption_sign(std::string_view text, const Line& line);

}  // namespace galley

#endif  // GALLEY_REPAIR_NEWSMARKS_H_
