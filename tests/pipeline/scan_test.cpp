// SPDX-License-Identifier: Apache-2.0
#include "pipeline/scan.h"

#include "read/inputs.h"
#include "tests/support/runs.h"

namespace galley {
namespace {

class Scans : public testing::Test {
 protected:
  Scans() { DumpMaker(8).write(folder_ / "dump", 20); }

  Scan scan(int threads, std::uint64_t retained_bytes, SurveySample* sample = nullptr) {
    const std::vector<std::string> names = {folder_ / "dump"};
    options_.split_bytes = 3000;
    ScanSettings settings;
    settings.options = &options_;
    settings.monitor = &monitor_;
    settings.stop = &stop_;
    settings.budget = &budget_;
    settings.sample = sample;
    // As much again is left to later stages.
    Reservation others(budget_);
    if (retained_bytes < budget_.free_bytes() / 2) {
      others.grow_to(budget_.free_bytes() - 2 * retained_bytes);
    }
    IssueLog issues(monitor_);
    settings.issues = &issues;
    settings.threads = threads;
    Result<Scan> scan = scan_inputs(list_inputs(names)->inputs, settings);
    EXPECT_TRUE(scan);
    unreadable_ = issues.unreadable().size();
    return *std::move(scan);
  }

  const TempFolder folder_;
  RunOptions options_;
  RunMonitor monitor_;
  StopToken stop_;
  MemoryBudget budget_{std::uint64_t{1} << 30};
  std::size_t unreadable_ = 0;
};

void expect_equal(const Plan& a, const Plan& b) {
  EXPECT_EQ(a.input_documents, b.input_documents);
  EXPECT_EQ(a.splits, b.splits);
  EXPECT_EQ(a.documents, b.documents);
  EXPECT_EQ(a.decoded_bytes, b.decoded_bytes);
  EXPECT_EQ(a.bad_bytes, b.bad_bytes);
  ASSERT_EQ(a.chunks.size(), b.chunks.size());
  for (std::size_t i = 0; i < a.chunks.size(); ++i) {
    EXPECT_EQ(a.chunks[i].first_document, b.chunks[i].first_document);
    EXPECT_EQ(a.chunks[i].split, b.chunks[i].split);
    EXPECT_EQ(a.chunks[i].split_filled_bytes, b.chunks[i].split_filled_bytes);
    EXPECT_EQ(a.chunks[i].documents, b.chunks[i].documents);
    EXPECT_EQ(a.chunks[i].continues, b.chunks[i].continues);
  }
}

TEST_F(Scans, PlanTheSameForAnyThreadsAndMemory) {
  const Scan first = scan(1, UINT64_MAX);
  EXPECT_TRUE(first.is_retained);
  EXPECT_EQ(first.retained.size(), first.plan.chunks.size());
  EXPECT_GT(first.plan.splits, 3u);
  for (const int threads : {2, 7}) {
    expect_equal(scan(threads, UINT64_MAX).plan, first.plan);
    expect_equal(scan(threads, 0).plan, first.plan);
  }
}

TEST_F(Scans, RetainAllDocumentsOrNone) {
  const std::uint64_t before = budget_.used_bytes();
  const Scan scan = this->scan(2, 5000);
  EXPECT_FALSE(scan.is_retained);
  EXPECT_TRUE(scan.retained.empty());
  EXPECT_EQ(budget_.used_bytes(), before);
}

TEST_F(Scans, NumberDocumentsWithoutAGap) {
  const Scan scan = this->scan(2, UINT64_MAX);
  std::uint64_t next = 0;
  for (const PlannedChunk& chunk : scan.plan.chunks) {
    EXPECT_EQ(chunk.first_document, next);
    next += chunk.documents;
  }
  EXPECT_EQ(scan.plan.documents, next);
  std::uint64_t of_inputs = 0;
  for (const std::uint64_t documents : scan.plan.input_documents) of_inputs += documents;
  EXPECT_EQ(of_inputs, next);
}

TEST_F(Scans, OfferEveryDocumentToTheSurvey) {
  SurveySample sample(std::uint64_t{1} << 28, budget_);
  const Scan scan = this->scan(2, 0, &sample);
  EXPECT_EQ(sample.bytes(), scan.plan.decoded_bytes);
}

TEST_F(Scans, CollectIssuesInTheOrderOfTheInputs) {
  folder_.write("dump/0000a.jsonl", "{\"text\":\"sound\"}\n{\"text\":\n{\"text\":\"sound\"}\n{\n");
  folder_.write("dump/9999.bin", std::string("\x7F"
                                             "ELF\0\0\0\0\0\0\0\0\0\0\0",
                                             15));
  std::vector<std::string> told;
  monitor_.on_issue = [&](const Issue& issue) { told.push_back(issue.error.where); };
  scan(3, UINT64_MAX);
  EXPECT_EQ(told,
            (std::vector<std::string>{folder_ / "dump/0000a.jsonl:2",
                                      folder_ / "dump/0000a.jsonl:4", folder_ / "dump/9999.bin"}));
  EXPECT_EQ(unreadable_, 3u);
}

}  // namespace
}  // namespace galley
