// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_KEY_BUCKETS_H_
#define GALLEY_DEDUP_KEY_BUCKETS_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/radix_sort.h"
#include "dedup/records.h"

namespace galley {

/// Which keys may occur more than once: most do not, and need not be sorted to find that out. Two
/// bits, of which keys may share some, say of a key that it was seen, and seen again.
class RepeatedKeys {
 public:
  // Forgets all; `count` keys will be noted.
  void begin(std::size_t count) {
    const std::size_t places = std::bit_ceil(std::max<std::size_t>(count * kPlacesPerKey, 64));
    mask_ = places - 1;
    seen_.assign(places / 64, {});
  }
  void note(const KeyRecord& key) {
    const std::uint64_t place = place_of(key);
    Word& word = seen_[place / 64];
    const std::uint64_t bit = std::uint64_t{1} << (place % 64);
    word.again |= word.once & bit;
    word.once |= bit;
  }
  [[nodiscard]] bool may_repeat(const KeyRecord& key) const {
    const std::uint64_t place = place_of(key);
    return (seen_[place / 64].again >> (place % 64) & 1) != 0;
  }

 private:
  static constexpr std::size_t kPlacesPerKey = 8;
  struct Word {
    std::uint64_t once = 0;
    std::uint64_t again = 0;
  };
  // A key has 48 bits that say something, the highest.
  [[nodiscard]] std::uint64_t place_of(const KeyRecord& key) const {
    return key.key() >> 16 & mask_;
  }

  std::uint64_t mask_ = 0;
  std::vector<Word> seen_;
};

/// Divides key records into buckets of those that have one key. One for each thread; it keeps its
/// working memory.
class KeyBuckets {
 public:
  /// What is to be divided. for_each() leaves in it only some of that.
  [[nodiscard]] std::vector<KeyRecord>& records() { return records_; }

  /// Leaves out the records that keep(record), which may change their rows, is false for, and calls
  /// use(bucket) for every key that two of the rest have, in the order of the keys.
  template <class Keep, class Use>
  void for_each(Keep keep, Use use) {
    repeated_.begin(records_.size());
    std::size_t count = 0;
    for (KeyRecord key : records_) {
      if (!keep(key)) continue;
      repeated_.note(key);
      records_[count++] = key;
    }
    records_.resize(count);
    std::erase_if(records_, [&](const KeyRecord& key) { return !repeated_.may_repeat(key); });
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
  RepeatedKeys repeated_;
  RadixSorter<KeyRecord> sorter_;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_KEY_BUCKETS_H_
