// SPDX-License-Identifier: Apache-2.0
// Breaks are scored 64 at a time, feature by feature, so that a tree is a few vector comparisons.
// Those that the first two stages leave open wait until there are 64 of them, if they are few.
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

// Lanes that are worth asking the other trees of a block as it is, rather than being moved.
constexpr int kWorthABlock = 40;

}  // namespace

void add_trees_plain(const ForestTree* begin, const ForestTree* end, const FeatureBlock& block,
                     std::int32_t* sums) {
  add_trees(begin, end, block, sums);
}

std::uint64_t ForestQueue::settle(const Waiting& waiting, bool last) {
  std::uint64_t left = 0;
  for (std::uint64_t rest = waiting.lanes; rest != 0; rest &= rest - 1) {
    const auto lane = static_cast<std::size_t>(std::countr_zero(rest));
    if (last || std::abs(waiting.sums[lane]) > forest_.sure) {
      scores_[waiting.places[lane]] = waiting.sums[lane];
    } else {
      left |= std::uint64_t{1} << lane;
    }
  }
  return left;
}

void ForestQueue::score(const FeatureBlock& block, const std::uint32_t* places,
                        std::uint64_t lanes) {
  alignas(64) std::int32_t sums[kForestLanes];
  std::ranges::fill(sums, forest_.bias);
  unsigned done = 0;
  for (unsigned stage = kFirstStage; lanes != 0; stage *= 2) {
    // The trees cost the same for one lane and for all: few lanes wait for company.
    if (done == kSecondEnd && std::popcount(lanes) < kWorthABlock) break;
    lanes = score_stage(block, {sums, places, lanes}, done, stage);
  }
  for (; lanes != 0; lanes &= lanes - 1) {
    const auto from = static_cast<std::size_t>(std::countr_zero(lanes));
    const std::size_t to = rest_.count++;
    for (std::size_t feature = 0; feature < kFeatures; ++feature) {
      rest_.block.features[feature][to] = block.features[feature][from];
    }
    rest_.sums[to] = sums[from];
    rest_.places[to] = places[from];
    if (rest_.count == kForestLanes) score_rest();
  }
}

std::uint64_t ForestQueue::score_stage(const FeatureBlock& block, const Waiting& waiting,
                                       unsigned& done, unsigned stage) {
  const unsigned next = std::min(done + stage, forest_.count);
  kAddTrees(forest_.trees + done, forest_.trees + next, block, waiting.sums);
  done = next;
  return settle(waiting, done == forest_.count);
}

void ForestQueue::score_rest() {
  if (rest_.count == 0) return;
  std::uint64_t lanes = ~std::uint64_t{0} >> (kForestLanes - rest_.count);
  rest_.count = 0;
  unsigned done = kSecondEnd;
  for (unsigned stage = 4 * kFirstStage; lanes != 0; stage *= 2) {
    lanes = score_stage(rest_.block, {rest_.sums, rest_.places, lanes}, done, stage);
  }
}

std::uint8_t score_confidence(std::int32_t score) {
  const unsigned index = static_cast<unsigned>(std::abs(score)) / (kForestUnit / 2);
  constexpr unsigned kLast = sizeof kPercent - 1;
  return kPercent[index < kLast ? index : kLast];
}

}  // namespace galley
