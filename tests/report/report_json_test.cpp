// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/report.h"

namespace galley {
namespace {

TEST(ReportJson, TellsEveryCount) {
  Report report;
  std::uint64_t value = 100;
  for (const NamedCount& count : named_counts()) report.counts.*count.value = ++value;
  const auto json = nlohmann::json::parse(report_json(report));
  for (const NamedCount& count : named_counts()) {
    EXPECT_EQ(json.at("counts").at(std::string(count.name)), report.counts.*count.value);
  }
}

TEST(ReportJson, LeavesOutWhatIsNotKnown) {
  Report report;
  auto json = nlohmann::json::parse(report_json(report));
  EXPECT_TRUE(json.at("run").is_null());
  EXPECT_TRUE(json.at("figures").is_null());
  report.run.emplace().threads = 3;
  report.figures.line_cells[4] = 9;
  json = nlohmann::json::parse(report_json(report));
  EXPECT_EQ(json.at("run").at("threads"), 3);
  EXPECT_EQ(json.at("run").at("stages").size(), kStages);
  EXPECT_EQ(json.at("figures").at("lineCells").size(), 5u);
}

TEST(ReportJson, IsJsonWhateverTheNames) {
  Report report;
  report.folder = "\"\\\n\x01\xFF";
  EXPECT_TRUE(nlohmann::json::accept(report_json(report)));
}

}  // namespace
}  // namespace galley
