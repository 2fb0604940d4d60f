// SPDX-License-Identifier: Apache-2.0
// Taking a line back to the bytes that it was read from in a wrong encoding, and reading them
// again.
#ifndef GALLEY_DECODE_MISREADING_H_
#define GALLEY_DECODE_MISREADING_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "decode/mojibake.h"
#include "galley/encoding.h"

namespace galley {

using PlacedLine = std::vector<PlacedCharacter>;

/// How what was lost in the misreading is taken.
enum class Losses : std::uint8_t {
  kNone,  ///< every byte must be there
  /// For a line that is known to be mojibake. A space may have been a no-break space, which is byte
  /// A0 in every code page; and a character of which a byte became U+FFFD is one U+FFFD.
  kUsual,
};

/// The line as it was before UTF-8 was read as `encoding`, nothing if no part of it was. Encodings
/// of single bytes: whatever is UTF-8 is read again, and the rest stays, for such lines may be
/// mixed. Encodings of pairs: each run beyond ASCII goes back whole or stays; `losses` says nothing
/// there.
[[nodiscard]] std::optional<PlacedLine> reread_as_utf8(const PlacedLine& line, Encoding encoding,
                                                       Losses losses);

/// The line as it was before `encoding` was read as Windows-1252; nothing unless all of it was.
[[nodiscard]] std::optional<PlacedLine> reread_as_legacy(const PlacedLine& line, Encoding encoding);

}  // namespace galley

#endif  // GALLEY_DECODE_MISREADING_H_
