// SPDX-License-Identifier: Apache-2.0
#include "decode/unicode_text.h"

#include <algorithm>

#include "base/utf8.h"

namespace galley {

using std::string_view_literals::operator""sv;

ByteOrderMark byte_order_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return {Encoding::kUtf8, 3};
  // Longer marks first: UTF-32LE begins as UTF-16LE does.
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return {Encoding::kUtf32Le, 4};
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return {Encoding::kUtf32Be, 4};
  if (bytes.starts_with("\xFF\xFE")) return {Encoding::kUtf16Le, 2};
  if (bytes.starts_with("\xFE\xFF")) return {Encoding::kUtf16Be, 2};
  return {};
}

std::size_t bad_utf8_bytes(std::string_view bytes) {
  const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(bytes[index]); };
  const auto within = [&](std::size_t index, unsigned low, unsigned high) {
    return index < bytes.size() && byte(index) >= low && byte(index) <= high;
  };
  const unsigned lead = byte(0);
  if (lead >= 0xE0 && lead <= 0xEF) {
    return within(1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF) ? 2 : 1;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (!within(1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF)) return 1;
    return within(2, 0x80, 0xBF) ? 3 : 2;
  }
  return 1;
}

namespace {

// Valid UTF-8 that stands at `offset`, line ends folded.
void write_valid(std::string_view bytes, std::size_t offset, TextWriter& writer) {
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\r'), bytes.size());
    writer.copy(bytes.substr(0, end), offset);
    if (end == bytes.size()) break;
    writer.put('\r', offset + end, offset + end + 1);
    bytes.remove_prefix(end + 1);
    offset += end + 1;
  }
}

}  // namespace

void decode_utf8(std::string_view bytes, std::size_t offset, TextWriter& writer) {
  while (!bytes.empty()) {
    const std::size_t valid = valid_utf8_prefix(bytes);
    write_valid(bytes.substr(0, valid), offset, writer);
    bytes.remove_prefix(valid);
    offset += valid;
    if (bytes.empty()) break;
    const std::size_t bad = bad_utf8_bytes(bytes);
    writer.put_bad(offset, offset + bad);
    bytes.remove_prefix(bad);
    offset += bad;
  }
}

char32_t unit_at(std::string_view bytes, std::size_t at, Encoding encoding) {
  const auto byte = [&](std::size_t index) {
    return char32_t{static_cast<unsigned char>(bytes[at + index])};
  };
  switch (encoding) {
    case Encoding::kUtf16Le:
      return byte(0) | byte(1) << 8;
    case Encoding::kUtf16Be:
      return byte(1) | byte(0) << 8;
    case Encoding::kUtf32Le:
      return byte(0) | byte(1) << 8 | byte(2) << 16 | byte(3) << 24;
    default:
      return byte(3) | byte(2) << 8 | byte(1) << 16 | byte(0) << 24;
  }
}

void decode_utf16_32(std::string_view bytes, Encoding encoding, std::size_t offset,
                     TextWriter& writer) {
  const std::size_t unit = unit_bytes(encoding);
  std::size_t at = 0;
  while (at + unit <= bytes.size()) {
    const char32_t c = unit_at(bytes, at, encoding);
    const bool is_lead = c >= 0xD800 && c < 0xDC00;
    if (is_lead && unit == 2 && at + 4 <= bytes.size()) {
      const char32_t low = unit_at(bytes, at + 2, encoding);
      if (low >= 0xDC00 && low < 0xE000) {
        writer.put(0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00), offset + at, offset + at + 4);
        at += 4;
        continue;
      }
    }
    if ((c >= 0xD800 && c < 0xE000) || c > 0x10FFFF) {
      writer.put_bad(offset + at, offset + at + unit);
    } else {
      writer.put(c, offset + at, offset + at + unit);
    }
    at += unit;
  }
  if (at < bytes.size()) writer.put_bad(offset + at, offset + bytes.size());
}

}  // namespace galley
