// SPDX-License-Identifier: Apache-2.0
// Places in bytes, and the map from decoded text back to the bytes of the input.
#ifndef GALLEY_SPAN_H_
#define GALLEY_SPAN_H_

#include <cstdint>
#include <vector>

namespace galley {

/// A half-open range of byte offsets.
struct ByteSpan {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;

  [[nodiscard]] std::uint64_t size() const { return end - begin; }
  friend bool operator==(const ByteSpan&, const ByteSpan&) = default;
};

/// Tells which bytes of the input a stretch of decoded text came from.
///
/// The map is a list of pieces in text order. A copied piece has one source byte for each text
/// byte; a replaced piece (an escape, a character of another encoding, a bad byte) answers as a
/// whole. An empty map is the identity from `base` on, which is what plain UTF-8 text has. Memory:
/// 24 bytes a piece. Not built unless somebody asks for places (decoders take SourceMapping).
class SourceMap {
 public:
  enum class Piece : std::uint8_t { kCopied, kReplaced };

  SourceMap() = default;
  explicit SourceMap(std::uint64_t base) : base_(base) {}

  /// Appends a piece of `text_bytes` that stands for `source`. REQUIRES: called in text order;
  /// for kCopied, text_bytes == source.size(). Adjoining copied pieces are merged.
  void append(Piece kind, std::uint32_t text_bytes, ByteSpan source);

  /// The source bytes of text bytes [begin, end): whole replaced pieces at its borders are
  /// included. Cost: O(log pieces). Offsets past the end of the map answer with its end.
  [[nodiscard]] ByteSpan source_of(std::uint32_t begin, std::uint32_t end) const;

  /// The map from this map's text (of `text_bytes`) to the source of `earlier`, where this map's
  /// source is the text of `earlier` (a record's string inside a decoded line, say).
  [[nodiscard]] SourceMap through(const SourceMap& earlier, std::uint32_t text_bytes) const;

  [[nodiscard]] bool is_identity() const { return pieces_.empty(); }
  [[nodiscard]] std::uint64_t base() const { return base_; }
  void clear(std::uint64_t base = 0);

 private:
  struct Entry {
    std::uint32_t text_begin;
    Piece kind;
    ByteSpan source;
  };
  [[nodiscard]] const Entry& piece_at(std::uint32_t text_offset) const;

  std::uint64_t base_ = 0;
  std::vector<Entry> pieces_;
  std::uint32_t text_end_ = 0;
};

/// Whether a decoder builds a SourceMap: it costs memory and a tenth of the decoder's speed.
enum class SourceMapping : std::uint8_t { kNone, kBuild };

}  // namespace galley

#endif  // GALLEY_SPAN_H_
