// SPDX-License-Identifier: Apache-2.0
// Where rows are on disk, pairs meet the rows of their first texts in one sequential read, are
// sorted by their second texts, and meet the rows of these in another.
#include "dedup/pair_drafts.h"

#include <optional>

#include "base/try.h"
#include "dedup/anchor_matcher.h"
#include "dedup/step_records.h"

namespace galley {

namespace {

template <class Draft>
std::uint64_t evidence_of(const Draft& draft) {
  if constexpr (requires { draft.evidence; }) return draft.evidence;
  return 0;
}

// One text as it stands in the table.
struct Side {
  const Row& row;
  std::uint64_t number;
};

}  // namespace

template <class Draft, class Pair>
Status complete_pairs(RecordSorter<Draft>& drafts, const RowTable& rows, SpillPlace& place,
                      RecordSorter<Pair>& pairs, const PairRule& rule) {
  GALLEY_TRY(drafts.sort());
  const auto add = [&](const Side& first, const Side& second, std::uint64_t evidence) -> Status {
    if (first.row.scope != second.row.scope) return {};
    if (!rule.allows_numbers(first.row.numbers, second.row.numbers)) return {};
    if (rule.least_agreement > 0 &&
        agreement(first.row.sketch, second.row.sketch) < rule.least_agreement) {
      return {};
    }
    Pair pair = Pair::of(first.row, first.number, second.row, second.number);
    if constexpr (requires(Draft draft) { draft.evidence; }) {
      if constexpr (requires { pair.evidence; }) {
        pair.evidence = evidence;
      } else if (evidence < least_evidence(pair.worse_letters, pair.better_letters)) {
        return {};
      }
    }
    return pairs.add(pair);
  };
  RecordSorter<HalfPair> halves(place, "half-pairs", place.budget().limit_bytes() / 10);
  RowReader first_rows(rows);
  std::optional<Draft> before;
  for (;;) {
    GALLEY_ASSIGN(const std::optional<Draft> draft, drafts.next());
    if (!draft) break;
    if (draft == before) continue;
    before = draft;
    const std::uint64_t evidence = evidence_of(*draft);
    if (rows.in_memory()) {
      GALLEY_TRY(add({rows[draft->first()], draft->first()},
                     {rows[draft->second()], draft->second()}, evidence));
      continue;
    }
    GALLEY_ASSIGN(const Row row, first_rows.read(draft->first()));
    GALLEY_TRY(halves.add({draft->second(), draft->first(), evidence, row}));
  }
  GALLEY_TRY(halves.sort());
  RowReader second_rows(rows);
  for (;;) {
    GALLEY_ASSIGN(const std::optional<HalfPair> half, halves.next());
    if (!half) return {};
    GALLEY_ASSIGN(const Row row, second_rows.read(half->second));
    GALLEY_TRY(add({half->row, half->first}, {row, half->second}, half->evidence));
  }
}

template Status complete_pairs(RecordSorter<PairDraft>&, const RowTable&, SpillPlace&,
                               RecordSorter<CandidatePair>&, const PairRule&);
template Status complete_pairs(RecordSorter<PairDraft>&, const RowTable&, SpillPlace&,
                               RecordSorter<FoundPair>&, const PairRule&);
template Status complete_pairs(RecordSorter<WeighedDraft>&, const RowTable&, SpillPlace&,
                               RecordSorter<CandidatePair>&, const PairRule&);
template Status complete_pairs(RecordSorter<WeighedDraft>&, const RowTable&, SpillPlace&,
                               RecordSorter<FoundPair>&, const PairRule&);

}  // namespace galley
