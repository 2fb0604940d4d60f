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
#include <string_view>

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

/// A varint length and the bytes.
inline void append_text(std::string& out, std::string_view text) {
  append_varint(out, text.size());
  out += text;
}

/// Takes from a record what append_varint and append_text have put there, and remembers whether all
/// was there: what is taken behind its end is 0 or empty.
class FieldReader {
 public:
  explicit FieldReader(std::string_view record) : at_(record.data()), end_(at_ + record.size()) {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    if (!read_varint(at_, end_, value)) sound_ = false;
    return sound_ ? value : 0;
  }
  /// Points into the record.
  std::string_view text(std::uint64_t size) {
    if (size > left()) sound_ = false;
    if (!sound_) return {};
    const std::string_view text(at_, size);
    at_ += size;
    return text;
  }
  std::string_view text() { return text(number()); }
  [[nodiscard]] std::uint64_t left() const { return static_cast<std::uint64_t>(end_ - at_); }
  [[nodiscard]] bool sound() const { return sound_; }

 private:
  const char* at_;
  const char* end_;
  bool sound_ = true;
};

}  // namespace galley

#endif  // GALLEY_BASE_BYTES_H_
