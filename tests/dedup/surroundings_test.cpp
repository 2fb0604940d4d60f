// SPDX-License-Identifier: Apache-2.0
#include "dedup/surroundings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <random>

namespace galley {
namespace {

constexpr std::uint64_t kAll = (std::uint64_t{1} << kAnchorAround) - 1;

AnchorRecord record_of(std::uint64_t before, std::uint64_t after) {
  return AnchorRecord::of({0x123456789ABCDEF0u, before, after}, 0x0A12345678u);
}

// Step by step and bit by bit.
unsigned slow_likeness(std::uint64_t a, std::uint64_t b) {
  unsigned sum = 0;
  for (int step = 0; step < 40; step += 8) {
    int best = 0;
    for (int shift = -2; shift <= 2; ++shift) {
      const std::uint64_t moved = (shift < 0 ? b >> -shift : b << shift) & kAll;
      const std::uint64_t same = ~(a ^ moved) & kAll;
      best = std::max(best, std::popcount(same >> step & 0xFF));
    }
    sum += static_cast<unsigned>(std::min(best, 7));
  }
  return sum;
}

TEST(Surroundings, AreCountedInSteps) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 2000; ++i) {
    const std::uint64_t before = random() & kAll;
    const std::uint64_t after = random() & kAll;
    const std::uint64_t noise = random() & random() & random() & kAll;
    const std::uint64_t other_before = i % 2 == 0 ? random() & kAll : before ^ noise;
    const std::uint64_t other_after = i % 2 == 0 ? random() & kAll : (after << 1) & kAll;
    EXPECT_EQ(likeness_around(record_of(before, after), record_of(other_before, other_after)),
              slow_likeness(before, other_before) + slow_likeness(after, other_after));
  }
  EXPECT_EQ(likeness_around(record_of(5, 6), record_of(5, 6)), 70u);
}

TEST(AnchorRecord, HoldsWhatItIsMadeOf) {
  const AnchorRecord record =
      AnchorRecord::of({0xFEDCBA9876543210u, kAll - 3, kAll - 5}, 0xAB12345678u);
  EXPECT_EQ(record.key(), 0xFEDCBA9876000000u);
  EXPECT_EQ(record.row(), 0xAB12345678u);
  EXPECT_EQ(record.before(), kAll - 3);
  EXPECT_EQ(record.after(), kAll - 5);
}

}  // namespace
}  // namespace galley
