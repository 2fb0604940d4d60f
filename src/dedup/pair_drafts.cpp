// SPDX-License-Identifier: Apache-2.0
// Where rows are on disk, pairs meet the rows of their first texts in one sequential read, are
// sorted by their second texts, and meet the rows of these in another.
#include "dedup/pair_drafts.h"

#include "base/try.h"

namespace galley {

namespace {

Status add(const Row& first_row, std::uint64_t first, const Row& second_row, std::uint64_t second,
           RecordSorter<CandidatePair>& pairs) {
  if (first_row.scope != second_row.scope) return {};
  return pairs.add(CandidatePair::of(first_row, first, second_row, second));
}

}  // namespace

Status complete_pairs(RecordSorter<PairDraft>& drafts, const RowTable& rows, SpillPlace& place,
                      RecordSorter<CandidatePair>& pairs) {
  GALLEY_TRY(drafts.sort());
  RecordSorter<HalfPair> halves(place, "half-pairs", place.budget().limit_bytes() / 10);
  RowReader first_rows(rows);
  for (;;) {
    GALLEY_ASSIGN(const std::optional<PairDraft> draft, drafts.next());
    if (!draft) break;
    if (rows.in_memory()) {
      GALLEY_TRY(add(rows[draft->first], draft->first, rows[draft->second], draft->second, pairs));
      continue;
    }
    GALLEY_ASSIGN(const Row row, first_rows.read(draft->first));
    GALLEY_TRY(halves.add({draft->second, draft->first, row}));
  }
  GALLEY_TRY(halves.sort());
  RowReader second_rows(rows);
  for (;;) {
    GALLEY_ASSIGN(const std::optional<HalfPair> half, halves.next());
    if (!half) return {};
    GALLEY_ASSIGN(const Row row, second_rows.read(half->second));
    GALLEY_TRY(add(half->row, half->first, row, half->second, pairs));
  }
}

}  // namespace galley
