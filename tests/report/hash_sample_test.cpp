// SPDX-License-Identifier: Apache-2.0
#include "report/hash_sample.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace galley {
namespace {

std::vector<std::uint64_t> sample_of(const std::vector<std::uint64_t>& hashes, std::size_t most) {
  HashSample<std::uint64_t> sample(most);
  for (const std::uint64_t hash : hashes) {
    if (sample.wants(hash)) sample.add(hash, hash);
  }
  EXPECT_EQ(sample.seen(), hashes.size());
  return sample.take();
}

RC_GTEST_PROP(HashSample, IsTheLowestInAnyOrder, (std::set<std::uint64_t> hashes)) {
  const std::size_t most = *rc::gen::inRange<std::size_t>(0, 12);
  std::vector<std::uint64_t> lowest(hashes.begin(), hashes.end());
  const std::vector<std::uint64_t> backwards(lowest.rbegin(), lowest.rend());
  const std::vector<std::uint64_t> forwards = lowest;
  lowest.resize(std::min(lowest.size(), most));
  RC_ASSERT(sample_of(forwards, most) == lowest);
  RC_ASSERT(sample_of(backwards, most) == lowest);
}

}  // namespace
}  // namespace galley
