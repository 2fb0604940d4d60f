// SPDX-License-Identifier: Apache-2.0
// Six signs of JIS X 0208 have two mappings: the standard's own (wave dash, minus ...) and
// Microsoft's (full-width tilde, full-width minus ...). A text with a character that Microsoft
// alone has was written on Windows; any other keeps the standard's.
#include "decode/legacy_text.h"

#include <utility>

#include "decode/charset.h"

namespace galley {

namespace {

constexpr std::pair<char32_t, char32_t> kTwofold[] = {
    {0xFF5E, 0x301C}, {0x2225, 0x2016}, {0xFF0D, 0x2212},
    {0xFFE0, 0xA2},   {0xFFE1, 0xA3},   {0xFFE2, 0xAC},
};

char32_t by_the_standard(char32_t c) {
  for (const auto& [microsoft, standard] : kTwofold) {
    if (c == microsoft) return standard;
  }
  return c;
}

// NEC's row 13, and the rows of IBM's and NEC's additional kanji.
bool is_of_windows(unsigned lead, Encoding encoding) {
  if (encoding == Encoding::kShiftJis)
    return lead == 0x87 || lead == 0xED || lead == 0xEE || lead >= 0xFA;
  return lead == 0xAD || lead >= 0xF9;
}

bool follows_the_standard(std::string_view bytes, const Charset& charset) {
  for (std::size_t at = 0; at < bytes.size();) {
    const CharsetCharacter found = charset.character_at(bytes, at);
    if (found.bytes == 2 && found.code_point != kNoCharacter &&
        is_of_windows(static_cast<unsigned char>(bytes[at]), charset.encoding())) {
      return false;
    }
    at += found.bytes;
  }
  return true;
}

}  // namespace

void decode_legacy(std::string_view bytes, Encoding encoding, std::size_t offset,
                   TextWriter& writer) {
  const Charset& charset = Charset::of(encoding);
  const bool is_japanese = encoding == Encoding::kShiftJis || encoding == Encoding::kEucJp;
  const bool by_standard = is_japanese && follows_the_standard(bytes, charset);
  for (std::size_t at = 0; at < bytes.size();) {
    const CharsetCharacter found = charset.character_at(bytes, at);
    const std::size_t end = at + found.bytes;
    if (found.code_point == kNoCharacter) {
      writer.put_bad(offset + at, offset + end);
    } else {
      const char32_t c =
          by_standard && found.bytes == 2 ? by_the_standard(found.code_point) : found.code_point;
      writer.put(c, offset + at, offset + end);
      if (found.mark != 0) writer.put(found.mark, offset + at, offset + end);
    }
    at = end;
  }
}

unsigned bad_per_thousand(std::string_view bytes, Encoding encoding) {
  const Charset& charset = Charset::of(encoding);
  std::size_t high = 0;
  std::size_t bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    if (static_cast<signed char>(bytes[at]) >= 0) {
      ++at;
      continue;
    }
    const CharsetCharacter found = charset.character_at(bytes, at);
    high += found.bytes;
    if (found.code_point == kNoCharacter) bad += found.bytes;
    at += found.bytes;
  }
  return high == 0 ? 0 : static_cast<unsigned>(bad * 1000 / high);
}

}  // namespace galley
