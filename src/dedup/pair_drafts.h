// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_PAIR_DRAFTS_H_
#define GALLEY_DEDUP_PAIR_DRAFTS_H_

#include "base/record_sorter.h"
#include "base/spill.h"
#include "dedup/records.h"
#include "dedup/row_table.h"

namespace galley {

/// Makes candidate pairs of PairDrafts or WeighedDrafts, or FoundPairs of WeighedDrafts: adds what
/// is known of both texts, and leaves out pairs of different scopes and candidates for which too
/// little speaks. Sorts the drafts; each must be there once.
template <class Draft, class Pair>
[[nodiscard]] Status complete_pairs(RecordSorter<Draft>& drafts, const RowTable& rows,
                                    SpillPlace& place, RecordSorter<Pair>& pairs);

}  // namespace galley

#endif  // GALLEY_DEDUP_PAIR_DRAFTS_H_
