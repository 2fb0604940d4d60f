// SPDX-License-Identifier: Apache-2.0
#include "base/json_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace galley {

namespace {

constexpr bool needs_escape(char byte) {
  return static_cast<unsigned char>(byte) < 0x20 || byte == '"' || byte == '\\';
}

constexpr std::size_t kBlock = 16;

using Block = unsigned char __attribute__((vector_size(kBlock)));

// Whether one of a block's bytes needs an escape.
bool any_needs_escape(const char* bytes) {
  Block block;
  std::memcpy(&block, bytes, kBlock);
  const auto found = (block < 0x20) | (block == '"') | (block == '\\');
  std::uint64_t halves[2];
  std::memcpy(halves, &found, kBlock);
  return (halves[0] | halves[1]) != 0;
}

void append_escape(std::string& out, char byte) {
  switch (byte) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\b':
      out += "\\b";
      return;
    default:
      out += "\\u00";
      out += "0123456789abcdef"[static_cast<unsigned char>(byte) >> 4];
      out += "0123456789abcdef"[static_cast<unsigned char>(byte) & 15];
  }
}

}  // namespace

void append_json_escaped(std::string& out, std::string_view text) {
  const char* plain = text.data();
  const char* const end = plain + text.size();
  for (const char* at = plain; at != end;) {
    const auto left = static_cast<std::size_t>(end - at);
    if (left >= kBlock && !any_needs_escape(at)) {
      at += kBlock;
      continue;
    }
    // The last block may overlap the one before.
    if (left < kBlock && text.size() >= kBlock && !any_needs_escape(end - kBlock)) break;
    const char* const stop = at + std::min(left, kBlock);
    for (; at != stop; ++at) {
      if (!needs_escape(*at)) continue;
      out.append(plain, static_cast<std::size_t>(at - plain));
      append_escape(out, *at);
      plain = at + 1;
    }
  }
  out.append(plain, static_cast<std::size_t>(end - plain));
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
