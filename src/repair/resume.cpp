// SPDX-License-Identifier: Apache-2.0
#include "repair/resume.h"

namespace galley {

void resume_paragraphs(const PageView& page, std::span<const Break> breaks,
                       std::vector<Piece>& pieces) {
  (void)page;
  (void)breaks;
  (void)pieces;
}

}  // namespace galley
