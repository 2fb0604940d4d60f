// SPDX-License-Identifier: Apache-2.0
// Nearly all input is UTF-8 without a carriage return: it is checked at vector speed and handed on as
// it is. Everything else is written anew, character by character, through one writer.
#include "decode/decode.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/letters.h"
#include "base/utf8.h"
#include "decode/legacy_text.h"
#include "decode/mojibake.h"
#include "decode/mojibake_screen.h"
#include "decode/recognise.h"
#include "decode/text_writer.h"
#include "decode/unicode_text.h"

namespace galley {

namespace {

// Above this a text is not of the encoding that its input has shown (true ones stay below 16, false
// ones begin at 53: references/repair.md 1.22).
constexpr unsigned kMostBadPerThousand = 25;

constexpr std::size_t kMostStretchBytes = 1 << 12;

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
  const ByteOrderMark mark = options.place == DecodeOptions::Place::kBeginning
                                 ? byte_order_mark(bytes)
                                 : ByteOrderMark{};
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

namespace {

// One stretch of a line that was read again.
struct Stretch {
  std::size_t text_begin;  // of the text before
  std::size_t text_end;
  std::string mended;
};

// Writes the line's characters, and reports each stretch of changed ones.
std::size_t write_line(const std::vector<PlacedCharacter>& line, std::size_t line_begin,
                       std::string_view text, TextWriter& writer, std::vector<Stretch>& stretches) {
  std::size_t changed = 0;
  for (const PlacedCharacter& c : line) {
    const std::size_t begin = line_begin + c.begin;
    const std::size_t end = line_begin + c.end;
    writer.put(c.code_point, begin, end);
    std::string spelt;
    append_utf8(spelt, c.code_point);
    if (text.substr(begin, end - begin) == spelt) continue;
    ++changed;
    if (!stretches.empty() && stretches.back().text_end == begin &&
        stretches.back().mended.size() < kMostStretchBytes) {
      stretches.back().text_end = end;
      stretches.back().mended += spelt;
    } else {
      stretches.push_back({begin, end, std::move(spelt)});
    }
  }
  return changed;
}

}  // namespace

// Reads lines that had been misread again; how many there were. `text` is the text so far.
std::uint64_t Decoder::undo_misreadings(std::string_view text, EditLog& edits, SourceMap* map,
                                        std::uint64_t base) {
  ByteBuffer mended;
  SourceMap steps;
  TextWriter writer(mended, edits, map == nullptr ? nullptr : &steps, 0);
  std::uint64_t lines = 0;
  std::size_t written = 0;
  std::size_t next_line = 0;  // lines before it have been looked at
  for (std::size_t at = find_suspicious_block(text, 0); at < text.size();) {
    // Every line that touches the block.
    const std::size_t before = text.rfind('\n', at);
    std::size_t begin = std::max(next_line, before == std::string_view::npos ? 0 : before + 1);
    const std::size_t block_end = std::min(at + kScreenBytes, text.size());
    while (begin < block_end) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      if (const auto line = undo_mojibake(text.substr(begin, end - begin))) {
        writer.copy(text.substr(written, begin - written), written);
        std::vector<Stretch> stretches;
        const std::size_t output = mended.size();
        write_line(*line, begin, text, writer, stretches);
        for (const Stretch& stretch : stretches) {
          ByteSpan place{stretch.text_begin, stretch.text_end};
          if (map != nullptr) {
            place = map->source_of(static_cast<std::uint32_t>(place.begin),
                                   static_cast<std::uint32_t>(place.end));
            place = {place.begin - base, place.end - base};
          }
          Edit edit;
          edit.begin = static_cast<std::uint32_t>(place.begin);
          edit.end = static_cast<std::uint32_t>(place.end);
          edit.output = static_cast<std::uint32_t>(output);
          edit.reason = EditReason::kMojibake;
          const std::string_view old =
              text.substr(stretch.text_begin, stretch.text_end - stretch.text_begin);
          edits.add(edit, stretch.mended, static_cast<std::uint32_t>(count_letters(old)),
                    static_cast<std::uint32_t>(count_letters(stretch.mended)));
        }
        written = end;
        ++lines;
      }
      begin = end + 1;
    }
    next_line = begin;
    at = begin >= text.size() ? text.size() : find_suspicious_block(text, begin);
  }
  if (lines == 0) return 0;
  writer.copy(text.substr(written), written);
  writer.finish();
  if (map != nullptr) *map = steps.through(*map, static_cast<std::uint32_t>(mended.size()));
  mended_ = std::move(mended);
  is_mended_ = true;
  return lines;
}

DecodedText Decoder::finish(std::string_view text, EditLog& edits, SourceMap* map,
                            std::uint64_t base) {
  DecodedText decoded;
  is_mended_ = false;
  if (text.find('\r') != std::string_view::npos) {
    fold_line_ends(text, edits, map);
    text = mended_.view();
  }
  decoded.mojibake = undo_misreadings(text, edits, map, base);
  decoded.text = decoded.mojibake > 0 ? mended_.view() : text;
  return decoded;
}

ByteBuffer Decoder::release() {
  return std::move(is_mended_ ? mended_ : text_);
}

}  // namespace galley
