// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include "base/file.h"
#include "tests/support/fifo.h"
#include "tests/support/runs.h"

namespace galley {
namespace {

class Repair : public testing::Test {
 protected:
  [[nodiscard]] std::string repaired(const std::vector<std::string>& inputs,
                                     RepairedFormat format = RepairedFormat::kAsInput) const {
    return repair_well(run_options(inputs, ""), format);
  }
  const TempFolder folder_;
};

TEST_F(Repair, PartsTextDocumentsByFormFeeds) {
  const std::string a = folder_.write("a.txt", "First document.\n\nIts second paragraph.\n");
  const std::string b = folder_.write("b.txt", "Second document.\n");
  EXPECT_EQ(repaired({a, b}), "First document.\n\nIts second paragraph.\n\fSecond document.\n");
  EXPECT_EQ(repaired({a}), "First document.\n\nIts second paragraph.\n");
}

TEST_F(Repair, WritesRecordsForRecords) {
  const std::string path = folder_.write(
      "a.jsonl", "{\"id\":\"x\",\"text\":\"One.\",\"page\":1}\n{\"text\":\"Two.\\n\\nThree.\"}\n");
  EXPECT_EQ(repaired({path}),
            "{\"id\":\"x\",\"text\":\"One.\"}\n"
            "{\"id\":\"a.jsonl#1\",\"text\":\"Two.\\n\\nThree.\"}\n");
  EXPECT_EQ(repaired({path}, RepairedFormat::kText), "One.\n\fTwo.\n\nThree.\n");
}

TEST_F(Repair, WritesRecordsForTextWhereAsked) {
  const std::string path = folder_.write("a.txt", "One.\n\nTwo.\n");
  EXPECT_EQ(repaired({path}, RepairedFormat::kJsonl),
            "{\"id\":\"a.txt\",\"text\":\"One.\\n\\nTwo.\"}\n");
}

// Another article parts the halves of a paragraph.
TEST_F(Repair, MovesParagraphsInRecordsButNotInText) {
  const std::string filler =
      "港口的工人把貨物卸下，堆在碼頭，等車隊來運，這件事每個月都要做兩次，從不間斷。";
  const std::string first =
      "守望者每天黃昏登上燈塔，先擦拭透鏡，再檢查油壺與燈芯，在日誌裡記下過往船";
  const std::string second = "隻的數目。到了清晨，他把燈熄滅，回到岸上休息。過往船隻都認得他的燈。";
  std::string text = filler + "\n" + filler + "\n\n" + first + "\n\n# 漁村市場\n\n";
  text += filler + "\n\n# 燈塔的故事\n\n" + second + "\n";
  std::string learnt;
  for (int i = 0; i < 30; ++i) learnt += "過往船隻很多，船隻靠岸，守望者看著船隻。\n";
  RunOptions options = run_options({folder_.write("learnt.txt", learnt)}, folder_ / "profile");
  ASSERT_TRUE(learn(options, {}));
  options.profile = options.output;
  options.inputs = {folder_.write("a.txt", text)};
  const auto is_whole = [&](RepairedFormat format) {
    return repair_well(options, format).find(first + second) != std::string::npos;
  };
  EXPECT_FALSE(is_whole(RepairedFormat::kAsInput));
  EXPECT_TRUE(is_whole(RepairedFormat::kJsonl));
  options.interrupted_in_text = Interrupted::kAll;
  EXPECT_TRUE(is_whole(RepairedFormat::kAsInput));
  options.repair.interrupted = Interrupted::kNone;
  EXPECT_FALSE(is_whole(RepairedFormat::kJsonl));
}

// Each file of the dump by itself: only the documents in it can teach.
TEST_F(Repair, PutsTheDumpTogether) {
  const std::filesystem::path fixtures = std::filesystem::path(GALLEY_SOURCE_DIR) / "fixtures";
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(fixtures / "dump")) {
    const std::string name = entry.path().filename();
    RunOptions options = run_options({entry.path()}, "");
    options.interrupted_in_text = Interrupted::kAll;
    std::string out = repair_well(options, RepairedFormat::kText);
    for (std::size_t at = 0; (at = out.find("\n\f", at)) != std::string::npos;) {
      out.replace(at, 2, "\n\n");  // several documents of one file
    }
    EXPECT_EQ(out, read_file(fixtures / "dump.expected" / (name + ".txt"), 1 << 20).value())
        << name;
    ++files;
  }
  EXPECT_EQ(files, 10U);
}

TEST_F(Repair, BytesDoNotDependOnThreads) {
  DumpMaker(4).write(folder_ / "dump", 20);
  RunOptions options = run_options({folder_ / "dump"}, "");
  options.threads = 1;
  const std::string first = repair_well(options, RepairedFormat::kJsonl);
  for (const int threads : {2, 3, 7}) {
    options.threads = threads;
    EXPECT_EQ(repair_well(options, RepairedFormat::kJsonl), first);
  }
}

TEST_F(Repair, ChangesNothingTheSecondTime) {
  DumpMaker(6).write(folder_ / "dump", 20);
  RunOptions options = run_options({folder_ / "dump"}, folder_ / "profile");
  ASSERT_TRUE(learn(options, {}));
  options.profile = options.output;
  const std::string once = repair_well(options, RepairedFormat::kJsonl);
  options.inputs = {folder_.write("once.jsonl", once)};
  EXPECT_EQ(repair_well(options, RepairedFormat::kJsonl), once);
}

TEST_F(Repair, ReadsAFifoAsItComes) {
  const WrittenFifo fifo(folder_ / "fifo", {"Through the", " pipe.\n"});
  EXPECT_EQ(repaired({fifo.path()}), "Through the pipe.\n");
}

TEST_F(Repair, EndsWithTheFailureOfItsSink) {
  DumpMaker(4).write(folder_ / "dump", 20);
  int calls = 0;
  const Result<RunSummary> summary =
      repair(run_options({folder_ / "dump"}, ""), RepairedFormat::kJsonl, {},
             [&](std::string_view) -> Status {
               if (++calls == 3) return fail(ErrorCode::kClosedPipe, "sink", "is closed", "-");
               return {};
             });
  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().code, ErrorCode::kClosedPipe);
  EXPECT_EQ(calls, 3);
}

TEST_F(Repair, StopsWhenAskedWhileItWaitsForItsInput) {
  const std::string fifo = folder_ / "fifo";
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  StopToken stop;
  RunMonitor monitor;
  monitor.stop = &stop;
  std::thread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    stop.request_stop(SIGINT);
  });
  const Result<RunSummary> summary = repair(run_options({fifo}, ""), RepairedFormat::kText, monitor,
                                            [](std::string_view) { return Status(); });
  stopper.join();
  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().code, ErrorCode::kInterrupted);
}

TEST_F(Repair, CountsAndTellsLikeClean) {
  const std::string path = folder_.write(
      "a.jsonl", "{\"text\":\"The bridge below the mill\\nhas been repaired.\"}\n{\"text\":\n");
  std::vector<std::string> told;
  RunMonitor monitor;
  monitor.on_issue = [&](const Issue& issue) { told.push_back(issue.error.where); };
  const Result<RunSummary> summary =
      repair(run_options({path, folder_ / "missing"}, ""), RepairedFormat::kAsInput, monitor,
             [](std::string_view) { return Status(); });
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->counts.documents, 1u);
  EXPECT_EQ(summary->counts.joins, 1u);
  EXPECT_EQ(summary->unreadable.size(), 2u);
  EXPECT_EQ(told, (std::vector<std::string>{folder_ / "missing", path + ":2"}));
}

TEST_F(Repair, TellsOfAProfileThatIsNone) {
  RunOptions options = run_options({folder_.write("a.txt", "x")}, "");
  options.profile = folder_.write("profile", "not a profile");
  const Result<RunSummary> summary =
      repair(options, RepairedFormat::kText, {}, [](std::string_view) { return Status(); });
  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().code, ErrorCode::kCorrupt);
}

}  // namespace
}  // namespace galley
