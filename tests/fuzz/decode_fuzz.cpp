// SPDX-License-Identifier: Apache-2.0
// Decoding of any bytes as any encoding: the text is valid UTF-8 with line ends folded, its map
// covers the bytes in order, and decoding twice gives the same.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/utf8.h"
#include "decode/decode.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace galley;
  if (size < 1) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  DecodeOptions options;
  options.mapping = SourceMapping::kBuild;
  options.encoding = static_cast<Encoding>(data[0] % kEncodings);
  options.trust = DecodeOptions::Trust::kForced;  // recognising is slow, and a target of its own
  options.base = 7;
  Decoder decoder;
  EditLog edits(EditLog::Keep::kEntries);
  const DecodedText decoded = decoder.decode(bytes, options, edits);
  GALLEY_CHECK(is_valid_utf8(decoded.text));
  GALLEY_CHECK(decoded.text.find('\r') == std::string_view::npos);
  GALLEY_CHECK((decoded.bad_bytes > 0) == (edits.count(EditReason::kBadBytes) > 0));
  std::uint64_t last = 0;
  for (std::uint32_t at = 0; at < decoded.text.size();
       at += 1 + static_cast<std::uint32_t>(at / 64)) {
    const ByteSpan place = decoder.map().source_of(at, at + 1);
    GALLEY_CHECK(place.begin >= last && place.end <= 7 + bytes.size());
    last = place.begin;
  }
  for (const Edit& edit : edits.entries()) {
    GALLEY_CHECK(edit.begin <= edit.end && edit.end <= bytes.size());
  }
  if (!again_too(data, size)) return 0;
  const std::string text(decoded.text);
  Decoder again;
  EditLog counts;
  options.mapping = SourceMapping::kNone;
  GALLEY_CHECK(again.decode(bytes, options, counts).text == text);
  return 0;
}
