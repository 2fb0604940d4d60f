// SPDX-License-Identifier: Apache-2.0
// What a paragraph is: text, headline, byline, caption, list, table, verse.
#ifndef GALLEY_REPAIR_KINDS_H_
#define GALLEY_REPAIR_KINDS_H_

#include "repair/composition.h"

namespace galley {

/// The kind of the paragraph that a piece of lines begins. Cost: constant but for long paragraphs'
/// first and last line.
[[nodiscard]] ParagraphKind kind_of(const Composition& composition, const Piece& piece);

}  // namespace galley

#endif  // GALLEY_REPAIR_KINDS_H_
