// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_EXACT_GROUPS_H_
#define GALLEY_DEDUP_EXACT_GROUPS_H_

#include "base/partitioned_records.h"
#include "base/record_sorter.h"
#include "base/stop_token.h"
#include "dedup/records.h"
#include "dedup/row_table.h"

namespace galley {

/// Finds paragraphs of the same letters: an equal 128-bit hash and an equal count. One row of each
/// such text is made to represent it, with the rank of its best copy; all other copies go to
/// `copies`.
[[nodiscard]] Status find_exact_copies(const PartitionedRecords<ExactRecord>& exact, RowTable& rows,
                                       RecordSorter<CopyRecord>& copies, int threads,
                                       const StopToken& stop);

}  // namespace galley

#endif  // GALLEY_DEDUP_EXACT_GROUPS_H_
