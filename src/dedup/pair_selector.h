// SPDX-License-Identifier: Apache-2.0
// Which texts of a bucket are compared with each other.
#ifndef GALLEY_DEDUP_PAIR_SELECTOR_H_
#define GALLEY_DEDUP_PAIR_SELECTOR_H_

#include <cstdint>
#include <span>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "dedup/pair_rule.h"
#include "dedup/records.h"

namespace galley {

/// A text that has a bucket's key.
struct BucketMember {
  std::uint64_t number = 0;  ///< of its row: among rows of one score the order of their ranks
  const Sketch* sketch = nullptr;
  std::uint64_t numbers = 0;  ///< see Row
  std::uint32_t scope = 0;
  std::uint32_t score = 0;

  friend bool operator<(const BucketMember& a, const BucketMember& b) {
    return std::tie(a.scope, a.score, a.number) < std::tie(b.scope, b.score, b.number);
  }
};

/// Two members of a bucket that are to be compared, by their places in it.
struct PickedPair {
  std::uint32_t worse = 0;
  std::uint32_t better = 0;
};

/// Picks pairs from buckets. One for each thread.
class PairSelector {
 public:
  /// In a bucket of so many members every pair that the rule allows is picked.
  static constexpr std::size_t kAllCompared = 5;

  explicit PairSelector(const PairRule& rule) : rule_(rule) {}

  /// Appends the pairs of `bucket` that are worth comparing to `out`. REQUIRES: members of one
  /// scope in the order of their ranks. What it says of a member depends on those before it only.
  /// The first `known` members are leaders that an index has kept: they are compared with those
  /// behind them, but no more with each other. Cost: linear in the bucket's size.
  void select(std::span<const BucketMember> bucket, std::vector<PickedPair>& out,
              std::size_t known = 0);

  /// The members of the last bucket that did not become leaders, by their places: what it says of
  /// later members does not depend on them.
  [[nodiscard]] std::span<const std::uint32_t> followers() const { return followers_; }

  /// Pairs of all buckets so far, and how many of them were passed over because the bucket was hot.
  [[nodiscard]] std::uint64_t pairs() const { return pairs_; }
  [[nodiscard]] std::uint64_t skipped() const { return skipped_; }

 private:
  struct Near {
    std::uint32_t agreement;
    std::uint32_t member;
  };
  void compare(std::span<const BucketMember> bucket, std::uint32_t member, std::uint32_t with);
  // Makes a member that stands for itself a leader; false where there are enough of them.
  bool add_leader(std::uint32_t member, std::uint64_t marks);

  PairRule rule_;
  std::vector<std::uint32_t> leaders_;
  std::vector<std::uint64_t> leader_marks_;  // of each
  std::vector<std::uint32_t> followers_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_numbers_;
  std::vector<Near> near_;
  std::uint64_t pairs_ = 0;
  std::uint64_t skipped_ = 0;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_PAIR_SELECTOR_H_
