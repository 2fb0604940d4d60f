// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_ANCHOR_MATCHER_H_
#define GALLEY_DEDUP_ANCHOR_MATCHER_H_

#include <cstdint>
#include <span>

#include "base/partitioned_records.h"
#include "base/record_sorter.h"
#include "base/spill.h"
#include "dedup/records.h"
#include "dedup/row_table.h"
#include "dedup/step_records.h"

namespace galley {

/// Sorts the texts that share an anchor by rank, each once. Returns how many there are: those at
/// the front.
[[nodiscard]] std::size_t order_anchor_bucket(std::span<AnchorRecord> bucket, const RowTable& rows);
/// Members of a bucket behind so many are compared with none, and none with them.
inline constexpr std::size_t kMostAnchorMembers = 256;

/// What all anchors together must say for a pair of so many letters that is to be compared.
[[nodiscard]] std::uint64_t least_evidence(std::uint32_t letters, std::uint32_t other_letters);

/// Brings texts together that have anchors in common, with like surroundings.
class AnchorMatcher {
 public:
  AnchorMatcher(const RowTable& rows, SpillPlace& place, int threads);

  /// Adds the CandidatePairs to `pairs`, each once; or, of anchors that are not all, FoundPairs:
  /// all that anything speaks for, with what it is.
  template <class Pair>
  [[nodiscard]] Status match(const PartitionedRecords<AnchorRecord>& anchors,
                             RecordSorter<Pair>& pairs);

  /// Pairs that shared an anchor, counted once an anchor, and of these the ones passed over since
  /// the anchor was too common.
  [[nodiscard]] std::uint64_t pairs() const { return pairs_; }
  [[nodiscard]] std::uint64_t skipped() const { return skipped_; }

 private:
  [[nodiscard]] Status find_hits(const PartitionedRecords<AnchorRecord>& anchors);
  [[nodiscard]] Status draft_pairs(std::uint64_t least, RecordSorter<WeighedDraft>& drafts) const;

  const RowTable* rows_;
  SpillPlace* place_;
  int threads_;
  PartitionedRecords<AnchorHit> hits_;
  std::uint64_t pairs_ = 0;
  std::uint64_t skipped_ = 0;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_ANCHOR_MATCHER_H_
