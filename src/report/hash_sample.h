// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_REPORT_HASH_SAMPLE_H_
#define GALLEY_REPORT_HASH_SAMPLE_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace galley {

/// A sample of bounded size of what comes by, chosen by hash: the same for any order in which it
/// comes, and each thing as likely as any other. (Bottom-k sampling.) Cost: O(log k) for what
/// enters, a comparison for what does not.
template <class Item>
class HashSample {
 public:
  explicit HashSample(std::size_t most) : most_(most) {}

  /// Whether a thing of this hash would enter now. Counts it as seen: call it once for each thing.
  [[nodiscard]] bool wants(std::uint64_t hash) {
    ++seen_;
    return most_ > 0 && (items_.size() < most_ || hash < items_.front().first);
  }
  /// REQUIRES: wants(hash) has just said so.
  void add(std::uint64_t hash, Item item) {
    if (items_.size() == most_) {
      std::pop_heap(items_.begin(), items_.end(), by_hash);
      items_.pop_back();
    }
    items_.emplace_back(hash, std::move(item));
    std::push_heap(items_.begin(), items_.end(), by_hash);
  }

  [[nodiscard]] std::uint64_t seen() const { return seen_; }
  /// What was chosen, by hash. The sample is empty after that.
  [[nodiscard]] std::vector<Item> take() {
    std::sort_heap(items_.begin(), items_.end(), by_hash);
    std::vector<Item> taken;
    taken.reserve(items_.size());
    for (auto& [hash, item] : items_) taken.push_back(std::move(item));
    items_.clear();
    return taken;
  }

 private:
  using Entry = std::pair<std::uint64_t, Item>;
  static bool by_hash(const Entry& a, const Entry& b) { return a.first < b.first; }

  const std::size_t most_;
  std::uint64_t seen_ = 0;
  std::vector<Entry> items_;  // a heap: the highest hash in front
};

}  // namespace galley

#endif  // GALLEY_REPORT_HASH_SAMPLE_H_
