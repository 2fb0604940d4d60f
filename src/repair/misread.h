// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_REPAIR_MISREAD_H_
#define GALLEY_REPAIR_MISREAD_H_

#include <cstdint>
#include <string_view>

#include "galley/vocabulary.h"

namespace galley {

/// How often the vocabulary has the most frequent of the built-in words that `first` and `second`
/// together would be if one of their letters was misread. 0 for fewer than 6 letters or more than
/// 20, and for other letters than a to z. Cost: about three look-ups a letter, all at once, and
/// some more for what is frequent.
[[nodiscard]] std::uint32_t count_if_misread(std::string_view first, std::string_view second,
                                             const Vocabulary& vocabulary);

}  // namespace galley

#endif  // GALLEY_REPAIR_MISREAD_H_
