// SPDX-License-Identifier: Apache-2.0
// Legacy character sets as tables.
#ifndef GALLEY_DECODE_CHARSET_H_
#define GALLEY_DECODE_CHARSET_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "galley/encoding.h"

namespace galley {

/// What stands at a place of legacy bytes.
struct CharsetCharacter {
  char32_t code_point = 0;  ///< kNoCharacter where there is none
  char32_t mark = 0;        ///< a second code point that belongs to it (four characters of Big5)
  std::uint8_t bytes = 1;   ///< that it takes, or that must be passed over
};
inline constexpr char32_t kNoCharacter = 0xFFFFFFFF;

/// One legacy encoding: what ICU's converter says of every sequence of bytes, asked once and kept.
/// Threads: all calls may be made at once.
class Charset {
 public:
  /// The charset of `encoding`, made on the first call. REQUIRES: no encoding of Unicode.
  [[nodiscard]] static const Charset& of(Encoding encoding);

  /// The character at bytes[at]. A lead byte without its trail is passed alone when an ASCII byte
  /// follows, so that damage does not swallow sound text. REQUIRES: at < bytes.size().
  [[nodiscard]] CharsetCharacter character_at(std::string_view bytes, std::size_t at) const;

  /// The bytes of `code_point`, one or two, first byte in the low half; 0 if it has none of them.
  [[nodiscard]] std::uint16_t bytes_of(char32_t code_point) const {
    return code_point < 0x10000 ? reverse_[code_point] : std::uint16_t{0};
  }
  [[nodiscard]] bool is_single_byte() const { return pairs_.empty(); }
  [[nodiscard]] Encoding encoding() const { return encoding_; }

 private:
  explicit Charset(Encoding encoding);
  void fill_pairs(const std::string& name);
  void correct_big5();
  void fill_triples();
  void fill_quadruples() const;
  void fill_reverse();
  [[nodiscard]] CharsetCharacter pair_at(std::string_view bytes, std::size_t at) const;
  [[nodiscard]] CharsetCharacter four_bytes_at(std::string_view bytes, std::size_t at) const;

  static constexpr std::size_t kRow = 0x100 - 0x40;  // trail bytes 40 to FF
  Encoding encoding_;
  char32_t single_[256];
  std::vector<char32_t> pairs_;    // of lead bytes 81 to FE
  std::vector<char32_t> triples_;  // EUC-JP: of 8F and two bytes A1 to FE
  // GB18030: of four bytes, the basic plane. They take as long to fill as all else, and few texts
  // have any.
  mutable std::vector<char32_t> quadruples_;
  mutable std::once_flag quadruples_filled_;
  std::vector<std::uint16_t> reverse_;
};

}  // namespace galley

#endif  // GALLEY_DECODE_CHARSET_H_
