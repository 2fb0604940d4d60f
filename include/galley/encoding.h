// SPDX-License-Identifier: Apache-2.0
// The character encodings that galley reads.
#ifndef GALLEY_ENCODING_H_
#define GALLEY_ENCODING_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace galley {

/// An encoding. Each legacy one stands for its superset in use, as the WHATWG Encoding Standard has
/// it: ISO-8859-1 is read as Windows-1252, GB2312 and GBK as GB18030, KS C 5601 as code page 949.
enum class Encoding : std::uint8_t {
  kUnknown,  ///< not known yet: nothing but ASCII was seen
  kUtf8,
  kUtf16Le,
  kUtf16Be,
  kUtf32Le,
  kUtf32Be,
  kGb18030,
  kBig5,  ///< with the Hong Kong supplement (HKSCS)
  kShiftJis,
  kEucJp,
  kEucKr,
  kWindows1250,
  kWindows1251,
  kWindows1252,
  kWindows1253,
  kWindows1254,
  kWindows1255,
  kWindows1256,
  kWindows1257,
  kWindows1258,
  kIso8859_2,
  kIso8859_5,
  kIso8859_7,
  kIso8859_15,
  kKoi8R,
  kKoi8U,
};
inline constexpr std::size_t kEncodings = 26;

/// The name that the WHATWG standard gives it; "unknown" for kUnknown.
[[nodiscard]] std::string_view to_string(Encoding encoding);

/// The encoding of that name in any case: the names of to_string() and the usual aliases ("gbk",
/// "latin1", "cp932" ...). Nothing for a name that is not known.
[[nodiscard]] std::optional<Encoding> encoding_named(std::string_view name);

/// Bytes of a code unit: 2 for UTF-16, 4 for UTF-32, else 1. In the encodings of one byte U+000A
/// and U+000C are these very bytes, and no part of another character.
[[nodiscard]] constexpr std::size_t unit_bytes(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf16Le:
    case Encoding::kUtf16Be:
      return 2;
    case Encoding::kUtf32Le:
    case Encoding::kUtf32Be:
      return 4;
    default:
      return 1;
  }
}

}  // namespace galley

#endif  // GALLEY_ENCODING_H_
