// SPDX-License-Identifier: Apache-2.0
#include "read/code_units.h"

#include <algorithm>
#include <cstring>

namespace galley {

char CodeUnits::ascii_at(std::string_view bytes, std::size_t at) const {
  if (at + bytes_ > bytes.size()) return 0;
  const std::size_t low = is_big_endian_ ? at + bytes_ - 1 : at;
  for (std::size_t index = at; index < at + bytes_; ++index) {
    if (index != low && bytes[index] != 0) return 0;
  }
  return static_cast<signed char>(bytes[low]) < 0 ? '\0' : bytes[low];
}

std::size_t CodeUnits::find(std::string_view bytes, char wanted, std::size_t from) const {
  if (bytes_ == 1) return bytes.find(wanted, from);
  for (std::size_t at = from; at + bytes_ <= bytes.size(); at += bytes_) {
    if (ascii_at(bytes, at) == wanted) return at;
  }
  return npos;
}

std::size_t CodeUnits::find_last(std::string_view bytes, char wanted, std::size_t before) const {
  if (before == 0) return npos;
  if (bytes_ == 1) {
    const void* const found = memrchr(bytes.data(), wanted, std::min(before, bytes.size()));
    return found == nullptr
               ? npos
               : static_cast<std::size_t>(static_cast<const char*>(found) - bytes.data());
  }
  for (std::size_t at = std::min(before, bytes.size()) / bytes_ * bytes_; at > 0; at -= bytes_) {
    if (ascii_at(bytes, at - bytes_) == wanted) return at - bytes_;
  }
  return npos;
}

std::size_t CodeUnits::count(std::string_view bytes, char wanted) const {
  if (bytes_ == 1) {
    return static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), wanted));
  }
  std::size_t count = 0;
  for (std::size_t at = find(bytes, wanted, 0); at != npos; at = find(bytes, wanted, at + bytes_)) {
    ++count;
  }
  return count;
}

std::size_t CodeUnits::skip_blank(std::string_view bytes, std::size_t from, std::size_t end) const {
  for (; from < end; from += bytes_) {
    const char ascii = ascii_at(bytes, from);
    if (ascii != ' ' && ascii != '\t' && ascii != '\r') break;
  }
  return std::min(from, end);
}

std::string CodeUnits::narrowed(std::string_view bytes) const {
  std::string out;
  out.reserve(bytes.size() / bytes_);
  for (std::size_t at = 0; at + bytes_ <= bytes.size(); at += bytes_) {
    const char ascii = ascii_at(bytes, at);
    out += ascii == 0 ? '\x80' : ascii;
  }
  return out;
}

}  // namespace galley
