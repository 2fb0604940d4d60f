// SPDX-License-Identifier: Apache-2.0
#include "cli/messages.h"

#include <gtest/gtest.h>

#include <csignal>
#include <vector>

namespace galley {
namespace {

const Error kError{ErrorCode::kIo, "a.txt", "cannot be read", "check the disk"};

TEST(Messages, AreOneLineEach) {
  EXPECT_EQ(error_line(kError), "galley: error: a.txt: cannot be read; check the disk");
  EXPECT_EQ(warning_line(kError), "galley: warning: a.txt: cannot be read; check the disk");
  const Error odd{ErrorCode::kIo, "a\nb\x1B[31m\xFF", "x", "y"};
  EXPECT_EQ(error_line(odd), "galley: error: a\\x0Ab\\x1B[31m\\xFF: x; y");
}

TEST(ExitStatusOf, EveryErrorHasOne) {
  const auto status = [](ErrorCode code) { return exit_status({code, "", "", ""}, 0); };
  EXPECT_EQ(status(ErrorCode::kUsage), 2);
  EXPECT_EQ(status(ErrorCode::kInterrupted), 130);
  EXPECT_EQ(status(ErrorCode::kClosedPipe), 141);
  for (const ErrorCode code :
       {ErrorCode::kNotFound, ErrorCode::kIo, ErrorCode::kCorrupt, ErrorCode::kUnsupported,
        ErrorCode::kLimit, ErrorCode::kConflict, ErrorCode::kResource}) {
    EXPECT_EQ(status(code), 1);
  }
  EXPECT_EQ(exit_status({ErrorCode::kInterrupted, "", "", ""}, SIGTERM), 143);
}

class PrintedIssues : public testing::Test {
 protected:
  void print(Issue::Severity severity, int count, const std::string& what = "cannot be read",
             const std::string& path = "a.txt", std::optional<std::uint64_t> line = std::nullopt) {
    for (int i = 0; i < count; ++i) {
      printer_.print({severity, path, line, {ErrorCode::kIo, path, what, "check the disk"}});
    }
  }

  std::vector<std::string> lines_;
  IssuePrinter printer_{[this](const std::string& line) { lines_.push_back(line); }};
};

TEST_F(PrintedIssues, FewArePrintedAll) {
  print(Issue::Severity::kWarning, 20);
  print(Issue::Severity::kUnreadable, 20);
  printer_.sum_up("manifest.json");
  ASSERT_EQ(lines_.size(), 40u);
  EXPECT_EQ(lines_.front(), warning_line(kError));
  EXPECT_EQ(lines_.back(), error_line(kError));
}

TEST_F(PrintedIssues, ManyAreSummedUp) {
  print(Issue::Severity::kUnreadable, 32);
  print(Issue::Severity::kWarning, 21);
  printer_.sum_up("out/manifest.json");
  ASSERT_EQ(lines_.size(), 42u);
  EXPECT_EQ(lines_[40],
            "galley: error: and 12 more unreadable inputs; all are in out/manifest.json");
  EXPECT_EQ(lines_[41],
            "galley: warning: and 1 more warning of the kinds above; nothing was lost by them");
}

TEST_F(PrintedIssues, EachFaultIsTold) {
  print(Issue::Severity::kUnreadable, 30, "is cut short", "a", 1);
  print(Issue::Severity::kUnreadable, 1, "is no object", "a", 2);
  print(Issue::Severity::kUnreadable, 25, "has a fault at byte 7", "a", 3);
  print(Issue::Severity::kUnreadable, 25, "has a fault at byte 8", "a", 3);
  ASSERT_EQ(lines_.size(), 41u);
  lines_.resize(21);
  EXPECT_EQ(lines_.back(), "galley: error: a: is no object; check the disk");
}

TEST_F(PrintedIssues, RecordsAreCountedWithTheirFiles) {
  print(Issue::Severity::kUnreadable, 21, "is cut short", "a", 1);
  print(Issue::Severity::kUnreadable, 1'000, "is cut short", "b", 1);
  print(Issue::Severity::kUnreadable, 1, "is cut short", "c", 1);
  printer_.sum_up("");
  EXPECT_EQ(
      lines_.back(),
      "galley: error: and 1,002 more broken records in 3 files; galley clean writes down all, "
      "in manifest.json");
}

TEST_F(PrintedIssues, HoweverManyFaultsThereAreTheMessagesAreBounded) {
  for (int i = 0; i < 1'000; ++i) {
    print(Issue::Severity::kUnreadable, 25, "fault" + std::string(static_cast<std::size_t>(i), 'x'),
          "a", 1);
  }
  EXPECT_EQ(lines_.size(), 17u * 20);
  printer_.sum_up("m");
  EXPECT_EQ(lines_.back(), "galley: error: and 24,660 more broken records in 1 file; all are in m");
}

}  // namespace
}  // namespace galley
