// SPDX-License-Identifier: Apache-2.0
#include "pipeline/stream_spool.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <thread>

#include "base/file.h"
#include "read/inputs.h"
#include "tests/support/faulty_os.h"
#include "tests/support/fifo.h"
#include "tests/support/temp_folder.h"

namespace galley {
namespace {

// Standard input replaced for one test.
class StandardInput {
 public:
  explicit StandardInput(const std::string& path) : before_(dup(STDIN_FILENO)) {
    const int file = open(path.c_str(), O_RDONLY);
    EXPECT_GE(file, 0);
    dup2(file, STDIN_FILENO);
    close(file);
  }
  ~StandardInput() {
    dup2(before_, STDIN_FILENO);
    close(before_);
  }

 private:
  int before_;
};

std::vector<Input> stream_inputs(const std::string& fifo) {
  Input standard, named, plain;
  standard.kind = Input::Kind::kStandardInput;
  standard.path = "-";
  named.kind = Input::Kind::kFifo;
  named.path = fifo;
  plain.path = "plain";
  return {plain, standard, named};
}

TEST(SpoolStreams, CopiesWhatCanBeReadOnlyOnce) {
  const TempFolder folder;
  const std::string text(3'000'000, 'x');
  const std::string path = folder.write("text", text);
  const WrittenFifo fifo(folder / "fifo", {text, "y"});
  const StandardInput replaced(path);
  const StopToken stop;
  std::vector<Input> inputs = stream_inputs(fifo.path());
  ASSERT_TRUE(make_folders(folder / "spool"));
  std::vector<Issue> issues;
  ASSERT_TRUE(spool_streams(inputs, folder / "spool", stop, issues));
  EXPECT_TRUE(issues.empty());
  EXPECT_TRUE(inputs[0].stored_path.empty()) << "a file is left as it is";
  for (std::size_t i = 1; i < 3; ++i) {
    const std::string expected = i == 1 ? text : text + "y";
    EXPECT_EQ(inputs[i].kind, Input::Kind::kFile);
    EXPECT_EQ(inputs[i].size_bytes, expected.size());
    EXPECT_EQ(*read_file(inputs[i].stored_path, expected.size()), expected);
    EXPECT_EQ(inputs[i].sample_hash, *sample_hash(inputs[i].stored_path, expected.size()));
  }
  EXPECT_EQ(inputs[1].path, "-");
}

TEST(SpoolStreams, EndsWhenAStopIsRequested) {
  const TempFolder folder;
  const std::string fifo = folder / "fifo";
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  std::vector<Input> inputs(1);
  inputs[0].kind = Input::Kind::kFifo;
  inputs[0].path = fifo;
  StopToken stop;
  std::thread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    stop.request_stop(SIGINT);
  });
  std::vector<Issue> issues;
  const Status status = spool_streams(inputs, folder.path(), stop, issues);
  stopper.join();
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::kInterrupted);
}

TEST(SpoolStreams, TellsOfAFullDisk) {
  const TempFolder folder;
  const StandardInput replaced(folder.write("text", "some text"));
  std::vector<Input> inputs(1);
  inputs[0].kind = Input::Kind::kStandardInput;
  FaultyOs faulty({FaultyOs::Call::kWrite, 0, ENOSPC, FaultyOs::Lasting::kOnce});
  const ScopedOs scoped(faulty);
  const StopToken stop;
  std::vector<Issue> issues;
  const Status status = spool_streams(inputs, folder.path(), stop, issues);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::kResource);
}

// The good rest is read all the same.
TEST(SpoolStreams, LeavesOutWhatCannotBeRead) {
  const TempFolder folder;
  const WrittenFifo fifo(folder / "fifo", {"some text"});
  const StandardInput replaced(folder.path());  // a folder can be opened, and not read
  std::vector<Input> inputs = stream_inputs(fifo.path());
  const StopToken stop;
  std::vector<Issue> issues;
  ASSERT_TRUE(make_folders(folder / "spool"));
  ASSERT_TRUE(spool_streams(inputs, folder / "spool", stop, issues));
  ASSERT_EQ(inputs.size(), 2u);
  EXPECT_EQ(inputs[0].path, "plain");
  EXPECT_EQ(inputs[1].path, fifo.path());
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].path, "-");
  EXPECT_EQ(issues[0].severity, Issue::Severity::kUnreadable);
  EXPECT_EQ(list_folder(folder / "spool")->size(), 1u);
}

}  // namespace
}  // namespace galley
