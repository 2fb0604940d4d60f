// SPDX-License-Identifier: Apache-2.0
#include "base/work_meter.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace galley {
namespace {

void work_for(std::uint64_t steps) {
  std::atomic<std::uint64_t> sum{0};
  for (std::uint64_t i = 0; i < steps; ++i) sum += i;
}

TEST(WorkMeter, SumsTheTimeOfAllThreads) {
  WorkMeter meter;
  std::jthread other([&] {
    const WorkTimer timer(&meter, Work::kRepair);
    work_for(200'000);
  });
  {
    const WorkTimer timer(&meter, Work::kWrite);
    work_for(200'000);
  }
  other.join();
  EXPECT_GT(meter.seconds(Work::kRepair), 0);
  EXPECT_GT(meter.seconds(Work::kWrite), 0);
  EXPECT_EQ(meter.seconds(Work::kRead), 0);
  const double before = meter.seconds(Work::kRepair);
  meter.add(Work::kRepair, 2'000'000'000);
  EXPECT_DOUBLE_EQ(meter.seconds(Work::kRepair), before + 2);
}

TEST(WorkMeter, IsNotNeeded) {
  const WorkTimer timer(nullptr, Work::kMatch);
}

}  // namespace
}  // namespace galley
