// SPDX-License-Identifier: Apache-2.0
// The records that the steps of a search leave for one another; see search_steps.h.
//
// The steps know a row by the stretch that it is of and its place among the stretch's rows, as an
// ArrivalRow whose batch is the stretch's number: nobody has to know how many rows there are.
#ifndef GALLEY_DEDUP_STEP_RECORDS_H_
#define GALLEY_DEDUP_STEP_RECORDS_H_

#include <cstdint>
#include <tuple>

#include "dedup/records.h"

namespace galley {

/// That a text has a key, or an anchor, that another has too: sorted to meet the rows.
template <class Record>
struct SharedKey {
  Record record;

  /// Nearly all of the order: rows have 48 bits.
  [[nodiscard]] std::uint64_t sort_key() const { return record.row() << 16 | record.key() >> 48; }
  friend bool operator<(const SharedKey& a, const SharedKey& b) {
    if (a.record.row() != b.record.row()) return a.record.row() < b.record.row();
    if constexpr (requires { a.record.before(); }) {
      return std::tuple(a.record.key(), a.record.before(), a.record.after()) <
             std::tuple(b.record.key(), b.record.before(), b.record.after());
    } else {
      return a.record.key() < b.record.key();
    }
  }
};

/// A row that a part of the keys needs.
struct NumberedRow {
  std::uint64_t number = 0;
  Row row;
};

/// What one part of the keys has found to be compared; other parts may find the same.
struct FoundPair {
  std::uint64_t worse_ord = 0;
  std::uint64_t better_ord = 0;
  std::uint32_t worse_score = 0;
  std::uint32_t better_score = 0;
  std::uint32_t worse_letters = 0;
  std::uint32_t better_letters = 0;
  std::uint32_t worse_place = 0;  ///< see Row
  std::uint32_t better_place = 0;
  std::uint64_t evidence = 0;  ///< with DedupPreset::kOcr what the part's anchors say for it

  /// REQUIRES: rows of different rank.
  static FoundPair of(const Row& a, std::uint64_t a_row, const Row& b, std::uint64_t b_row) {
    if (a.rank() < b.rank()) return of(b, b_row, a, a_row);
    return {a.ord, b.ord, a.score, b.score, a.letters, b.letters, a.place, b.place, 0};
  }
  /// With places where the rows should be.
  [[nodiscard]] CandidatePair candidate() const {
    return {worse_score, better_score, worse_ord,     better_ord,
            worse_place, better_place, worse_letters, better_letters};
  }
  [[nodiscard]] std::uint64_t sort_key() const { return worse_ord; }
  [[nodiscard]] bool is_same_pair(const FoundPair& other) const {
    return worse_ord == other.worse_ord && better_ord == other.better_ord;
  }
  friend bool operator<(const FoundPair& a, const FoundPair& b) {
    return std::tie(a.worse_ord, a.better_ord, a.evidence) <
           std::tie(b.worse_ord, b.better_ord, b.evidence);
  }
};
static_assert(sizeof(FoundPair) == 48);

}  // namespace galley

#endif  // GALLEY_DEDUP_STEP_RECORDS_H_
