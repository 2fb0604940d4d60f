// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_STORED_BUCKETS_H_
#define GALLEY_DEDUP_STORED_BUCKETS_H_

#include <span>

#include "base/record_sorter.h"
#include "base/spill.h"
#include "dedup/bucket_picker.h"
#include "dedup/records.h"
#include "dedup/row_table.h"

namespace galley {

/// What buckets are matched with whose rows are on disk.
struct StoredBuckets {
  const RowTable& rows;
  SpillPlace& place;
  std::span<BucketPicker> pickers;     ///< one for each thread
  RecordSorter<KeyRecord>* followers;  ///< see BucketMatcher::collect_followers(); may be null
};

/// Adds the pairs that are picked from the buckets of `entries`, each bucket with its
/// members in the order of their ranks; the same pair of several buckets mostly once. Sorts the
/// entries. Cost: each entry is sorted twice, with 18 bytes and with 72. Memory: three tenths of
/// the budget, and for each thread the rows of the largest bucket.
[[nodiscard]] Status match_stored_buckets(RecordSorter<BucketEntry>& entries,
                                          const StoredBuckets& buckets,
                                          RecordSorter<PairDraft>& drafts);

}  // namespace galley

#endif  // GALLEY_DEDUP_STORED_BUCKETS_H_
