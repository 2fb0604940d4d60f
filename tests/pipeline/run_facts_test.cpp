// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run_facts.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace galley {
namespace {

TEST(RunFacts, TellTimesThreadsAndMemory) {
  RunSummary summary;
  summary.seconds = 12.5;
  summary.peak_memory_bytes = 111;
  summary.spilled_bytes = 222;
  summary.bytes_in = 333;
  summary.decoded_bytes = 444;
  summary.bytes_out = 555;
  summary.stages[static_cast<std::size_t>(Stage::kMap)] = {2.5, 5.0, 99};
  RunOptions options;
  options.memory_bytes = 1000;
  const auto json = nlohmann::json::parse(run_facts(summary, options, 3, 900));
  EXPECT_EQ(json.at("seconds"), 12.5);
  EXPECT_EQ(json.at("threads"), 3);
  EXPECT_EQ(json.at("memory_limit_bytes"), 1000);
  EXPECT_EQ(json.at("memory_budget_bytes"), 900);
  EXPECT_EQ(json.at("peak_memory_bytes"), 111);
  EXPECT_EQ(json.at("spilled_bytes"), 222);
  EXPECT_EQ(json.at("bytes_in"), 333);
  EXPECT_EQ(json.at("decoded_bytes"), 444);
  EXPECT_EQ(json.at("bytes_out"), 555);
  ASSERT_EQ(json.at("stages").size(), kStages);
  EXPECT_EQ(json.at("stages").at("map").at("seconds"), 2.5);
  EXPECT_EQ(json.at("stages").at("map").at("cpu_seconds"), 5.0);
  EXPECT_EQ(json.at("stages").at("map").at("bytes"), 99);
}

}  // namespace
}  // namespace galley
