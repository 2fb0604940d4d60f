// SPDX-License-Identifier: Apache-2.0
#include "base/json_text.h"

#include <array>
#include <bit>
#include <charconv>
#include <cstring>

#include "base/json_specials.h"

namespace galley {

namespace {

constexpr std::size_t kMostEscapeBytes = 6;

char* put_escape(char* to, char byte) {
  const auto put_short = [&](char letter) {
    to[0] = '\\';
    to[1] = letter;
    return to + 2;
  };
  switch (byte) {
    case '"':
      return put_short('"');
    case '\\':
      return put_short('\\');
    case '\n':
      return put_short('n');
    case '\r':
      return put_short('r');
    case '\t':
      return put_short('t');
    case '\f':
      return put_short('f');
    case '\b':
      return put_short('b');
    default:
      std::memcpy(to, "\\u00", 4);
      to[4] = "0123456789abcdef"[static_cast<unsigned char>(byte) >> 4];
      to[5] = "0123456789abcdef"[static_cast<unsigned char>(byte) & 15];
      return to + kMostEscapeBytes;
  }
}

// Writes what stands between `at` and `end`, escaped, as long as a block and an escape more than
// what is left fit before `limit`. Moves `at` and returns where it stopped writing.
char* put_escaped(const char*& at, const char* end, char* to, const char* limit) {
  while (at != end) {
    const auto left = static_cast<std::size_t>(end - at);
    if (static_cast<std::size_t>(limit - to) < left + kJsonBlock + kMostEscapeBytes) return to;
    const std::size_t taken = left < kJsonBlock ? left : kJsonBlock;
    char tail[kJsonBlock] = {};
    const char* block = at;
    if (left < kJsonBlock) {
      std::memcpy(tail, at, left);
      block = tail;
    }
    // Written too much is written over.
    std::memcpy(to, block, kJsonBlock);
    const unsigned escapes = json_specials_of(block) & ((1u << taken) - 1);
    if (escapes == 0) {
      at += taken;
      to += taken;
      continue;
    }
    const int plain = std::countr_zero(escapes);
    to = put_escape(to + plain, at[plain]);
    at += plain + 1;
  }
  return to;
}

}  // namespace

void append_json_escaped(std::string& out, std::string_view text) {
  // Room for a few escapes; where there are more, it is made again.
  constexpr std::size_t kRoom = 16 * kMostEscapeBytes;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    const std::size_t size = out.size();
    const std::size_t room = size + static_cast<std::size_t>(end - at) + kRoom;
    out.resize_and_overwrite(room, [&](char* bytes, std::size_t) {
      return static_cast<std::size_t>(put_escaped(at, end, bytes + size, bytes + room) - bytes);
    });
  }
}

void append_json_number(std::string& out, std::uint64_t value) {
  std::array<char, 20> digits;
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  out.append(digits.data(), written.ptr);
}

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  append_json_escaped(out, text);
  out += '"';
}

std::string json_fraction(std::uint32_t parts_per_million) {
  const std::string digits = std::to_string(parts_per_million % 1'000'000);
  return std::to_string(parts_per_million / 1'000'000) + '.' + std::string(6 - digits.size(), '0') +
         digits;
}

}  // namespace galley
