// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_BUCKET_PICKER_H_
#define GALLEY_DEDUP_BUCKET_PICKER_H_

#include <cstdint>
#include <span>
#include <vector>

#include "dedup/pair_selector.h"
#include "dedup/records.h"

namespace galley {

/// What was picked from buckets.
struct Picked {
  std::vector<PairDraft> drafts;
  std::vector<KeyRecord> followers;  ///< see BucketMatcher::collect_followers()

  void clear() {
    drafts.clear();
    followers.clear();
  }
};

enum class Followers : std::uint8_t { kIgnored, kPicked };

/// Picks pairs from buckets of whatever scopes. One for each thread.
class BucketPicker {
 public:
  /// Rows below `known_rows` are texts of an index, which has one scope.
  BucketPicker(const PairSelector& selector, std::uint64_t known_rows, Followers followers)
      : selector_(selector), known_rows_(known_rows), followers_(followers) {}

  /// Appends to `out` what is picked from the bucket of `key`. REQUIRES: its members in order.
  void pick(std::uint64_t key, std::span<const BucketMember> members, Picked& out);

  /// See PairSelector.
  [[nodiscard]] std::uint64_t pairs() const { return selector_.pairs(); }
  [[nodiscard]] std::uint64_t skipped() const { return selector_.skipped(); }

 private:
  PairSelector selector_;
  std::uint64_t known_rows_;
  Followers followers_;
  std::vector<PickedPair> pairs_;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_BUCKET_PICKER_H_
