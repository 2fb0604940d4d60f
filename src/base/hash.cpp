// SPDX-License-Identifier: Apache-2.0
#include "base/hash.h"

namespace galley {

std::string to_hex(const Hash128& hash) {
  std::string text;
  for (const std::uint64_t half : {hash.high, hash.low}) {
    for (int shift = 60; shift >= 0; shift -= 4) text += "0123456789abcdef"[(half >> shift) & 0xF];
  }
  return text;
}

}  // namespace galley
