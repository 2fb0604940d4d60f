// SPDX-License-Identifier: Apache-2.0
#include "pipeline/issue_log.h"

#include <gtest/gtest.h>

namespace galley {
namespace {

TEST(IssueLog, TellsAllAndKeepsWhatCouldNotBeRead) {
  std::vector<std::string> told;
  RunMonitor monitor;
  monitor.on_issue = [&](const Issue& issue) { told.push_back(issue.path); };
  IssueLog log(monitor);
  const std::vector<Issue> issues = {
      {Issue::Severity::kWarning, "empty", {}, {ErrorCode::kCorrupt, "empty", "is empty", "-"}},
      {Issue::Severity::kUnreadable, "cut", {}, {ErrorCode::kCorrupt, "cut", "ends early", "-"}},
      {Issue::Severity::kUnreadable, "bad", 7, {ErrorCode::kCorrupt, "bad:7", "is no JSON", "-"}}};
  log.take(issues);
  EXPECT_EQ(told, (std::vector<std::string>{"empty", "cut", "bad"}));
  ASSERT_EQ(log.unreadable().size(), 2u);
  EXPECT_EQ(log.unreadable()[0].path, "cut");
  EXPECT_EQ(log.unreadable()[0].line, 0u);
  EXPECT_EQ(log.unreadable()[1].line, 7u);
  EXPECT_EQ(log.unreadable()[1].reason, "is no JSON");
}

TEST(IssueLog, NeedsNobodyToTell) {
  const RunMonitor monitor;
  IssueLog log(monitor);
  log.take(std::vector<Issue>(3));
  EXPECT_EQ(log.unreadable().size(), 3u);
}

}  // namespace
}  // namespace galley
