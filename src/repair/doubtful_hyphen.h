// SPDX-License-Identifier: Apache-2.0
// Signs that stand for the hyphen of a divided word: "der Ha=" before "fen" in black letter and in
// what OCR makes of it, or "der Ha–". Where they may do so, a line is taken to end in a hyphen;
// whether they do, the vocabulary and the document's habit tell (hyphen.cpp).
#ifndef GALLEY_REPAIR_DOUBTFUL_HYPHEN_H_
#define GALLEY_REPAIR_DOUBTFUL_HYPHEN_H_

#include <string_view>

#include "base/utf8.h"
#include "repair/line.h"

namespace galley {

[[nodiscard]] constexpr bool is_doubtful_hyphen(char32_t sign) {
  return sign == U'=' || sign == U'–';
}

/// Whether a line of words that ends in such a sign may end in half a word. Prose has no other
/// equals sign; what is written in an alphabet of signs has more. REQUIRES: `line` is measured.
[[nodiscard]] inline bool may_divide_word(std::string_view content, const Line& line) {
  constexpr unsigned kLeastWords = 3;
  if (line.words < kLeastWords) return false;
  if (line.last == U'=' && content.find('=') + 1 != content.size()) return false;
  const char* at = content.data() + content.size();
  (void)previous_code_point(at);
  return character_class(previous_code_point(at)) == CharacterClass::kLower;
}

}  // namespace galley

#endif  // GALLEY_REPAIR_DOUBTFUL_HYPHEN_H_
