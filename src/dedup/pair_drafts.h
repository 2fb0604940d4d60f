// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_PAIR_DRAFTS_H_
#define GALLEY_DEDUP_PAIR_DRAFTS_H_

#include <functional>

#include "base/record_sorter.h"
#include "base/spill.h"
#include "dedup/pair_rule.h"
#include "dedup/records.h"
#include "dedup/row_table.h"

namespace galley {

/// Makes CandidatePairs or FoundPairs of PairDrafts or WeighedDrafts: adds what is known of both
/// texts, and leaves out pairs of different scopes, those that `rule` does not allow, and
/// candidates for which too little speaks. Sorts the drafts; one that is there several times counts
/// once.
template <class Draft, class Pair>
[[nodiscard]] Status complete_pairs(RecordSorter<Draft>& drafts, const RowTable& rows,
                                    SpillPlace& place, RecordSorter<Pair>& pairs,
                                    const PairRule& rule = {});

/// The same where rows are in memory: calls `use` for each pair, in the order of the drafts.
template <class Draft, class Pair>
[[nodiscard]] Status complete_in_memory(RecordSorter<Draft>& drafts, const RowTable& rows,
                                        const PairRule& rule,
                                        const std::function<Status(const Pair&)>& use);

}  // namespace galley

#endif  // GALLEY_DEDUP_PAIR_DRAFTS_H_
