// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_REPAIR_DOUBTFUL_LETTERS_H_
#define GALLEY_REPAIR_DOUBTFUL_LETTERS_H_

#include <cstdint>
#include <string_view>

#include "galley/vocabulary.h"

namespace galley {

/// How many letters of `text` stand in words that the vocabulary doubts: words that it has seen
/// less than twice, and Han and Kana characters that it has seen beside neither neighbour as often.
/// Of two copies of a paragraph, the one with fewer is the cleaner. Cost: a lookup a word.
[[nodiscard]] std::uint32_t doubtful_letters(std::string_view text, const Vocabulary& vocabulary);

}  // namespace galley

#endif  // GALLEY_REPAIR_DOUBTFUL_LETTERS_H_
