// SPDX-License-Identifier: Apache-2.0
#include "base/hash.h"

#include <chrono>

namespace galley {

std::string to_hex(const Hash128& hash) {
  std::string text;
  for (const std::uint64_t half : {hash.high, hash.low}) {
    for (int shift = 60; shift >= 0; shift -= 4) text += "0123456789abcdef"[(half >> shift) & 0xF];
  }
  return text;
}

std::uint64_t unforeseen_seed(const void* object) {
  const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
  return mix64(static_cast<std::uint64_t>(now) ^ reinterpret_cast<std::uintptr_t>(object));
}

}  // namespace galley
