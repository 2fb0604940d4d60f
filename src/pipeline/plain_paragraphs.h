// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_PLAIN_PARAGRAPHS_H_
#define GALLEY_PIPELINE_PLAIN_PARAGRAPHS_H_

#include "galley/document.h"

namespace galley {

/// Takes a document's text as repaired: blank lines (and form feeds) part paragraphs, a line break
/// inside one becomes a space. Nothing else is changed but white space at the ends of paragraphs.
void take_paragraphs(const Document& document, RepairedDocument& out);

}  // namespace galley

#endif  // GALLEY_PIPELINE_PLAIN_PARAGRAPHS_H_
