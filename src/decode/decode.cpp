// SPDX-License-Identifier: Apache-2.0
// Nearly all input is UTF-8 without a carriage return: it is checked at vector speed and handed on
// as it is. Everything else is written anew, character by character, through one writer.
#include "decode/decode.h"

#include <utility>

#include "base/utf8.h"
#include "decode/legacy_text.h"
#include "decode/mojibake_pass.h"
#include "decode/recognise.h"
#include "decode/text_writer.h"
#include "decode/unicode_text.h"

namespace galley {

namespace {

// Above this a text is not of the encoding that its input has shown (true ones stay below 16, false
// ones begin at 53: references/repair.md 1.22).
constexpr unsigned kMostBadPerThousand = 25;

bool is_legacy(Encoding encoding) {
  return encoding >= Encoding::kGb18030;
}

}  // namespace

Encoding Decoder::choose(std::string_view bytes, const DecodeOptions& options) const {
  const Encoding seen = options.encoding;
  if (options.trust == DecodeOptions::Trust::kForced && seen != Encoding::kUnknown) return seen;
  if (unit_bytes(seen) > 1) return seen;
  if (is_legacy(seen)) {
    if (!is_valid_utf8(bytes) && bad_per_thousand(bytes, seen) <= kMostBadPerThousand) return seen;
  }
  const Encoding found = recognise_encoding(bytes, seen);
  return found == Encoding::kUnknown || unit_bytes(found) > 1 ? Encoding::kUtf8 : found;
}

DecodedText Decoder::decode(std::string_view bytes, const DecodeOptions& options, EditLog& edits) {
  const bool builds = options.mapping == SourceMapping::kBuild;
  SourceMap* const map = builds ? &map_ : nullptr;
  const ByteOrderMark mark =
      options.place == DecodeOptions::Place::kBeginning ? byte_order_mark(bytes) : ByteOrderMark{};
  std::string_view body = bytes.substr(mark.bytes);
  map_.clear(options.base + mark.bytes);

  Encoding encoding = mark.encoding;
  const bool valid = unit_bytes(options.encoding) == 1 && unit_bytes(mark.encoding) == 1 &&
                     options.trust == DecodeOptions::Trust::kSeen && is_valid_utf8(body);
  if (valid && (!is_legacy(options.encoding) || mark.bytes > 0)) encoding = Encoding::kUtf8;
  if (encoding == Encoding::kUnknown) encoding = choose(body, options);
  if (encoding == Encoding::kUtf8 && (valid || is_valid_utf8(body))) {
    return finish(body, edits, map, options.base);
  }

  text_.clear();
  TextWriter writer(text_, edits, map, options.base);
  if (encoding == Encoding::kUtf8) {
    decode_utf8(body, mark.bytes, writer);
  } else if (unit_bytes(encoding) > 1) {
    decode_utf16_32(body, encoding, mark.bytes, writer);
  } else {
    decode_legacy(body, encoding, mark.bytes, writer);
  }
  writer.finish();
  DecodedText decoded = finish(text_.view(), edits, map, options.base);
  decoded.encoding = encoding;
  decoded.bad_bytes += writer.bad_bytes();
  return decoded;
}

// Writes text_ or the caller's text anew with its line ends folded.
void Decoder::fold_line_ends(std::string_view text, EditLog& edits, SourceMap* map) {
  ByteBuffer folded;
  SourceMap steps;
  TextWriter writer(folded, edits, map == nullptr ? nullptr : &steps, 0);
  decode_utf8(text, 0, writer);
  writer.finish();
  if (map != nullptr) *map = steps.through(*map, static_cast<std::uint32_t>(folded.size()));
  mended_ = std::move(folded);
  is_mended_ = true;
}

DecodedText Decoder::finish(std::string_view text, EditLog& edits, SourceMap* map,
                            std::uint64_t base) {
  DecodedText decoded;
  is_mended_ = false;
  if (text.find('\r') != std::string_view::npos) {
    fold_line_ends(text, edits, map);
    text = mended_.view();
  }
  ByteBuffer mended;
  decoded.mojibake = undo_mojibake_lines(text, mended, edits, map, base);
  if (decoded.mojibake > 0) {
    mended_ = std::move(mended);
    is_mended_ = true;
    text = mended_.view();
  }
  decoded.text = text;
  return decoded;
}

ByteBuffer Decoder::release() {
  return std::move(is_mended_ ? mended_ : text_);
}

}  // namespace galley
