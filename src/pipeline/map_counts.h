// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_MAP_COUNTS_H_
#define GALLEY_PIPELINE_MAP_COUNTS_H_

#include "galley/edit.h"
#include "galley/summary.h"

namespace galley {

/// Adds what a document's edits come to: letters, joins, words, resumed paragraphs.
inline void add_edit_counts(const EditLog& edits, RunCounts& counts) {
  counts.letters_edited += edits.letters_dropped();
  counts.letters_added += edits.letters_added();
  for (const EditReason reason :
       {EditReason::kJoinSpace, EditReason::kJoinNothing, EditReason::kJoinSplitWord,
        EditReason::kJoinHyphenDropped, EditReason::kJoinHyphenKept}) {
    counts.joins += edits.count(reason);
  }
  counts.words_rejoined +=
      edits.count(EditReason::kJoinSplitWord) + edits.count(EditReason::kJoinHyphenDropped);
  counts.resumed += edits.count(EditReason::kResumed);
}

}  // namespace galley

#endif  // GALLEY_PIPELINE_MAP_COUNTS_H_
