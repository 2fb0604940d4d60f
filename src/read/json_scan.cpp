// SPDX-License-Identifier: Apache-2.0
// Own code and not simdjson, because half of it would be needed anyway: simdjson's on-demand reader
// does not check what it passes over, stops at lone surrogates, and in a build for any x86-64
// unescapes strings byte by byte. The tests compare with nlohmann-json, which checks everything.
#include "read/json_scan.h"

#include <bit>
#include <cstring>

namespace galley {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

const char* skip_digits(const char* at, const char* end) {
  while (at != end && is_digit(*at)) ++at;
  return at;
}

JsonStop skip_number(const char* at, const char* end) {
  if (at != end && *at == '-') ++at;
  if (at == end || !is_digit(*at)) return {at, "a value is missing or misspelt"};
  at = *at == '0' ? at + 1 : skip_digits(at, end);
  if (at != end && is_digit(*at)) return {at, "a number begins with 0"};
  if (at != end && *at == '.') {
    if (++at == end || !is_digit(*at)) return {at, "a digit is missing after the decimal point"};
    at = skip_digits(at, end);
  }
  if (at != end && (*at == 'e' || *at == 'E')) {
    ++at;
    if (at != end && (*at == '+' || *at == '-')) ++at;
    if (at == end || !is_digit(*at)) return {at, "a digit is missing in the exponent"};
    at = skip_digits(at, end);
  }
  return {at, nullptr};
}

JsonStop skip_word(const char* at, const char* end, std::string_view word) {
  if (static_cast<std::size_t>(end - at) >= word.size() &&
      std::string_view(at, word.size()) == word) {
    return {at + word.size(), nullptr};
  }
  return {at, "a value is missing or misspelt"};
}

JsonStop skip_scalar(const char* at, const char* end) {
  switch (*at) {
    case '"':
      return skip_json_string(at, end);
    case 't':
      return skip_word(at, end, "true");
    case 'f':
      return skip_word(at, end, "false");
    case 'n':
      return skip_word(at, end, "null");
    default:
      return skip_number(at, end);
  }
}

bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

}  // namespace

const char* skip_json_space(const char* at, const char* end) {
  while (at != end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')) ++at;
  return at;
}

const char* find_string_special(const char* at, const char* end) {
  for (; end - at >= 8; at += 8) {
    std::uint64_t word;
    std::memcpy(&word, at, sizeof word);
    const std::uint64_t found = string_specials(word);
    if (found == 0) continue;
    if constexpr (std::endian::native == std::endian::little) {
      return at + std::countr_zero(found) / 8;
    }
    break;
  }
  for (; at != end; ++at) {
    if (*at == '"' || *at == '\\' || static_cast<unsigned char>(*at) < 0x20) break;
  }
  return at;
}

JsonStop skip_json_escape(const char* at, const char* end) {
  if (end - at < 2) return {end, "a string has no end"};
  if (at[1] == 'u') {
    if (end - at < 6) return {end, "a string has no end"};
    for (int digit = 2; digit < 6; ++digit) {
      if (!is_hex(at[digit])) return {at, "an escape \\u lacks its four hexadecimal digits"};
    }
    return {at + 6, nullptr};
  }
  if (std::strchr("\"\\/bfnrt", at[1]) == nullptr || at[1] == 0) {
    return {at, "an escape is not known"};
  }
  return {at + 2, nullptr};
}

JsonStop skip_json_string(const char* at, const char* end) {
  ++at;
  for (;;) {
    at = find_string_special(at, end);
    if (at == end) return {end, "a string has no end"};
    if (*at == '"') return {at + 1, nullptr};
    if (*at != '\\') return {at, "a control character stands in a string"};
    const JsonStop escape = skip_json_escape(at, end);
    if (!escape.ok()) return escape;
    at = escape.at;
  }
}

JsonStop JsonSkipper::skip_value(const char* at, const char* end) {
  in_object_.clear();
  for (;;) {
    // Here a value must begin, or, right after an opening bracket, the bracket close again.
    at = skip_json_space(at, end);
    if (at == end) return {at, "a value is missing"};
    if (*at == '{' || *at == '[') {
      in_object_.push_back(*at == '{');
      const char close = *at == '{' ? '}' : ']';
      at = skip_json_space(at + 1, end);
      if (at == end) return {at, "a bracket is not closed"};
      if (*at != close) {
        if (close == ']') continue;
        const JsonStop name = skip_json_name(at, end);
        if (!name.ok()) return name;
        at = name.at;
        continue;
      }
      ++at;
      in_object_.pop_back();
    } else {
      const JsonStop scalar = skip_scalar(at, end);
      if (!scalar.ok()) return scalar;
      at = scalar.at;
    }
    // Here a value has ended: close what ends with it.
    for (;;) {
      if (in_object_.empty()) return {at, nullptr};
      at = skip_json_space(at, end);
      if (at == end) return {at, "a bracket is not closed"};
      const bool in_object = in_object_.back();
      if (*at == (in_object ? '}' : ']')) {
        ++at;
        in_object_.pop_back();
        continue;
      }
      if (*at != ',') return {at, "a comma is missing"};
      ++at;
      if (in_object) {
        const JsonStop name = skip_json_name(at, end);
        if (!name.ok()) return name;
        at = name.at;
      }
      break;
    }
  }
}

JsonStop skip_json_name(const char* at, const char* end) {
  at = skip_json_space(at, end);
  if (at == end || *at != '"') return {at, "the name of a member is missing"};
  const JsonStop name = skip_json_string(at, end);
  if (!name.ok()) return name;
  at = skip_json_space(name.at, end);
  if (at == end || *at != ':') return {at, "a colon is missing"};
  return {at + 1, nullptr};
}

}  // namespace galley
