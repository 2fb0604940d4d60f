// SPDX-License-Identifier: Apache-2.0
// Telling the encoding of a text from its bytes.
#ifndef GALLEY_DECODE_RECOGNISE_H_
#define GALLEY_DECODE_RECOGNISE_H_

#include <string_view>

#include "galley/encoding.h"

namespace galley {

/// The encoding of a text that begins with `bytes`; kUnknown where it is ASCII so far, or where the
/// bytes are no text in any encoding. `hint` is what others of the same source have shown, and
/// decides where the bytes leave it open. A function of its arguments alone. Cost: a look at every
/// byte at vector speed; up to a few milliseconds where they are not UTF-8.
[[nodiscard]] Encoding recognise_encoding(std::string_view bytes,
                                          Encoding hint = Encoding::kUnknown);

}  // namespace galley

#endif  // GALLEY_DECODE_RECOGNISE_H_
