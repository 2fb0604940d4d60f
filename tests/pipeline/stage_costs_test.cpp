// SPDX-License-Identifier: Apache-2.0
#include "pipeline/stage_costs.h"

#include <gtest/gtest.h>

namespace galley {
namespace {

std::size_t index(Stage stage) {
  return static_cast<std::size_t>(stage);
}

TEST(StageCosts, GrowWithTheTextAndTheSurveyWithItsSample) {
  const auto small = stage_costs(Taking::kRepair, 1 << 20, 1 << 20);
  const auto large = stage_costs(Taking::kRepair, 8 << 20, 1 << 20);
  for (std::size_t i = 0; i < kStages; ++i) {
    EXPECT_GT(small[i], 0u);
    EXPECT_EQ(large[i], i == index(Stage::kSurvey) ? small[i] : 8 * small[i]);
  }
  EXPECT_EQ(stage_costs(Taking::kAsIs, 1 << 20, 0)[index(Stage::kSurvey)], 0u);
}

TEST(ExpectStages, ARunWithAProfileHasNoSurvey) {
  RunProgress progress;
  RunOptions options;
  expect_stages(&progress, Taking::kRepair, options, 1 << 20);
  EXPECT_GT(progress.cost(Stage::kSurvey), 0u);
  options.profile = "some.profile";
  expect_stages(&progress, Taking::kRepair, options, 1 << 20);
  EXPECT_EQ(progress.cost(Stage::kSurvey), 0u);
  EXPECT_GT(progress.cost(Stage::kMap), 0u);
  expect_stages(nullptr, Taking::kRepair, options, 1 << 20);
}

}  // namespace
}  // namespace galley
