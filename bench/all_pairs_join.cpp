// SPDX-License-Identifier: Apache-2.0
#include "bench/all_pairs_join.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace galley {

namespace {

struct Posting {
  std::uint32_t set;
  std::uint32_t position;
};

// Elements renumbered so that the rarest come first, and each set sorted by that.
std::vector<std::vector<std::uint32_t>> rarest_first(
    std::span<const std::vector<std::uint64_t>> sets) {
  std::vector<std::uint64_t> all;
  for (const auto& set : sets) all.insert(all.end(), set.begin(), set.end());
  std::sort(all.begin(), all.end());
  std::vector<std::pair<std::uint32_t, std::uint64_t>> by_count;
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = begin + 1;
    while (end < all.size() && all[end] == all[begin]) ++end;
    by_count.emplace_back(static_cast<std::uint32_t>(end - begin), all[begin]);
    begin = end;
  }
  all = {};
  std::sort(by_count.begin(), by_count.end());
  std::unordered_map<std::uint64_t, std::uint32_t> number;
  number.reserve(by_count.size());
  for (std::uint32_t i = 0; i < by_count.size(); ++i) number[by_count[i].second] = i;
  by_count = {};
  std::vector<std::vector<std::uint32_t>> renumbered(sets.size());
  for (std::size_t i = 0; i < sets.size(); ++i) {
    renumbered[i].reserve(sets[i].size());
    for (const std::uint64_t element : sets[i]) renumbered[i].push_back(number[element]);
    std::sort(renumbered[i].begin(), renumbered[i].end());
  }
  return renumbered;
}

std::uint64_t ceil_share(std::uint64_t size, std::uint64_t numerator, std::uint64_t denominator) {
  return (size * numerator + denominator - 1) / denominator;
}

// The common elements, or 0 as soon as fewer than `least` are sure.
std::uint64_t common_of(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b,
                        std::uint64_t least) {
  std::size_t i = 0;
  std::size_t j = 0;
  std::uint64_t common = 0;
  while (i < a.size() && j < b.size()) {
    if (common + std::min(a.size() - i, b.size() - j) < least) return 0;
    common += a[i] == b[j] ? 1u : 0u;
    const std::uint32_t x = a[i];
    i += x <= b[j] ? 1u : 0u;
    j += b[j] <= x ? 1u : 0u;
  }
  return common;
}

}  // namespace

void all_pairs_join(
    std::span<const std::vector<std::uint64_t>> sets, std::uint64_t similarity_ppm,
    const std::function<void(std::uint32_t, std::uint32_t, std::uint64_t, std::uint64_t)>& found) {
  constexpr std::uint64_t kOne = 1'000'000;
  const std::vector<std::vector<std::uint32_t>> records = rarest_first(sets);
  std::vector<std::uint32_t> order(records.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return records[a].size() < records[b].size();
  });
  // Shorter sets are in the index when a longer one looks for its partners.
  std::unordered_map<std::uint32_t, std::vector<Posting>> index;
  std::unordered_map<std::uint32_t, std::size_t> first_long_enough;
  std::vector<std::uint32_t> met(records.size(), ~0u);
  std::vector<std::uint32_t> partners;
  for (const std::uint32_t at : order) {
    const std::vector<std::uint32_t>& record = records[at];
    const std::uint64_t size = record.size();
    if (size == 0) continue;
    const std::uint64_t least_size = ceil_share(size, similarity_ppm, kOne);
    const std::uint64_t probe = size - least_size + 1;
    partners.clear();
    for (std::uint32_t position = 0; position < probe; ++position) {
      const auto list = index.find(record[position]);
      if (list == index.end()) continue;
      std::vector<Posting>& postings = list->second;
      std::size_t& begin = first_long_enough[record[position]];
      while (begin < postings.size() && records[postings[begin].set].size() < least_size) ++begin;
      for (std::size_t i = begin; i < postings.size(); ++i) {
        const Posting& posting = postings[i];
        const std::uint64_t other = records[posting.set].size();
        // J >= t means at least t / (1 + t) of both sizes in common.
        const std::uint64_t least = ceil_share(size + other, similarity_ppm, kOne + similarity_ppm);
        const std::uint64_t most = std::min(size - position, other - posting.position);
        if (met[posting.set] != at && most >= least) {
          met[posting.set] = at;
          partners.push_back(posting.set);
        }
      }
    }
    for (const std::uint32_t partner : partners) {
      const std::uint64_t both = size + records[partner].size();
      const std::uint64_t least = ceil_share(both, similarity_ppm, kOne + similarity_ppm);
      const std::uint64_t common = common_of(record, records[partner], least);
      if (common * kOne >= similarity_ppm * (both - common)) {
        found(std::min(at, partner), std::max(at, partner), common, both - common);
      }
    }
    const std::uint64_t indexed =
        size - ceil_share(size, 2 * similarity_ppm, kOne + similarity_ppm) + 1;
    for (std::uint32_t position = 0; position < indexed; ++position) {
      index[record[position]].push_back({at, position});
    }
  }
}

}  // namespace galley
