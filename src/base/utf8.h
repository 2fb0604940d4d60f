// SPDX-License-Identifier: Apache-2.0
// UTF-8: checking it, walking it, writing it. After decoding all text in galley is valid UTF-8, so
// the walkers below check nothing.
#ifndef GALLEY_BASE_UTF8_H_
#define GALLEY_BASE_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace galley {

/// Whether `bytes` are valid UTF-8 (no surrogates, no overlong forms). Several GB/s.
[[nodiscard]] bool is_valid_utf8(std::string_view bytes);

/// Length in bytes of the longest valid prefix.
[[nodiscard]] std::size_t valid_utf8_prefix(std::string_view bytes);

/// Whether a byte of UTF-8 goes on with a character.
[[nodiscard]] inline bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// Bytes of the character that starts with `lead`. REQUIRES: valid UTF-8.
[[nodiscard]] inline std::size_t utf8_bytes(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// Reads the character at `at` and moves behind it. REQUIRES: valid UTF-8 and at least one
/// character.
[[nodiscard]] inline char32_t next_code_point(const char*& at) {
  const auto byte = [&](int index) { return char32_t{static_cast<unsigned char>(at[index])}; };
  const char32_t lead = byte(0);
  if (lead < 0x80) {
    at += 1;
    return lead;
  }
  if (lead < 0xE0) {
    const char32_t value = ((lead & 0x1F) << 6) | (byte(1) & 0x3F);
    at += 2;
    return value;
  }
  if (lead < 0xF0) {
    const char32_t value = ((lead & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F);
    at += 3;
    return value;
  }
  const char32_t value =
      ((lead & 0x07) << 18) | ((byte(1) & 0x3F) << 12) | ((byte(2) & 0x3F) << 6) | (byte(3) & 0x3F);
  at += 4;
  return value;
}

/// Moves `at` to the start of the character before it and reads it. REQUIRES: valid UTF-8, and a
/// character before `at`.
[[nodiscard]] inline char32_t previous_code_point(const char*& at) {
  do {
    --at;
  } while (is_continuation(*at));
  const char* reader = at;
  return next_code_point(reader);
}

void append_utf8(std::string& out, char32_t code_point);

/// Number of code points. REQUIRES: valid UTF-8.
[[nodiscard]] std::size_t count_code_points(std::string_view text);

/// `bytes` with control characters and bytes that are not UTF-8 written \xHH: for messages and ids.
[[nodiscard]] std::string printable(std::string_view bytes);

}  // namespace galley

#endif  // GALLEY_BASE_UTF8_H_
