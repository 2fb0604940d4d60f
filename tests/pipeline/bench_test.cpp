// SPDX-License-Identifier: Apache-2.0
#include "galley/bench.h"

#include <algorithm>

#include "base/atomic_file.h"
#include "tests/support/runs.h"

namespace galley {
namespace {

struct Bench : testing::Test {
  Bench() {
    EXPECT_TRUE(make_folders(folder / "temp"));
    DumpMaker(5).write(folder / "dump", 12);
    options = run_options({folder / "dump"}, "");
    options.temp = folder / "temp";
    options.threads = 2;
  }
  const TempFolder folder;
  RunOptions options;
};

TEST_F(Bench, MeasuresAllOfASmallArchiveAndLeavesNothing) {
  const Result<BenchOutcome> outcome = bench(options, std::uint64_t{1} << 30, {});
  ASSERT_TRUE(outcome) << to_string(outcome.error());
  EXPECT_EQ(outcome->sampled_inputs, outcome->inputs);
  EXPECT_EQ(outcome->sample_stored_bytes, outcome->all_bytes);
  EXPECT_DOUBLE_EQ(outcome->scale(), 1);
  EXPECT_EQ(outcome->threads, 2);

  options.output = folder / "out";
  const RunSummary run = clean_well(options);
  EXPECT_EQ(outcome->run.counts.kept, run.counts.kept);
  EXPECT_GT(outcome->zstd_bytes, 0u);
  EXPECT_GE(outcome->forecast_seconds(), outcome->run.seconds);
  EXPECT_TRUE(names_in(folder / "temp").empty());
}

TEST_F(Bench, TimesEachKindOfWork) {
  const Result<BenchOutcome> outcome = bench(options, std::uint64_t{1} << 30, {});
  ASSERT_TRUE(outcome) << to_string(outcome.error());
  const auto& work = outcome->run.work_cpu_seconds;
  for (const Work kind : {Work::kRead, Work::kDecode, Work::kLearn, Work::kRepair,
                          Work::kFingerprint, Work::kMatch, Work::kWrite}) {
    EXPECT_GT(work[static_cast<std::size_t>(kind)], 0) << to_string(kind);
  }
}

TEST_F(Bench, TakesWholeLinesOfALargeInputAndForecastsTheRest) {
  std::string lines;
  while (lines.size() < 3'000'000)
    lines += "{\"text\":\"line " + std::to_string(lines.size()) + "\"}\n";
  ASSERT_TRUE(write_file_atomically(folder / "large.jsonl", lines));
  options.inputs = {folder / "large.jsonl"};
  std::vector<Issue> issues;
  RunMonitor monitor;
  monitor.on_issue = [&](const Issue& issue) { issues.push_back(issue); };
  const Result<BenchOutcome> outcome = bench(options, 1'500'000, monitor);
  ASSERT_TRUE(outcome) << to_string(outcome.error());
  EXPECT_TRUE(issues.empty()) << issues.front().error.what;
  EXPECT_LT(outcome->sample_bytes, lines.size());
  EXPECT_GT(outcome->scale(), 1);
  EXPECT_EQ(outcome->run.counts.documents,
            static_cast<std::uint64_t>(std::count(
                lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(outcome->sample_bytes),
                '\n')));
}

TEST_F(Bench, TellsOfInputsThatAreNotThere) {
  options.inputs = {folder / "absent"};
  std::vector<std::string> told;
  RunMonitor monitor;
  monitor.on_issue = [&](const Issue& issue) { told.push_back(issue.error.where); };
  const Result<BenchOutcome> outcome = bench(options, 1 << 20, monitor);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(told, std::vector<std::string>{folder / "absent"});
}

TEST_F(Bench, TellsOfWhatCannotBeReadAndMeasuresTheRest) {
  ASSERT_TRUE(write_file_atomically(folder / "dump/cut.txt.gz", "\x1f\x8b\x08 cut"));
  std::vector<std::string> told;
  RunMonitor monitor;
  monitor.on_issue = [&](const Issue& issue) { told.push_back(issue.error.where); };
  const Result<BenchOutcome> outcome = bench(options, 1 << 30, monitor);
  ASSERT_TRUE(outcome) << to_string(outcome.error());
  EXPECT_EQ(told, std::vector<std::string>{folder / "dump/cut.txt.gz"});
  EXPECT_GT(outcome->run.counts.documents, 0u);
  EXPECT_EQ(outcome->run.unreadable.size(), 1u);
}

}  // namespace
}  // namespace galley
