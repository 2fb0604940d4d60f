// SPDX-License-Identifier: Apache-2.0
// Where rows are on disk, pairs meet the rows of their first texts in one sequential read, are
// sorted by their second texts, and meet the rows of these in another.
#include "dedup/pair_drafts.h"

#include <limits>

#include "base/try.h"
#include "dedup/anchor_matcher.h"
#include "dedup/step_records.h"

namespace galley {

namespace {

// No evidence is asked for where there are no anchors.
template <class Draft>
std::uint64_t evidence_of(const Draft& draft) {
  if constexpr (requires { draft.evidence; }) return draft.evidence;
  return std::numeric_limits<std::uint64_t>::max();
}

// One text as it stands in the table.
struct Side {
  const Row& row;
  std::uint64_t number;
};

template <class Pair>
Status add(const Side& first, const Side& second, std::uint64_t evidence,
           RecordSorter<Pair>& pairs) {
  if (first.row.scope != second.row.scope) return {};
  Pair pair = Pair::of(first.row, first.number, second.row, second.number);
  if constexpr (requires { pair.evidence; }) {
    pair.evidence = evidence;
  } else if (evidence < least_evidence(pair.worse_letters, pair.better_letters)) {
    return {};
  }
  return pairs.add(pair);
}

}  // namespace

template <class Draft, class Pair>
Status complete_pairs(RecordSorter<Draft>& drafts, const RowTable& rows, SpillPlace& place,
                      RecordSorter<Pair>& pairs) {
  GALLEY_TRY(drafts.sort());
  RecordSorter<HalfPair> halves(place, "half-pairs", place.budget().limit_bytes() / 10);
  RowReader first_rows(rows);
  for (;;) {
    GALLEY_ASSIGN(const std::optional<Draft> draft, drafts.next());
    if (!draft) break;
    const std::uint64_t evidence = evidence_of(*draft);
    if (rows.in_memory()) {
      GALLEY_TRY(add({rows[draft->first], draft->first}, {rows[draft->second], draft->second},
                     evidence, pairs));
      continue;
    }
    GALLEY_ASSIGN(const Row row, first_rows.read(draft->first));
    GALLEY_TRY(halves.add({draft->second, draft->first, evidence, row}));
  }
  GALLEY_TRY(halves.sort());
  RowReader second_rows(rows);
  for (;;) {
    GALLEY_ASSIGN(const std::optional<HalfPair> half, halves.next());
    if (!half) return {};
    GALLEY_ASSIGN(const Row row, second_rows.read(half->second));
    GALLEY_TRY(add({half->row, half->first}, {row, half->second}, half->evidence, pairs));
  }
}

template Status complete_pairs(RecordSorter<PairDraft>&, const RowTable&, SpillPlace&,
                               RecordSorter<CandidatePair>&);
template Status complete_pairs(RecordSorter<WeighedDraft>&, const RowTable&, SpillPlace&,
                               RecordSorter<CandidatePair>&);
template Status complete_pairs(RecordSorter<WeighedDraft>&, const RowTable&, SpillPlace&,
                               RecordSorter<FoundPair>&);

}  // namespace galley
