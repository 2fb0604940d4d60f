// SPDX-License-Identifier: Apache-2.0
// An ensemble of symmetric decision trees over byte features. In a symmetric tree all nodes of one
// depth ask the same question, so a tree is a few comparisons and one table of leaves, and has no
// branch to mispredict (Kohavi and Li 1995; Prokhorenkova et al. 2018).
#ifndef GALLEY_REPAIR_FOREST_H_
#define GALLEY_REPAIR_FOREST_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "repair/features.h"

namespace galley {

inline constexpr unsigned kForestDepth = 6;
inline constexpr unsigned kForestLeaves = 1u << kForestDepth;

struct ForestTree {
  std::uint8_t features[kForestDepth];
  std::uint8_t thresholds[kForestDepth];  ///< the question is: more than this?
  std::int16_t leaves[kForestLeaves];
};

/// Scores are looked at after so many trees, and then after twice as many more, and so on.
inline constexpr unsigned kFirstStage = 24;
inline constexpr unsigned kForestStages = 5;
/// How many trees the first stages have.
constexpr unsigned trees_of_stages(unsigned stages) {
  return kFirstStage * ((1u << stages) - 1);
}

/// Trees in the order of their making, the weightiest first. The scale of scores is kForestUnit to
/// one natural logarithm of the odds. REQUIRES: count <= trees_of_stages(kForestStages).
struct Forest {
  const ForestTree* trees;
  unsigned count;
  std::int32_t bias;
  /// A score beyond this after each stage but the last is final: the trees behind hardly ever
  /// turned it in training.
  std::int32_t sure[kForestStages - 1];
};
inline constexpr int kForestUnit = 1024;

extern const Forest kSpacedForest;       ///< scripts with spaces between words
extern const Forest kIdeographicForest;  ///< Han and Kana

/// Scores breaks block by block. Those that some stages leave open wait until there are as many of
/// them as there are lanes, for the trees cost the same for one lane and for all; all have their
/// scores at the latest after finish().
class ForestQueue {
 public:
  /// REQUIRES: forest and scores outlive the queue.
  ForestQueue(const Forest& forest, std::vector<std::int32_t>& scores)
      : forest_(forest), scores_(scores) {}

  /// Scores the lanes that `lanes` has bits for: scores[places[lane]] will be the log odds that a
  /// paragraph ends there.
  void score(const FeatureBlock& block, const std::uint32_t* places, std::uint64_t lanes);
  void finish();

 private:
  struct Waiting {
    std::int32_t* sums;
    const std::uint32_t* places;
    std::uint64_t lanes;
  };
  struct Rest {
    FeatureBlock block;
    alignas(64) std::int32_t sums[kForestLanes];
    std::uint32_t places[kForestLanes];
    std::size_t count = 0;
  };
  // Where lanes wait, behind so many stages.
  static constexpr unsigned kRests = 2;
  static constexpr unsigned kStagesBefore[kRests] = {2, 4};

  // Asks the stages from `stage` on, until a few lanes are left that wait in rests_[rest].
  void score_from(unsigned stage, const FeatureBlock& block, Waiting waiting, unsigned rest);
  // Sets the scores of lanes that are sure after a stage; returns which still wait.
  std::uint64_t settle(const Waiting& waiting, unsigned stage);
  void wait(const FeatureBlock& block, const Waiting& waiting, unsigned rest);
  void score_rest(unsigned rest);

  const Forest& forest_;
  std::vector<std::int32_t>& scores_;
  Rest rests_[kRests];
};

/// Adds trees [begin, end) to the sums of all lanes. Chosen at run time by what the processor has;
/// all give the same sums.
using AddTrees = void (*)(const ForestTree* begin, const ForestTree* end, const FeatureBlock& block,
                          std::int32_t* sums);
void add_trees_plain(const ForestTree* begin, const ForestTree* end, const FeatureBlock& block,
                     std::int32_t* sums);
#if defined(__x86_64__)
void add_trees_avx2(const ForestTree* begin, const ForestTree* end, const FeatureBlock& block,
                    std::int32_t* sums);
void add_trees_avx512(const ForestTree* begin, const ForestTree* end, const FeatureBlock& block,
                      std::int32_t* sums);
#endif

/// What a score is as a probability that the decision it makes is right, in percent, 50 to 100.
[[nodiscard]] std::uint8_t score_confidence(std::int32_t score);

}  // namespace galley

#endif  // GALLEY_REPAIR_FOREST_H_
