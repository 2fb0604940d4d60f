// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_READ_FORMAT_H_
#define GALLEY_READ_FORMAT_H_

#include <cstdint>
#include <string_view>

#include "galley/read.h"

namespace galley {

/// Whether what is looked at is all of the input or only its beginning.
enum class Extent : std::uint8_t { kWhole, kBeginning };

/// The format of an input that begins with `beginning` (in an encoding whose units are bytes). One
/// broken line, be it the first, does not turn JSON Lines into text, nor one JSON object text into
/// JSON Lines. Never kAuto.
[[nodiscard]] InputFormat recognise_format(std::string_view beginning, Extent extent,
                                           std::string_view text_field);

/// Whether what was recognised as `format` is JSON in a form that galley does not read: an array of
/// objects, or, as text, an object over several lines.
[[nodiscard]] bool is_other_json(std::string_view beginning, InputFormat format);

}  // namespace galley

#endif  // GALLEY_READ_FORMAT_H_
