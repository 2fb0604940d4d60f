// SPDX-License-Identifier: Apache-2.0
// The screen compiled for x86-64-v3 (AVX2); called only where the processor has it.
#include "decode/mojibake_screen_loop.h"

namespace galley {

std::size_t find_suspicious_block_v3(std::string_view text, std::size_t from);
std::size_t find_suspicious_block_v3(std::string_view text, std::size_t from) {
  return screen(text, from);
}

}  // namespace galley
