// SPDX-License-Identifier: Apache-2.0
// Reading and writing share one buffer: the writer starts where the reader does and falls behind at
// every escape. Sixteen bytes are moved at once where that cannot overrun the reader.
#include "read/json_string.h"

#include <array>
#include <bit>

#include "base/json_specials.h"

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

// What the letter behind a backslash stands for; 0 for 'u' and for what is no escape.
constexpr std::array<char, 256> kSimpleEscapes = [] {
  std::array<char, 256> table{};
  table['"'] = '"';
  table['\\'] = '\\';
  table['/'] = '/';
  table['b'] = '\b';
  table['f'] = '\f';
  table['n'] = '\n';
  table['r'] = '\r';
  table['t'] = '\t';
  return table;
}();

// The character of the checked escape \uXXXX at `at`, with its second half if it has one. Moves
// `at` behind it.
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

// Where the reader and the writer of a string stand.
struct Cursor {
  const char* reader;
  char* out;
};

// Moves what needs no unescaping down, up to the next '"', '\\' or control character, or `end`.
Cursor move_plain(Cursor cursor, const char* end) {
#ifdef __SSE2__
  while (end - cursor.reader >= 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(cursor.reader));
    const unsigned specials = json_specials_of(cursor.reader);
    const int plain = specials == 0 ? 16 : std::countr_zero(specials);
    if (cursor.out == cursor.reader) {
      // Nothing was unescaped yet: what stands here stays.
      cursor.reader += plain;
      cursor.out += plain;
      if (plain < 16) return cursor;
      continue;
    }
    // Written too much may be what lies before the reader, never what it has still to read.
    if (plain < 16 && cursor.reader - cursor.out < 16) break;
    _mm_storeu_si128(reinterpret_cast<__m128i*>(cursor.out), bytes);
    cursor.reader += plain;
    cursor.out += plain;
    if (plain < 16) return cursor;
  }
#endif
  while (cursor.reader != end && !is_json_special(*cursor.reader)) *cursor.out++ = *cursor.reader++;
  return cursor;
}

}  // namespace

JsonString read_json_string(char* at, char* end, const JsonStringNotes& notes) {
  char* const begin = at + 1;
  Cursor cursor{begin, begin};
  JsonString string;
  const auto note = [&](SourceMap::Piece piece, const Cursor& from) {
    if (notes.map == nullptr || cursor.out == from.out) return;
    notes.map->append(piece, static_cast<std::uint32_t>(cursor.out - from.out),
                      {notes.base + static_cast<std::uint64_t>(from.reader - notes.line_begin),
                       notes.base + static_cast<std::uint64_t>(cursor.reader - notes.line_begin)});
  };
  for (;;) {
    Cursor before = cursor;
    cursor = move_plain(cursor, end);
    note(SourceMap::Piece::kCopied, before);
    if (cursor.reader == end) {
      string.stop = {end, "a string has no end"};
      break;
    }
    if (*cursor.reader == '"') {
      string.stop = {cursor.reader + 1, nullptr};
      string.text = {begin, static_cast<std::size_t>(cursor.out - begin)};
      break;
    }
    before = cursor;
    const char simple = *cursor.reader == '\\' && end - cursor.reader >= 2
                            ? kSimpleEscapes[static_cast<unsigned char>(cursor.reader[1])]
                            : '\0';
    if (simple != '\0') {
      *cursor.out++ = simple;
      cursor.reader += 2;
    } else if (*cursor.reader != '\\') {
      string.stop = {cursor.reader, "a control character stands in a string"};
      break;
    } else {
      const JsonStop escape = skip_json_escape(cursor.reader, end);
      if (!escape.ok()) {
        string.stop = escape;
        break;
      }
      const std::uint32_t lone_before = string.lone_surrogates;
      cursor.out = put_utf8(cursor.out, unicode_escape(cursor.reader, end, string.lone_surrogates));
      if (string.lone_surrogates > lone_before && notes.lone_surrogates != nullptr) {
        notes.lone_surrogates->push_back(
            {static_cast<std::uint64_t>(before.reader - notes.line_begin),
             static_cast<std::uint64_t>(before.out - begin)});
      }
    }
    note(SourceMap::Piece::kReplaced, before);
  }
  return string;
}

}  // namespace galley
