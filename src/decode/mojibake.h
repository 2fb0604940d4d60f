// SPDX-License-Identifier: Apache-2.0
// Text that was read in a wrong encoding, saved as UTF-8, and can be read again.
#ifndef GALLEY_DECODE_MOJIBAKE_H_
#define GALLEY_DECODE_MOJIBAKE_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace galley {

/// A character of a line, and the bytes of the line that it came from.
struct PlacedCharacter {
  char32_t code_point = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// The line as it was before it was misread, if that is certain: every changed character goes back
/// to bytes of the wrong encoding and these are valid in the right one, and the result is far
/// likelier as text. Undone are UTF-8 read as Windows-1252, Latin-1, another code page, GBK, Big5,
/// Shift_JIS or code page 949, legacy encodings read as Windows-1252, and both of them up to three
/// times over. A line of less than 15 bytes is never certain. REQUIRES: valid UTF-8 without line
/// ends. Cost: about 10 us a line.
[[nodiscard]] std::optional<std::vector<PlacedCharacter>> undo_mojibake(std::string_view line);

}  // namespace galley

#endif  // GALLEY_DECODE_MOJIBAKE_H_
