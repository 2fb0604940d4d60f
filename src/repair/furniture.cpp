// SPDX-License-Identifier: Apache-2.0
#include "repair/furniture.h"

#include "base/word_key.h"

namespace galley {

void take_furniture(std::string_view text, const Vocabulary& vocabulary, std::vector<Line>& lines,
                    std::vector<TakenLine>& taken) {
  (void)text;
  (void)vocabulary;
  (void)lines;
  (void)taken;
}

}  // namespace galley
