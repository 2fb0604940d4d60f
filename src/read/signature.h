// SPDX-License-Identifier: Apache-2.0
// What the first bytes of a file say it is.
#ifndef GALLEY_READ_SIGNATURE_H_
#define GALLEY_READ_SIGNATURE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace galley {

enum class Compression : std::uint8_t { kNone, kZstd, kGzip, kXz, kBzip2 };

/// Bytes that are enough for the functions below.
inline constexpr std::size_t kSignatureBytes = 512;

/// The compression whose signature `beginning` has.
[[nodiscard]] Compression compression_of(std::string_view beginning);

/// A format that is known and is not text.
struct BinaryFormat {
  std::string_view name;    ///< "a PDF file"
  std::string_view remedy;  ///< what a user can do with it
};

/// The binary format whose signature `beginning` has. Compressed streams count: what is asked is
/// the content of a file, already decompressed once.
[[nodiscard]] std::optional<BinaryFormat> binary_format_of(std::string_view beginning);

/// Whether `bytes` hold so many control characters that no text would, in any encoding whose units
/// are bytes. A NUL suffices.
[[nodiscard]] bool looks_binary(std::string_view bytes);

}  // namespace galley

#endif  // GALLEY_READ_SIGNATURE_H_
