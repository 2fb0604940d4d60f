// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_EXACT_GROUPS_H_
#define GALLEY_DEDUP_EXACT_GROUPS_H_

#include "base/partitioned_records.h"
#include "base/record_sorter.h"
#include "base/spill.h"
#include "dedup/records.h"
#include "dedup/row_table.h"

namespace galley {

/// Finds paragraphs of the same letters: an equal 128-bit hash and an equal count. The row of the
/// best copy stands for all; other rows are marked as repeating it, and all other copies go to
/// `copies`. REQUIRES: `rows` are settled; the best copy of every text has a row.
[[nodiscard]] Status find_exact_copies(const PartitionedRecords<ExactRecord>& exact, RowTable& rows,
                                       RecordSorter<CopyRecord>& copies, SpillPlace& place,
                                       int threads);

}  // namespace galley

#endif  // GALLEY_DEDUP_EXACT_GROUPS_H_
