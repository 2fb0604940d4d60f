// SPDX-License-Identifier: Apache-2.0
// Breaks are scored 64 at a time, feature by feature, so that a tree is a few vector comparisons.
// After the first trees most breaks are decided; the rest is moved together and goes on alone.
#include "repair/forest.h"

#include <algorithm>
#include <array>
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

// Moves lane `from` to lane `to`.
void move_lane(FeatureBlock& block, std::size_t from, std::size_t to) {
  for (auto& feature : block.features) feature[to] = feature[from];
}

}  // namespace

void add_trees_plain(const ForestTree* begin, const ForestTree* end, const FeatureBlock& block,
                     std::int32_t* sums) {
  add_trees(begin, end, block, sums);
}

void score_block(const Forest& forest, FeatureBlock& block, std::size_t count,
                 std::int32_t* scores) {
  std::array<std::uint8_t, kForestLanes> lane_of;
  alignas(64) std::array<std::int32_t, kForestLanes> sums;
  for (std::size_t i = 0; i < count; ++i) lane_of[i] = static_cast<std::uint8_t>(i);
  sums.fill(forest.bias);
  unsigned done = 0;
  for (unsigned stage = kFirstStage; count > 0; stage *= 2) {
    const unsigned next = std::min(done + stage, forest.count);
    kAddTrees(forest.trees + done, forest.trees + next, block, sums.data());
    done = next;
    std::size_t left = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (done == forest.count || std::abs(sums[i]) > forest.sure) {
        scores[lane_of[i]] = sums[i];
        continue;
      }
      if (left != i) {
        move_lane(block, i, left);
        sums[left] = sums[i];
        lane_of[left] = lane_of[i];
      }
      ++left;
    }
    count = left;
  }
}

std::uint8_t score_confidence(std::int32_t score) {
  const unsigned index = static_cast<unsigned>(std::abs(score)) / (kForestUnit / 2);
  constexpr unsigned kLast = sizeof kPercent - 1;
  return kPercent[index < kLast ? index : kLast];
}

}  // namespace galley
