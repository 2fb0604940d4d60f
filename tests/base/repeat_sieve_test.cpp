// SPDX-License-Identifier: Apache-2.0
#include "base/repeat_sieve.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <vector>

#include "base/hash.h"

namespace galley {
namespace {

TEST(RepeatSieve, LetsAllThroughThatRepeatAndLittleElse) {
  std::mt19937_64 random(1);
  RepeatSieve sieve;
  for (const std::size_t count : {0u, 1u, 2u, 70u, 5000u, 30u}) {
    std::map<std::uint64_t, int> times;
    std::vector<std::uint64_t> keys;
    for (std::size_t i = 0; i < count; ++i) {
      // As in a part: the same highest bits, and some low bits that not every record has.
      keys.push_back((mix64(random() % (3 * count)) & ~0xFFFFFFu) >> 8 & ~0xFFFFFFu);
      ++times[keys.back()];
    }
    sieve.begin(count);
    for (const std::uint64_t key : keys) sieve.note(key);
    std::size_t once = 0;
    std::size_t passed = 0;
    for (const auto& [key, number] : times) {
      EXPECT_TRUE(number == 1 || sieve.may_repeat(key));
      once += number == 1 ? 1u : 0u;
      passed += number == 1 && sieve.may_repeat(key) ? 1u : 0u;
    }
    EXPECT_LE(passed, once / 4 + 2);
  }
}

}  // namespace
}  // namespace galley
