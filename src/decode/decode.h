// SPDX-License-Identifier: Apache-2.0
// From bytes in any encoding to valid UTF-8.
#ifndef GALLEY_DECODE_DECODE_H_
#define GALLEY_DECODE_DECODE_H_

#include <cstdint>
#include <string_view>

#include "base/byte_buffer.h"
#include "galley/edit.h"
#include "galley/encoding.h"
#include "galley/span.h"

namespace galley {

struct DecodeOptions {
  /// kSeen: `encoding` is what the rest of the input has shown, and is believed while the bytes do
  /// not contradict it. kForced: the user has said it.
  enum class Trust : std::uint8_t { kSeen, kForced };
  Encoding encoding = Encoding::kUnknown;
  Trust trust = Trust::kSeen;
  /// kBeginning: a byte order mark at the beginning is no text. kMiddle: it is.
  enum class Place : std::uint8_t { kBeginning, kMiddle };
  Place place = Place::kBeginning;
  SourceMapping mapping = SourceMapping::kNone;
  std::uint64_t base = 0;  ///< what the map calls the place of the first byte
};

struct DecodedText {
  std::string_view text;  ///< valid UTF-8; lines end in U+000A
  Encoding encoding = Encoding::kUtf8;
  std::uint64_t bad_bytes = 0;  ///< that no character of the encoding has: each run became a U+FFFD
  std::uint64_t mojibake = 0;  ///< lines that had been read in a wrong encoding and were read again
};

/// Decodes one text after another. Total: any bytes give a text. Not thread-safe; one for each
/// thread.
class Decoder {
 public:
  /// Decodes `bytes`. The text points into `bytes` where they are the text already, else into the
  /// decoder, and is then good until the next call. Bad bytes and mojibake are reported to `edits`,
  /// in places of `bytes`. Cost: UTF-8 that needs no change 0.1 ns a byte, other encodings 2 to 5
  /// ns. Source of what becomes a U+FFFD: Unicode Standard, section 3.9, and the WHATWG Encoding
  /// Standard.
  [[nodiscard]] DecodedText decode(std::string_view bytes, const DecodeOptions& options,
                                   EditLog& edits);

  /// What decode() does once the bytes have become UTF-8, for text that was UTF-8 in a container:
  /// folds line ends, undoes mojibake. `map`, if not null, tells where `text` came from, and is
  /// brought up to date; places reported to `edits` are then those of the source, counted from
  /// `base`, else those of `text`. The text is as good for as long as that of decode(). REQUIRES:
  /// valid UTF-8.
  [[nodiscard]] DecodedText finish(std::string_view text, EditLog& edits, SourceMap* map,
                                   std::uint64_t base);

  /// Of the last decode() with SourceMapping::kBuild: which bytes each stretch of the text came
  /// from.
  [[nodiscard]] SourceMap& map() { return map_; }

  /// Hands over the memory that the last text lies in, so that it outlives the next call. REQUIRES:
  /// the text did not point into the bytes that were given.
  [[nodiscard]] ByteBuffer release();

 private:
  [[nodiscard]] Encoding choose(std::string_view bytes, const DecodeOptions& options) const;
  void fold_line_ends(std::string_view text, EditLog& edits, SourceMap* map);

  ByteBuffer text_;    // decoded
  ByteBuffer mended_;  // and with line ends folded and mojibake undone, where there was any
  bool is_mended_ = false;
  SourceMap map_;
};

}  // namespace galley

#endif  // GALLEY_DECODE_DECODE_H_
