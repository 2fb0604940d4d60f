// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_TESTS_SUPPORT_COMPRESS_H_
#define GALLEY_TESTS_SUPPORT_COMPRESS_H_

#include <string>
#include <string_view>

#include "read/signature.h"

namespace galley {

/// `text` as one member of the compression, with whatever checksum the format has. REQUIRES: not
/// kNone.
[[nodiscard]] std::string compressed(Compression compression, std::string_view text);

[[nodiscard]] const char* name_of(Compression compression);

inline constexpr Compression kCompressions[] = {Compression::kZstd, Compression::kGzip,
                                                Compression::kXz, Compression::kBzip2};

/// `bytes` bytes of words in lines, the same for the same number.
[[nodiscard]] std::string sample_text(std::size_t bytes);

}  // namespace galley

#endif  // GALLEY_TESTS_SUPPORT_COMPRESS_H_
