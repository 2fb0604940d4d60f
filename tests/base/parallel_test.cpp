// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.h"

#include <gtest/gtest.h>

#include <chrono>
#include <numeric>
#include <random>

namespace galley {
namespace {

TEST(ForEachIndex, DoesEachOnce) {
  for (const int threads : {1, 2, 7}) {
    std::vector<std::atomic<int>> done(1000);
    const StopToken stop;
    ASSERT_TRUE(
        for_each_index(threads, done.size(), stop, [&](std::size_t index, int thread) -> Status {
          EXPECT_GE(thread, 0);
          EXPECT_LT(thread, threads);
          ++done[index];
          return {};
        }));
    for (const std::atomic<int>& count : done) EXPECT_EQ(count, 1);
  }
}

TEST(ForEachIndex, ReportsTheLowestFailure) {
  for (const int threads : {1, 2, 7}) {
    const StopToken stop;
    const Status status = for_each_index(threads, 100, stop, [](std::size_t index, int) -> Status {
      if (index < 3) std::this_thread::sleep_for(std::chrono::milliseconds(5));
      if (index >= 2) return fail(ErrorCode::kIo, std::to_string(index), "fails", "wait");
      return {};
    });
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().where, "2");
  }
}

TEST(ForEachIndex, StopsOnRequest) {
  StopToken stop;
  std::atomic<int> done = 0;
  const Status status = for_each_index(2, 1'000'000, stop, [&](std::size_t, int) -> Status {
    if (++done == 10) stop.request_stop(2);
    return {};
  });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::kInterrupted);
  EXPECT_LT(done, 1000);
}

TEST(OrderedPipeline, TakesInOrder) {
  for (const int threads : {1, 2, 7}) {
    int made = 0;
    std::vector<int> taken;
    const StopToken stop;
    OrderedPipeline<int, int> pipeline(
        [&]() -> Result<std::optional<int>> {
          return made == 500 ? std::optional<int>() : std::optional<int>(made++);
        },
        [](int item, int thread) -> Result<int> {
          if ((item + thread) % 7 == 0) std::this_thread::sleep_for(std::chrono::microseconds(300));
          return item * 2;
        },
        [&](int output) -> Status {
          taken.push_back(output);
          return {};
        });
    ASSERT_TRUE(pipeline.run(threads, stop));
    ASSERT_EQ(taken.size(), 500u);
    for (int i = 0; i < 500; ++i) EXPECT_EQ(taken[static_cast<std::size_t>(i)], i * 2);
  }
}

TEST(OrderedPipeline, EndsAtTheFirstFailureInOrder) {
  for (const int threads : {1, 2, 7}) {
    for (const int fault : {0, 1, 2}) {
      int made = 0;
      std::vector<int> taken;
      const StopToken stop;
      OrderedPipeline<int, int> pipeline(
          [&]() -> Result<std::optional<int>> {
            if (fault == 0 && made == 20) return fail(ErrorCode::kIo, "make", "fails", "wait");
            return std::optional<int>(made++);
          },
          [&](int item, int) -> Result<int> {
            if (fault == 1 && item >= 20)
              return fail(ErrorCode::kIo, std::to_string(item), "fails", "wait");
            return item;
          },
          [&](int output) -> Status {
            if (fault == 2 && output == 20) return fail(ErrorCode::kIo, "take", "fails", "wait");
            taken.push_back(output);
            return {};
          });
      const Status status = pipeline.run(threads, stop);
      ASSERT_FALSE(status);
      EXPECT_EQ(status.error().where, fault == 0 ? "make" : fault == 1 ? "20" : "take");
      EXPECT_EQ(taken.size(), 20u) << "what came before the failure is still taken";
    }
  }
}

}  // namespace
}  // namespace galley
