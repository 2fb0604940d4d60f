// SPDX-License-Identifier: Apache-2.0
// Numbers in files: little-endian, whatever the machine.
#ifndef GALLEY_BASE_BYTES_H_
#define GALLEY_BASE_BYTES_H_

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

namespace galley {

template <std::unsigned_integral T>
[[nodiscard]] T load_little(const char* bytes) {
  T value;
  std::memcpy(&value, bytes, sizeof value);
  if constexpr (std::endian::native == std::endian::big) value = std::byteswap(value);
  return value;
}

template <std::unsigned_integral T>
void append_little(std::string& out, T value) {
  if constexpr (std::endian::native == std::endian::big) value = std::byteswap(value);
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  out.append(bytes, sizeof value);
}

/// LEB128: seven bits a byte, lowest first.
inline void append_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out += static_cast<char>(value | 0x80);
    value >>= 7;
  }
  out += static_cast<char>(value);
}

/// Reads what append_varint wrote and moves `at` behind it. False if the bytes end first or the
/// number has more than 64 bits; `at` is then unspecified.
[[nodiscard]] inline bool read_varint(const char*& at, const char* end, std::uint64_t& value) {
  value = 0;
  for (unsigned shift = 0; at != end && shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    if (shift == 63 && byte > 1) return false;
    value |= std::uint64_t{byte & 0x7Fu} << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

}  // namespace galley

#endif  // GALLEY_BASE_BYTES_H_
