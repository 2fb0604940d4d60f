// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"

#include <simdjson.h>

#include <algorithm>

namespace galley {

bool is_valid_utf8(std::string_view bytes) {
  return simdjson::validate_utf8(bytes.data(), bytes.size());
}

namespace {

// Bytes of the valid character at `bytes`, 0 if there is none (table 3-7 of the Unicode Standard).
std::size_t valid_character(std::string_view bytes) {
  const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(bytes[index]); };
  const auto continuation = [&](std::size_t index, unsigned low = 0x80, unsigned high = 0xBF) {
    return index < bytes.size() && byte(index) >= low && byte(index) <= high;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return continuation(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool second = continuation(1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
    return second && continuation(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool second = continuation(1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
    return second && continuation(2) && continuation(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

std::size_t valid_utf8_prefix(std::string_view bytes) {
  std::size_t at = 0;
  // Long valid stretches are checked at vector speed; only the block with the fault is walked.
  constexpr std::size_t kBlock = 4096;
  while (at < bytes.size()) {
    std::size_t block = std::min(kBlock, bytes.size() - at);
    // A block must not cut a character in two.
    while (block > 0 && at + block < bytes.size() && is_continuation(bytes[at + block])) {
      --block;
    }
    if (block == 0 || !is_valid_utf8(bytes.substr(at, block))) break;
    at += block;
  }
  while (at < bytes.size()) {
    const std::size_t length = valid_character(bytes.substr(at));
    if (length == 0) break;
    at += length;
  }
  return at;
}

void append_utf8(std::string& out, char32_t code_point) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    // Counters of one byte, so that a vector has as many of them as it has bytes.
    const std::string_view block = text.substr(0, 255);
    std::uint8_t sum = 0;
    for (const char byte : block) {
      sum = static_cast<std::uint8_t>(sum + (static_cast<signed char>(byte) > -65));
    }
    count += sum;
    text.remove_prefix(block.size());
  }
  return count;
}

std::string printable(std::string_view bytes) {
  std::string out;
  const auto put_hex = [&](char byte) {
    const auto value = static_cast<unsigned char>(byte);
    out += "\\x";
    out += "0123456789ABCDEF"[value >> 4];
    out += "0123456789ABCDEF"[value & 15];
  };
  while (!bytes.empty()) {
    const std::size_t length = valid_character(bytes);
    const auto lead = static_cast<unsigned char>(bytes[0]);
    const bool control =
        lead < 0x20 || lead == 0x7F ||
        (length == 2 && lead == 0xC2 && static_cast<unsigned char>(bytes[1]) < 0xA0);
    if (length == 0 || control) {
      for (std::size_t i = 0; i < std::max<std::size_t>(length, 1); ++i) put_hex(bytes[i]);
    } else {
      out += bytes.substr(0, length);
    }
    bytes.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

}  // namespace galley
