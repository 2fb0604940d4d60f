// SPDX-License-Identifier: Apache-2.0
// Finding line ends and form feeds in bytes of any encoding.
#ifndef GALLEY_READ_CODE_UNITS_H_
#define GALLEY_READ_CODE_UNITS_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "galley/encoding.h"

namespace galley {

/// Looks at bytes as the code units of an encoding. Offsets are of bytes; those given and returned
/// are multiples of the unit's size, counted from the beginning of `bytes`, which is one too. In
/// encodings of one byte these are ASCII bytes, which no other character contains.
class CodeUnits {
 public:
  explicit CodeUnits(Encoding encoding)
      : bytes_(unit_bytes(encoding)),
        is_big_endian_(encoding == Encoding::kUtf16Be || encoding == Encoding::kUtf32Be) {}

  static constexpr std::size_t npos = std::string_view::npos;

  [[nodiscard]] std::size_t unit_size() const { return bytes_; }
  /// The first `wanted` at or behind `from`; npos if there is none.
  [[nodiscard]] std::size_t find(std::string_view bytes, char wanted, std::size_t from) const;
  /// The last `wanted` that begins before `before`; npos if there is none.
  [[nodiscard]] std::size_t find_last(std::string_view bytes, char wanted,
                                      std::size_t before) const;
  [[nodiscard]] std::size_t count(std::string_view bytes, char wanted) const;
  /// The ASCII character of the unit at `at`; 0 for every other one, and past the end.
  [[nodiscard]] char ascii_at(std::string_view bytes, std::size_t at) const;
  /// Behind the spaces, tabs and carriage returns from `from` on, at most at `end`.
  [[nodiscard]] std::size_t skip_blank(std::string_view bytes, std::size_t from,
                                       std::size_t end) const;
  /// `bytes` with one byte a unit, 0x80 where it is not ASCII. For looking at
  /// the structure of a text in UTF-16 or UTF-32.
  [[nodiscard]] std::string narrowed(std::string_view bytes) const;

 private:
  std::size_t bytes_;
  bool is_big_endian_;
};

}  // namespace galley

#endif  // GALLEY_READ_CODE_UNITS_H_
