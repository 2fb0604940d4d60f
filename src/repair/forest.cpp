// SPDX-License-Identifier: Apache-2.0
// Breaks are scored 64 at a time, feature by feature, so that a tree is a few vector comparisons.
// After the first two stages most breaks are decided. The rest waits until there are 64 of them.
#include "repair/forest.h"

#include <algorithm>
#include <bit>
#include <cstdlib>

#include "repair/forest_loops.h"

namespace galley {

namespace {

// Percent by half units of log odds: 100 / (1 + exp(-x / 2)), rounded down.
constexpr std::uint8_t kPercent[] = {50, 62, 73, 81, 88, 92, 95, 97, 98, 98, 99, 99, 99};

AddTrees choose_add_trees() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
    return add_trees_avx512;
  if (__builtin_cpu_supports("avx2")) return add_trees_avx2;
#endif
  return add_trees_plain;
}

const AddTrees kAddTrees = choose_add_trees();

// Where the stages end: kFirstStage trees, and then each twice as many as the one before.
constexpr unsigned kSecondEnd = 3 * kFirstStage;

}  // namespace

void add_trees_plain(const ForestTree* begin, const ForestTree* end, const FeatureBlock& block,
                     std::int32_t* sums) {
  add_trees(begin, end, block, sums);
}

std::uint64_t ForestQueue::settle(const std::int32_t* sums, const std::uint32_t* places,
                                  std::uint64_t waiting, bool last) {
  std::uint64_t left = 0;
  for (std::uint64_t rest = waiting; rest != 0; rest &= rest - 1) {
    const auto lane = static_cast<std::size_t>(std::countr_zero(rest));
    if (last || std::abs(sums[lane]) > forest_.sure) {
      scores_[places[lane]] = sums[lane];
    } else {
      left |= std::uint64_t{1} << lane;
    }
  }
  return left;
}

void ForestQueue::score(const FeatureBlock& block, const std::uint32_t* places,
                        std::uint64_t lanes) {
  if (lanes == 0) return;
  alignas(64) std::int32_t sums[kForestLanes];
  std::ranges::fill(sums, forest_.bias);
  const unsigned first_end = std::min(kFirstStage, forest_.count);
  const unsigned second_end = std::min(kSecondEnd, forest_.count);
  kAddTrees(forest_.trees, forest_.trees + first_end, block, sums);
  std::uint64_t waiting = settle(sums, places, lanes, first_end == forest_.count);
  if (waiting == 0) return;
  kAddTrees(forest_.trees + first_end, forest_.trees + second_end, block, sums);
  waiting = settle(sums, places, waiting, second_end == forest_.count);
  for (; waiting != 0; waiting &= waiting - 1) {
    const auto from = static_cast<std::size_t>(std::countr_zero(waiting));
    const std::size_t to = rest_.count++;
    for (std::size_t feature = 0; feature < kFeatures; ++feature) {
      rest_.block.features[feature][to] = block.features[feature][from];
    }
    rest_.sums[to] = sums[from];
    rest_.places[to] = places[from];
    if (rest_.count == kForestLanes) score_rest();
  }
}

void ForestQueue::score_rest() {
  if (rest_.count == 0) return;
  std::uint64_t waiting = ~std::uint64_t{0} >> (kForestLanes - rest_.count);
  rest_.count = 0;
  unsigned done = kSecondEnd;
  for (unsigned stage = 4 * kFirstStage; waiting != 0; stage *= 2) {
    const unsigned next = std::min(done + stage, forest_.count);
    kAddTrees(forest_.trees + done, forest_.trees + next, rest_.block, rest_.sums);
    done = next;
    waiting = settle(rest_.sums, rest_.places, waiting, done == forest_.count);
  }
}

std::uint8_t score_confidence(std::int32_t score) {
  const unsigned index = static_cast<unsigned>(std::abs(score)) / (kForestUnit / 2);
  constexpr unsigned kLast = sizeof kPercent - 1;
  return kPercent[index < kLast ? index : kLast];
}

}  // namespace galley
