// SPDX-License-Identifier: Apache-2.0
// A document's story as galley explain tells it. Nothing of a document's text steers the terminal.
#ifndef GALLEY_CLI_STORY_TEXT_H_
#define GALLEY_CLI_STORY_TEXT_H_

#include <string>

#include "cli/terminal_text.h"
#include "galley/explain.h"

namespace galley {

/// Which document it is, where it was read from, and what became of its paragraphs in figures.
[[nodiscard]] std::string story_head(const DocumentStory& story, Colour colour);

/// What became of one paragraph, with an empty line before: its lines and how each was joined to
/// the one before; of a removed one the keeper, and where the two differ. Words of the removed one
/// alone are red, of the keeper alone green; without colour [-removed-] and {+kept+}.
[[nodiscard]] std::string paragraph_text(const ParagraphStory& paragraph, Colour colour);

}  // namespace galley

#endif  // GALLEY_CLI_STORY_TEXT_H_
