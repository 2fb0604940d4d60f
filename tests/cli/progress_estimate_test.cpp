// SPDX-License-Identifier: Apache-2.0
#include "cli/progress_estimate.h"

#include <gtest/gtest.h>

namespace galley {
namespace {

TEST(ProgressEstimate, OfACommandWithoutStagesIsItsBytes) {
  RunProgress progress;
  progress.begin(Stage::kPlan, 400);
  progress.add_bytes(100);
  ProgressEstimate estimate("verify");
  const ProgressView view = estimate.look(progress, 2);
  EXPECT_EQ(view.stage, "verify");
  EXPECT_EQ(view.stages, 1u);
  EXPECT_DOUBLE_EQ(view.share.value(), 0.25);
  EXPECT_DOUBLE_EQ(view.seconds_left.value(), 6);
}

TEST(ProgressEstimate, WithoutATotalNothingIsForetold) {
  RunProgress progress;
  progress.begin(Stage::kMap, 0);
  progress.add_bytes(2048);
  ProgressEstimate estimate("repair");
  const ProgressView view = estimate.look(progress, 5);
  EXPECT_EQ(view.bytes_done, 2048u);
  EXPECT_FALSE(view.share);
  EXPECT_FALSE(view.seconds_left);
}

TEST(ProgressEstimate, StagesCountByTheirCosts) {
  RunProgress progress;
  progress.expect({10, 0, 70, 0, 0, 20});
  ProgressEstimate estimate("clean");
  progress.begin(Stage::kPlan, 100);
  EXPECT_DOUBLE_EQ(estimate.look(progress, 0).share.value(), 0);
  progress.begin(Stage::kMap, 100);
  progress.add_bytes(50);
  static_cast<void>(estimate.look(progress, 1));
  const ProgressView view = estimate.look(progress, 4.5);
  EXPECT_EQ(view.stage, "map");
  EXPECT_EQ(view.stage_number, 2u);
  EXPECT_EQ(view.stages, 3u);
  EXPECT_DOUBLE_EQ(view.share.value(), 0.45);
  // Half of the map took 3.5 s by its own speed; a unit of cost took 0.1 s, of which 20 are behind.
  EXPECT_DOUBLE_EQ(view.seconds_left.value(), 3.5 + 2);
}

TEST(ProgressEstimate, TheShareNeverFalls) {
  RunProgress progress;
  progress.expect({10, 0, 10, 0, 0, 0});
  ProgressEstimate estimate("clean");
  progress.begin(Stage::kPlan, 100);
  progress.add_bytes(100);
  EXPECT_DOUBLE_EQ(estimate.look(progress, 1).share.value(), 0.5);
  progress.expect({10, 0, 90, 0, 0, 0});  // there is more text than the files' sizes told
  progress.begin(Stage::kMap, 100);
  EXPECT_DOUBLE_EQ(estimate.look(progress, 2).share.value(), 0.5);
  progress.add_bytes(1000);  // a file grew
  const ProgressView view = estimate.look(progress, 3);
  EXPECT_DOUBLE_EQ(view.share.value(), 1);
  EXPECT_EQ(view.bytes_done, 100u);
  EXPECT_NEAR(view.seconds_left.value(), 0, 1e-9);
}

TEST(ProgressEstimate, NothingIsForetoldInTheFirstSecond) {
  RunProgress progress;
  progress.expect({10, 0, 10, 0, 0, 0});
  progress.begin(Stage::kPlan, 100);
  progress.add_bytes(50);
  ProgressEstimate estimate("clean");
  EXPECT_FALSE(estimate.look(progress, 0.5).seconds_left);
  EXPECT_TRUE(estimate.look(progress, 1.5).seconds_left);
}

}  // namespace
}  // namespace galley
