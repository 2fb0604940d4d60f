// SPDX-License-Identifier: Apache-2.0
#include "decode/mojibake_screen.h"

#include "decode/mojibake_screen_loop.h"

namespace galley {

#ifdef GALLEY_HAS_V3
std::size_t find_suspicious_block_v3(std::string_view text, std::size_t from);

namespace {

bool processor_has_v3() {
  return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi") != 0 &&
         __builtin_cpu_supports("bmi2") != 0 && __builtin_cpu_supports("fma") != 0;
}

}  // namespace
#endif

std::size_t find_suspicious_block_plain(std::string_view text, std::size_t from) {
  return screen(text, from);
}

std::size_t find_suspicious_block(std::string_view text, std::size_t from) {
#ifdef GALLEY_HAS_V3
  static const auto chosen =
      processor_has_v3() ? find_suspicious_block_v3 : find_suspicious_block_plain;
  return chosen(text, from);
#else
  return find_suspicious_block_plain(text, from);
#endif
}

}  // namespace galley
