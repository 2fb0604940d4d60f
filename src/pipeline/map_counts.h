// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_MAP_COUNTS_H_
#define GALLEY_PIPELINE_MAP_COUNTS_H_

#include "galley/document.h"
#include "galley/summary.h"

namespace galley {

/// Adds what was done to a document: letters, joins, words, resumed paragraphs.
inline void add_repair_counts(const RepairedDocument& repaired, RunCounts& counts) {
  const EditLog& edits = repaired.edits;
  counts.letters_edited += edits.letters_dropped();
  counts.letters_added += edits.letters_added();
  for (const EditReason reason :
       {EditReason::kJoinSpace, EditReason::kJoinNothing, EditReason::kJoinSplitWord,
        EditReason::kJoinHyphenDropped, EditReason::kJoinHyphenKept}) {
    counts.joins += edits.count(reason);
  }
  counts.words_rejoined +=
      edits.count(EditReason::kJoinSplitWord) + edits.count(EditReason::kJoinHyphenDropped);
  counts.resumed += repaired.resumed;
}

}  // namespace galley

#endif  // GALLEY_PIPELINE_MAP_COUNTS_H_
