// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_REMOVALS_H_
#define GALLEY_DEDUP_REMOVALS_H_

#include <cstdint>
#include <functional>

#include "base/record_sorter.h"
#include "dedup/records.h"
#include "dedup/removal_list.h"

namespace galley {

using RemovalUse = std::function<Status(const RemovalRecord&)>;

/// From the copies of texts and the texts that go, all removals, in the order of the texts: a copy
/// of a text that stays goes for the text's best copy, one of a text that goes for that one's
/// keeper. Texts of an index go for no one anew, but copies of them do. Sorts both, and counts
/// removed_exact and removed_near.
[[nodiscard]] Status for_each_removal(RecordSorter<CopyRecord>& copies,
                                      RecordSorter<RemovedText>& removed, DedupCounts& counts,
                                      const RemovalUse& use);

/// The same as a list, in the order of the input.
[[nodiscard]] Result<RemovalList> merge_removals(RecordSorter<CopyRecord>& copies,
                                                 RecordSorter<RemovedText>& removed,
                                                 SpillPlace& place, std::uint64_t most_memory_bytes,
                                                 DedupCounts& counts);

}  // namespace galley

#endif  // GALLEY_DEDUP_REMOVALS_H_
