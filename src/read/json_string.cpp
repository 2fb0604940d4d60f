// SPDX-License-Identifier: Apache-2.0
// Reading and writing share one buffer: the writer starts where the reader does and falls behind at
// every escape. Whole words are moved once it is a word behind, so that it never overruns the reader.
#include "read/json_string.h"

#include <cstring>

namespace galley {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

char32_t hex_value(const char* digits) {
  char32_t value = 0;
  for (int index = 0; index < 4; ++index) {
    const char c = digits[index];
    const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    value = value * 16 + static_cast<char32_t>(digit);
  }
  return value;
}

char* put_utf8(char* out, char32_t c) {
  const auto put = [&](char32_t byte) { *out++ = static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
  return out;
}

char simple_escape(char letter) {
  switch (letter) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    default:
      return letter;
  }
}

// The character of the checked escape \uXXXX at `at`, with its second half if it has one. Moves `at`
// behind it.
char32_t unicode_escape(const char*& at, const char* end, std::uint32_t& lone_surrogates) {
  const char32_t first = hex_value(at + 2);
  at += 6;
  if (first < 0xD800 || first > 0xDFFF) return first;
  if (first < 0xDC00 && end - at >= 6 && at[0] == '\\' && at[1] == 'u' &&
      skip_json_escape(at, end).ok()) {
    const char32_t second = hex_value(at + 2);
    if (second >= 0xDC00 && second <= 0xDFFF) {
      at += 6;
      return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    }
  }
  ++lone_surrogates;
  return kReplacement;
}

// Copies [from, to) down to `out`, which is at or before it.
char* move_down(char* out, const char* from, const char* to) {
  if (out == from) return out + (to - from);
  if (from - out >= 8) {
    // Words may run past `to`: what they spoil lies behind the writer's end and before the reader.
    const char* at = from;
    for (; at + 8 <= to; at += 8, out += 8) std::memcpy(out, at, 8);
    for (; at != to; ++at) *out++ = *at;
    return out;
  }
  for (; from != to; ++from) *out++ = *from;
  return out;
}

}  // namespace

JsonString read_json_string(char* at, char* end, const char* line_begin, SourceMap* map,
                            std::uint64_t base) {
  char* const begin = at + 1;
  char* out = begin;
  const char* reader = begin;
  JsonString string;
  const auto note = [&](SourceMap::Piece piece, std::size_t text_bytes, const char* from,
                        const char* to) {
    if (map == nullptr || text_bytes == 0) return;
    map->append(piece, static_cast<std::uint32_t>(text_bytes),
                {base + static_cast<std::uint64_t>(from - line_begin),
                 base + static_cast<std::uint64_t>(to - line_begin)});
  };
  for (;;) {
    const char* const special = find_string_special(reader, end);
    char* const moved = move_down(out, reader, special);
    note(SourceMap::Piece::kCopied, static_cast<std::size_t>(moved - out), reader, special);
    out = moved;
    if (special == end) {
      string.stop = {end, "a string has no end"};
      break;
    }
    if (*special == '"') {
      string.stop = {special + 1, nullptr};
      string.text = {begin, static_cast<std::size_t>(out - begin)};
      break;
    }
    if (*special != '\\') {
      string.stop = {special, "a control character stands in a string"};
      break;
    }
    const JsonStop escape = skip_json_escape(special, end);
    if (!escape.ok()) {
      string.stop = escape;
      break;
    }
    char* const before = out;
    reader = special;
    if (special[1] == 'u') {
      out = put_utf8(out, unicode_escape(reader, end, string.lone_surrogates));
    } else {
      *out++ = simple_escape(special[1]);
      reader += 2;
    }
    note(SourceMap::Piece::kReplaced, static_cast<std::size_t>(out - before), special, reader);
  }
  return string;
}

}  // namespace galley
