// SPDX-License-Identifier: Apache-2.0
#include "pipeline/memory_plan.h"

#include <gtest/gtest.h>

#include <thread>

namespace galley {
namespace {

constexpr std::uint64_t kGiB = std::uint64_t{1} << 30;

RunOptions options_of(int threads, std::uint64_t memory_bytes) {
  RunOptions options;
  options.threads = threads;
  options.memory_bytes = memory_bytes;
  return options;
}

TEST(ThreadCount, IsWhatWasAskedForWhereThereIsRoom) {
  EXPECT_EQ(thread_count(options_of(7, 4 * kGiB)), 7);
  EXPECT_EQ(thread_count(options_of(1, 4 * kGiB)), 1);
  const auto processors = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  EXPECT_EQ(thread_count(options_of(0, 1000 * kGiB)), processors);
}

TEST(ThreadCount, LeavesHalfOfTheLimitToTheInput) {
  for (const std::uint64_t memory : {kGiB / 4, kGiB / 2, kGiB, 3 * kGiB}) {
    const RunOptions options = options_of(1000, memory);
    const int threads = thread_count(options);
    EXPECT_GE(threads, 1);
    EXPECT_LT(threads, 1000);
    EXPECT_TRUE(threads == 1 || budget_bytes(options, threads) >= memory / 2);
  }
  EXPECT_EQ(thread_count(options_of(16, 1)), 1) << "one thread always works";
}

TEST(Budget, IsLessThanTheLimitAndNeverBelowNothing) {
  EXPECT_EQ(budget_bytes(options_of(1, 1), 1), 0u);
  const RunOptions options = options_of(2, kGiB);
  EXPECT_GT(budget_bytes(options, 2), 0u);
  EXPECT_LT(budget_bytes(options, 2), kGiB);
  EXPECT_LT(budget_bytes(options, 3), budget_bytes(options, 2));
}

TEST(MemoryLimit, IsHalfOfTheMachineUnlessAskedFor) {
  EXPECT_EQ(memory_limit_bytes(options_of(1, 12345)), 12345u);
  EXPECT_EQ(memory_limit_bytes(options_of(1, 0)), machine_memory_bytes() / 2);
}

TEST(LearnerThreads, FitIntoTheBudget) {
  const MemoryBudget none(0), some(kGiB / 8), much(64 * kGiB);
  EXPECT_EQ(learner_threads(8, none), 1);
  EXPECT_GT(learner_threads(8, some), 1);
  EXPECT_LT(learner_threads(8, some), 8);
  EXPECT_EQ(learner_threads(8, much), 8);
}

}  // namespace
}  // namespace galley
