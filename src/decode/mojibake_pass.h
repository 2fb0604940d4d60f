// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DECODE_MOJIBAKE_PASS_H_
#define GALLEY_DECODE_MOJIBAKE_PASS_H_

#include <cstdint>
#include <string_view>

#include "base/byte_buffer.h"
#include "galley/edit.h"
#include "galley/span.h"

namespace galley {

/// Undoes mojibake in a text, line by line, and reports it to `edits`. If there was any, writes the
/// whole text to `mended` (else leaves that alone) and brings `map`, if not null, up to date.
/// Places reported are those of the source counted from `base` with a map, else those of `text`.
/// Returns the number of lines changed. Looks closer at a line only where the screen is suspicious;
/// but once one line was mojibake, at all of them. REQUIRES: valid UTF-8, lines that end in U+000A.
[[nodiscard]] std::uint64_t undo_mojibake_lines(std::string_view text, ByteBuffer& mended,
                                                EditLog& edits, SourceMap* map, std::uint64_t base);

}  // namespace galley

#endif  // GALLEY_DECODE_MOJIBAKE_PASS_H_
