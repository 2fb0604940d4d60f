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

// Nothing where the two are not to be compared.
template <class Draft, class Pair>
std::optional<Pair> complete(const Side& first, const Side& second, std::uint64_t evidence,
                             const PairRule& rule) {
  if (first.row.scope != second.row.scope) return std::nullopt;
  if (!rule.allows_numbers(first.row.numbers, second.row.numbers)) return std::nullopt;
  if (rule.least_agreement > 0 &&
      agreement(first.row.sketch, second.row.sketch) < rule.least_agreement) {
    return std::nullopt;
  }
  Pair pair = Pair::of(first.row, first.number, second.row, second.number);
  if constexpr (requires(Draft draft) { draft.evidence; }) {
    if constexpr (requires { pair.evidence; }) {
      pair.evidence = evidence;
    } else if (evidence < least_evidence(pair.worse_letters, pair.better_letters)) {
      return std::nullopt;
    }
  }
  return pair;
}

// Sorts the drafts and calls use(draft) for each, once.
template <class Draft, class Use>
Status for_each_draft(RecordSorter<Draft>& drafts, Use use) {
  GALLEY_TRY(drafts.sort());
  std::optional<Draft> before;
  for (;;) {
    GALLEY_ASSIGN(const std::optional<Draft> draft, drafts.next());
    if (!draft) return {};
    if (draft == before) continue;
    before = draft;
    GALLEY_TRY(use(*draft));
  }
}

}  // namespace

template <class Draft, class Pair>
Status complete_in_memory(RecordSorter<Draft>& drafts, const RowTable& rows, const PairRule& rule,
                          const std::function<Status(const Pair&)>& use) {
  return for_each_draft(drafts, [&](const Draft& draft) -> Status {
    const std::optional<Pair> pair =
        complete<Draft, Pair>({rows[draft.first()], draft.first()},
                              {rows[draft.second()], draft.second()}, evidence_of(draft), rule);
    return pair ? use(*pair) : Status();
  });
}

template <class Draft, class Pair>
Status complete_pairs(RecordSorter<Draft>& drafts, const RowTable& rows, SpillPlace& place,
                      RecordSorter<Pair>& pairs, const PairRule& rule) {
  if (rows.in_memory()) {
    return complete_in_memory<Draft, Pair>(drafts, rows, rule,
                                           [&](const Pair& pair) { return pairs.add(pair); });
  }
  RecordSorter<HalfPair> halves(place, "half-pairs", place.budget().limit_bytes() / 10);
  RowReader first_rows(rows);
  GALLEY_TRY(for_each_draft(drafts, [&](const Draft& draft) -> Status {
    GALLEY_ASSIGN(const Row row, first_rows.read(draft.first()));
    return halves.add({draft.second(), draft.first(), evidence_of(draft), row});
  }));
  GALLEY_TRY(halves.sort());
  RowReader second_rows(rows);
  for (;;) {
    GALLEY_ASSIGN(const std::optional<HalfPair> half, halves.next());
    if (!half) return {};
    GALLEY_ASSIGN(const Row row, second_rows.read(half->second));
    const std::optional<Pair> pair =
        complete<Draft, Pair>({half->row, half->first}, {row, half->second}, half->evidence, rule);
    if (pair) GALLEY_TRY(pairs.add(*pair));
  }
}

template Status complete_in_memory(RecordSorter<PairDraft>&, const RowTable&, const PairRule&,
                                   const std::function<Status(const CandidatePair&)>&);
template Status complete_in_memory(RecordSorter<PairDraft>&, const RowTable&, const PairRule&,
                                   const std::function<Status(const FoundPair&)>&);
template Status complete_pairs(RecordSorter<PairDraft>&, const RowTable&, SpillPlace&,
                               RecordSorter<CandidatePair>&, const PairRule&);
template Status complete_pairs(RecordSorter<PairDraft>&, const RowTable&, SpillPlace&,
                               RecordSorter<FoundPair>&, const PairRule&);
template Status complete_pairs(RecordSorter<WeighedDraft>&, const RowTable&, SpillPlace&,
                               RecordSorter<CandidatePair>&, const PairRule&);
template Status complete_pairs(RecordSorter<WeighedDraft>&, const RowTable&, SpillPlace&,
                               RecordSorter<FoundPair>&, const PairRule&);

}  // namespace galley
