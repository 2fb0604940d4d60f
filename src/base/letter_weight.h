// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_BASE_LETTER_WEIGHT_H_
#define GALLEY_BASE_LETTER_WEIGHT_H_

#include <cstdint>
#include <span>

namespace galley {

/// How much a text of these letters says, in quarters: an ideograph, a syllable of Kana or Hangul
/// and a digit weigh 4, a letter of an alphabet 1. --min-letters is measured by it.
[[nodiscard]] std::uint64_t weight_of(std::span<const char32_t> letters);

}  // namespace galley

#endif  // GALLEY_BASE_LETTER_WEIGHT_H_
