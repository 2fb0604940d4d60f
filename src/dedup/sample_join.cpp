// SPDX-License-Identifier: Apache-2.0
#include "dedup/sample_join.h"

#include <algorithm>

#include "base/check.h"
#include "base/hash.h"
#include "base/letter_weight.h"
#include "dedup/shingle_codes.h"

namespace galley {

namespace {

constexpr std::uint64_t kSeed = 0x5EED;  // another than any that the search hashes with
constexpr std::uint64_t kMostPpm = 1'000'000;

std::uint64_t common_of(const ShingleSet& a, const ShingleSet& b) {
  std::uint64_t common = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const std::uint64_t x = a[i];
    const std::uint64_t y = b[j];
    common += x == y ? 1u : 0u;
    i += x <= y ? 1u : 0u;
    j += y <= x ? 1u : 0u;
  }
  return common;
}

}  // namespace

std::uint64_t ShingleSetMaker::make(std::string_view text, ShingleSet& out) {
  letters_.clear();
  append_letters(text, letters_);
  const std::span<const char32_t> letters = letters_.letters();
  out.clear();
  const std::size_t length = std::min(kShingle, letters.size());
  if (length == 0) return 0;
  for (std::size_t i = 0; i + length <= letters.size(); ++i) {
    out.push_back(hash64(letters.data() + i, length * sizeof(char32_t), kSeed));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return weight_of(letters);
}

std::uint32_t jaccard_ppm(const ShingleSet& a, const ShingleSet& b) {
  const std::uint64_t common = common_of(a, b);
  const std::uint64_t united = a.size() + b.size() - common;
  return united == 0 ? 0 : static_cast<std::uint32_t>(common * kMostPpm / united);
}

std::uint32_t SampleJoin::add(ShingleSet set) {
  GALLEY_CHECK(!set.empty() && by_element_.empty());
  sets_.push_back(std::move(set));
  return static_cast<std::uint32_t>(sets_.size() - 1);
}

void SampleJoin::seal() {
  std::unordered_map<std::uint64_t, std::uint32_t> frequency;
  for (const ShingleSet& set : sets_) {
    for (const std::uint64_t element : set) ++frequency[element];
  }
  ShingleSet rarest;
  for (std::uint32_t number = 0; number < sets_.size(); ++number) {
    const ShingleSet& set = sets_[number];
    const std::uint64_t least = (set.size() * similarity_ppm_ + kMostPpm - 1) / kMostPpm;
    const std::size_t prefix = set.size() - least + 1;
    rarest = set;
    std::partial_sort(rarest.begin(), rarest.begin() + static_cast<std::ptrdiff_t>(prefix),
                      rarest.end(), [&](std::uint64_t a, std::uint64_t b) {
                        const std::uint32_t of_a = frequency[a];
                        const std::uint32_t of_b = frequency[b];
                        return of_a != of_b ? of_a < of_b : a < b;
                      });
    for (std::size_t i = 0; i < prefix; ++i) by_element_[rarest[i]].push_back(number);
  }
}

void SampleJoin::find(const ShingleSet& set, std::vector<std::uint32_t>& found) const {
  const std::size_t before = found.size();
  const auto begin = static_cast<std::ptrdiff_t>(before);
  for (const std::uint64_t element : set) {
    const auto sharing = by_element_.find(element);
    if (sharing == by_element_.end()) continue;
    for (const std::uint32_t number : sharing->second) {
      // J >= t means a ratio of sizes of at least t.
      const std::uint64_t size = sets_[number].size();
      if (std::min(size, set.size()) * kMostPpm >= similarity_ppm_ * std::max(size, set.size())) {
        found.push_back(number);
      }
    }
  }
  std::sort(found.begin() + begin, found.end());
  found.erase(std::unique(found.begin() + begin, found.end()), found.end());
  const auto unlike = [&](std::uint32_t number) {
    return jaccard_ppm(set, sets_[number]) < similarity_ppm_;
  };
  found.erase(std::remove_if(found.begin() + begin, found.end(), unlike), found.end());
}

}  // namespace galley
