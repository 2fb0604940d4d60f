// SPDX-License-Identifier: Apache-2.0
// Paragraphs that a column, page, caption, headline or another article interrupted.
#ifndef GALLEY_REPAIR_RESUME_H_
#define GALLEY_REPAIR_RESUME_H_

#include <vector>

#include "repair/composition.h"
#include "repair/dictionary.h"

namespace galley {

/// Reorders `pieces` so that a piece with an open end is followed by the one that resumes it. An
/// end that nothing fits stays as it is. REQUIRES: `which` is not kNone.
void resume_paragraphs(const PageView& page, const Habits& habits, Interrupted which,
                       Dictionary& dictionary, std::vector<Piece>& pieces);

}  // namespace galley

#endif  // GALLEY_REPAIR_RESUME_H_
