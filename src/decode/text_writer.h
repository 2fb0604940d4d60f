// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DECODE_TEXT_WRITER_H_
#define GALLEY_DECODE_TEXT_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/byte_buffer.h"
#include "galley/edit.h"
#include "galley/span.h"

namespace galley {

/// Where decoded text goes: folds line ends to U+000A (CR LF, and CR alone), writes U+FFFD for bad
/// bytes and counts them, and keeps the map to the source if one is wanted. Places are bytes of
/// what is decoded. Call finish() at the end.
class TextWriter {
 public:
  /// Appends to `text`; to `map` unless it is null, `base` added to every place.
  TextWriter(ByteBuffer& text, EditLog& edits, SourceMap* map, std::uint64_t base)
      : text_(text), edits_(edits), map_(map), base_(base) {}

  /// The character `c`, which stood at [begin, end).
  void put(char32_t c, std::size_t begin, std::size_t end) {
    if (pending_return_) {
      const bool joins = c == '\n';
      end_line(joins ? end : return_end_);
      if (joins) return;
    }
    if (c == '\r') {
      pending_return_ = true;
      return_begin_ = begin;
      return_end_ = end;
      return;
    }
    write(c, begin, end);
  }
  /// UTF-8 without CR that stood at `begin` as it is.
  void copy(std::string_view bytes, std::size_t begin);
  /// Bytes [begin, end) that are no character: one U+FFFD.
  void put_bad(std::size_t begin, std::size_t end);
  void finish() {
    if (pending_return_) end_line(return_end_);
  }

  [[nodiscard]] std::uint64_t bad_bytes() const { return bad_bytes_; }

 private:
  void write(char32_t c, std::size_t begin, std::size_t end);
  void end_line(std::size_t end);
  void note(SourceMap::Piece piece, std::size_t text_bytes, std::size_t begin, std::size_t end);

  ByteBuffer& text_;
  EditLog& edits_;
  SourceMap* map_;
  std::uint64_t base_;
  std::uint64_t bad_bytes_ = 0;
  std::size_t return_begin_ = 0;
  std::size_t return_end_ = 0;
  bool pending_return_ = false;  // a CR was seen, and not yet what follows it
};

}  // namespace galley

#endif  // GALLEY_DECODE_TEXT_WRITER_H_
