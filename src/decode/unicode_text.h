// SPDX-License-Identifier: Apache-2.0
// The encodings of Unicode, with faults in them.
#ifndef GALLEY_DECODE_UNICODE_TEXT_H_
#define GALLEY_DECODE_UNICODE_TEXT_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "decode/text_writer.h"
#include "galley/encoding.h"

namespace galley {

/// A byte order mark at the beginning of a text.
struct ByteOrderMark {
  Encoding encoding = Encoding::kUnknown;  ///< kUnknown: there is none
  std::size_t bytes = 0;
};
[[nodiscard]] ByteOrderMark byte_order_mark(std::string_view bytes);

/// Bytes of the longest beginning of `bytes` that begins a character of UTF-8, at least 1: what
/// becomes one U+FFFD (Unicode Standard, section 3.9, "maximal subpart"). REQUIRES: no valid
/// character stands at the beginning, and at least one byte.
[[nodiscard]] std::size_t bad_utf8_bytes(std::string_view bytes);

/// Decodes UTF-8 with faults; half a surrogate pair and overlong forms are faults. `offset` is the
/// place of bytes[0] for the writer.
void decode_utf8(std::string_view bytes, std::size_t offset, TextWriter& writer);

/// The same for UTF-16 and UTF-32. REQUIRES: `encoding` is one of the four.
void decode_utf16_32(std::string_view bytes, Encoding encoding, std::size_t offset,
                     TextWriter& writer);

/// The unit of UTF-16 or UTF-32 at bytes[at]. REQUIRES: it is there whole.
[[nodiscard]] char32_t unit_at(std::string_view bytes, std::size_t at, Encoding encoding);

}  // namespace galley

#endif  // GALLEY_DECODE_UNICODE_TEXT_H_
