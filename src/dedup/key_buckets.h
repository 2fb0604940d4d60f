// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_KEY_BUCKETS_H_
#define GALLEY_DEDUP_KEY_BUCKETS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/radix_sort.h"
#include "base/repeat_sieve.h"
#include "dedup/records.h"

namespace galley {

/// Divides key records into buckets of those that have one key. One for each thread; it keeps its
/// working memory.
class KeyBuckets {
 public:
  /// What is to be divided. for_each() leaves in it only some of that. Keys that one record alone
  /// has need not be among them: sieve() is for who leaves them out.
  [[nodiscard]] std::vector<KeyRecord>& records() { return records_; }
  [[nodiscard]] RepeatSieve& sieve() { return sieve_; }

  /// Leaves out the records that keep(record), which may change their rows, is false for, and calls
  /// use(bucket) for every key that two of the rest have, in the order of the keys.
  template <class Keep, class Use>
  void for_each(Keep keep, Use use) {
    std::size_t count = 0;
    for (KeyRecord key : records_) {
      if (keep(key)) records_[count++] = key;
    }
    records_.resize(count);
    sorter_.sort(
        std::span(records_), [](const KeyRecord& record) { return record.key(); },
        [](const KeyRecord& a, const KeyRecord& b) { return a.key() < b.key(); });
    for (std::size_t begin = 0; begin < records_.size();) {
      std::size_t end = begin + 1;
      while (end < records_.size() && records_[end].key() == records_[begin].key()) ++end;
      if (end - begin > 1) use(std::span<const KeyRecord>(records_).subspan(begin, end - begin));
      begin = end;
    }
  }

 private:
  std::vector<KeyRecord> records_;
  RepeatSieve sieve_;
  RadixSorter<KeyRecord> sorter_;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_KEY_BUCKETS_H_
