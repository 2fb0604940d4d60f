// SPDX-License-Identifier: Apache-2.0
// Breaks are scored 64 at a time, feature by feature, so that a tree is a few vector comparisons.
// Those that the first two stages leave open wait until there are 64 of them, if they are few, and
// again those that four stages leave open.
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

// Lanes that are worth asking the other trees of a block as it is, rather than being moved.
constexpr int kWorthABlock = 40;

}  // namespace

void add_trees_plain(const ForestTree* begin, const ForestTree* end, const FeatureBlock& block,
                     std::int32_t* sums) {
  add_trees(begin, end, block, sums);
}

std::uint64_t ForestQueue::settle(const Waiting& waiting, unsigned stage) {
  const bool last = trees_of_stages(stage + 1) >= forest_.count;
  const std::int32_t sure = last ? -1 : forest_.sure[stage];
  std::uint64_t left = 0;
  for (std::uint64_t rest = waiting.lanes; rest != 0; rest &= rest - 1) {
    const auto lane = static_cast<std::size_t>(std::countr_zero(rest));
    if (std::abs(waiting.sums[lane]) > sure) {
      scores_[waiting.places[lane]] = waiting.sums[lane];
    } else {
      left |= std::uint64_t{1} << lane;
    }
  }
  return left;
}

void ForestQueue::score_from(unsigned stage, const FeatureBlock& block, Waiting waiting,
                             unsigned rest) {
  for (; waiting.lanes != 0; ++stage) {
    if (rest < kRests && stage == kStagesBefore[rest]) {
      if (std::popcount(waiting.lanes) < kWorthABlock) {
        wait(block, waiting, rest);
        return;
      }
      ++rest;
    }
    const unsigned end = std::min(trees_of_stages(stage + 1), forest_.count);
    kAddTrees(forest_.trees + trees_of_stages(stage), forest_.trees + end, block, waiting.sums);
    waiting.lanes = settle(waiting, stage);
  }
}

void ForestQueue::wait(const FeatureBlock& block, const Waiting& waiting, unsigned rest) {
  Rest& waits = rests_[rest];
  for (std::uint64_t lanes = waiting.lanes; lanes != 0; lanes &= lanes - 1) {
    const auto from = static_cast<std::size_t>(std::countr_zero(lanes));
    const std::size_t to = waits.count++;
    for (std::size_t feature = 0; feature < kFeatures; ++feature) {
      waits.block.features[feature][to] = block.features[feature][from];
    }
    waits.sums[to] = waiting.sums[from];
    waits.places[to] = waiting.places[from];
    if (waits.count == kForestLanes) score_rest(rest);
  }
}

void ForestQueue::score_rest(unsigned rest) {
  Rest& waits = rests_[rest];
  if (waits.count == 0) return;
  const std::uint64_t lanes = ~std::uint64_t{0} >> (kForestLanes - waits.count);
  waits.count = 0;
  score_from(kStagesBefore[rest], waits.block, {waits.sums, waits.places, lanes}, rest + 1);
}

void ForestQueue::score(const FeatureBlock& block, const std::uint32_t* places,
                        std::uint64_t lanes) {
  alignas(64) std::int32_t sums[kForestLanes];
  std::ranges::fill(sums, forest_.bias);
  score_from(0, block, {sums, places, lanes}, 0);
}

void ForestQueue::finish() {
  for (unsigned rest = 0; rest < kRests; ++rest) score_rest(rest);
}

std::uint8_t score_confidence(std::int32_t score) {
  const unsigned index = static_cast<unsigned>(std::abs(score)) / (kForestUnit / 2);
  constexpr unsigned kLast = sizeof kPercent - 1;
  return kPercent[index < kLast ? index : kLast];
}

}  // namespace galley
