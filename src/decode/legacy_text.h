// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DECODE_LEGACY_TEXT_H_
#define GALLEY_DECODE_LEGACY_TEXT_H_

#include <cstddef>
#include <string_view>

#include "decode/text_writer.h"
#include "galley/encoding.h"

namespace galley {

/// Decodes bytes of a legacy encoding, faults and all. `offset` is the place of bytes[0] for the
/// writer.
void decode_legacy(std::string_view bytes, Encoding encoding, std::size_t offset,
                   TextWriter& writer);

/// How many of the bytes above 7F are no characters of `encoding`, in thousandths.
[[nodiscard]] unsigned bad_per_thousand(std::string_view bytes, Encoding encoding);

}  // namespace galley

#endif  // GALLEY_DECODE_LEGACY_TEXT_H_
