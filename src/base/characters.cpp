// SPDX-License-Identifier: Apache-2.0
#include "base/characters.h"

#include <algorithm>

namespace galley {

std::string_view fold_of(char32_t code_point) {
  const CharacterFold* const end = kCharacterFoldTable + kCharacterFoldCount;
  const CharacterFold* const at = std::lower_bound(
      kCharacterFoldTable, end, code_point,
      [](const CharacterFold& fold, char32_t wanted) { return fold.from < wanted; });
  if (at == end || at->from != code_point) return {};
  return at->to;
}

}  // namespace galley
