// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_EXACT_GROUPS_H_
#define GALLEY_DEDUP_EXACT_GROUPS_H_

#include <cstdint>
#include <span>

#include "base/partitioned_records.h"
#include "base/record_sorter.h"
#include "base/spill.h"
#include "dedup/paragraph_texts.h"
#include "dedup/records.h"
#include "dedup/row_table.h"

namespace galley {

/// With what exact copies are looked for.
struct ExactSearch {
  SpillPlace& place;
  int threads = 1;
  /// Not null: letters are compared. Every paragraph must then have a row.
  const ParagraphTexts* texts = nullptr;
  /// With texts: a bit for each of the first rows whose text is not to be had.
  std::span<const std::uint64_t> gone;
};

/// Finds paragraphs of the same letters: an equal 128-bit hash and an equal count, and where there
/// are texts to compare, equal letters. The row of the best copy stands for all; other rows are
/// marked as repeating it, and all other copies go to `copies`. REQUIRES: `rows` are settled; the
/// best copy of every text has a row. Errors: those of the texts and of `copies`.
[[nodiscard]] Status find_exact_copies(const PartitionedRecords<ExactRecord>& exact, RowTable& rows,
                                       RecordSorter<CopyRecord>& copies, const ExactSearch& search);

/// The same without a table of rows: rows keep the numbers by which they came in, and those that
/// repeat another go to `repeats`. REQUIRES: nothing is gone.
[[nodiscard]] Status find_exact_copies(const PartitionedRecords<ExactRecord>& exact,
                                       RecordSorter<std::uint64_t>& repeats,
                                       RecordSorter<CopyRecord>& copies, const ExactSearch& search);

}  // namespace galley

#endif  // GALLEY_DEDUP_EXACT_GROUPS_H_
