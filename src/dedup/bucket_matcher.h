// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_BUCKET_MATCHER_H_
#define GALLEY_DEDUP_BUCKET_MATCHER_H_

#include <cstdint>
#include <span>
#include <vector>

#include "base/partitioned_records.h"
#include "base/record_sorter.h"
#include "base/spill.h"
#include "dedup/bucket_picker.h"
#include "dedup/records.h"
#include "dedup/row_table.h"
#include "galley/dedup.h"

namespace galley {

/// Brings texts together that have a key in common.
class BucketMatcher {
 public:
  BucketMatcher(const DedupOptions& options, const RowTable& rows, SpillPlace& place, int threads);

  /// Has match() add to `followers` the keys by which no later text need be compared with a text,
  /// so that an index can leave them out.
  void collect_followers(RecordSorter<KeyRecord>& followers) { followers_ = &followers; }

  /// Adds the candidate pairs to `pairs`, as CandidatePairs or FoundPairs; a pair that shares
  /// several keys may be added several times.
  template <class Pair>
  [[nodiscard]] Status match(const PartitionedRecords<KeyRecord>& keys, RecordSorter<Pair>& pairs);

  /// Pairs that shared a key, counted once a key, and of these the ones passed over in hot buckets.
  [[nodiscard]] std::uint64_t pairs() const { return pairs_; }
  [[nodiscard]] std::uint64_t skipped() const { return skipped_; }

 private:
  template <class Pair>
  [[nodiscard]] Status match_in_memory(const PartitionedRecords<KeyRecord>& keys,
                                       RecordSorter<Pair>& pairs);
  template <class Pair>
  [[nodiscard]] Status match_on_disk(const PartitionedRecords<KeyRecord>& keys,
                                     RecordSorter<Pair>& pairs);
  [[nodiscard]] Status collect_entries(const PartitionedRecords<KeyRecord>& keys,
                                       RecordSorter<BucketEntry>& entries,
                                       RecordSorter<PairDraft>& drafts);
  // The size up to which all pairs of a bucket may be taken without the rows; 0: none.
  [[nodiscard]] std::size_t small_bucket() const;
  [[nodiscard]] std::vector<BucketPicker> make_pickers() const;
  void count(std::span<const BucketPicker> pickers);

  PairRule rule_;
  DedupScope scope_;
  PairSelector selector_;
  const RowTable* rows_;
  SpillPlace* place_;
  int threads_;
  RecordSorter<KeyRecord>* followers_ = nullptr;
  std::uint64_t pairs_ = 0;
  std::uint64_t skipped_ = 0;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_BUCKET_MATCHER_H_
