// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <thread>

#include "base/atomic_file.h"
#include "tests/support/faulty_os.h"
#include "tests/support/temp_folder.h"

namespace galley {
namespace {

TEST(File, ShortWritesAndInterruptsAreContinued) {
  const std::string text(10'000, 'y');
  for (const int error_number : {0, EINTR}) {
    const TempFolder folder;
    FaultyOs faulty({FaultyOs::Call::kWrite, 0, error_number, FaultyOs::Lasting::kOnce});
    const ScopedOs scoped(faulty);
    ASSERT_TRUE(write_file_atomically(folder / "out", text));
    EXPECT_EQ(folder.read("out"), text);
  }
}

TEST(File, ReadAtTellsWhereAFileIsTooShort) {
  const TempFolder folder;
  folder.write("in", "12345");
  const Result<File> file = File::open(folder / "in", File::Mode::kRead);
  ASSERT_TRUE(file);
  char bytes[4];
  ASSERT_TRUE(file->read_at(bytes, 1));
  EXPECT_EQ(std::string_view(bytes, 4), "2345");
  const Status past = file->read_at(bytes, 3);
  ASSERT_FALSE(past);
  EXPECT_EQ(past.error().code, ErrorCode::kCorrupt);
}

TEST(File, MissingFilesAreNamed) {
  const Result<File> file = File::open("/nowhere/at/all", File::Mode::kRead);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(to_string(file.error()),
            "/nowhere/at/all: cannot be opened: No such file or directory; check the name");
}

// A stop that is asked for while a read or write waits for the other end of a pipe.
class Waiting : public testing::Test {
 protected:
  Waiting() {
    int ends[2];
    EXPECT_EQ(pipe(ends), 0);
    reader_ = File(ends[0], "reader");
    writer_ = File(ends[1], "writer");
  }
  void stop_later() {
    stopper_ = std::thread([this] {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      stop_.request_stop(SIGINT);
    });
  }
  ~Waiting() override {
    if (stopper_.joinable()) stopper_.join();
  }

  StopToken stop_;
  File reader_, writer_;
  std::thread stopper_;
};

TEST_F(Waiting, ReadEndsWhenAStopIsRequested) {
  reader_.heed(stop_);
  ASSERT_TRUE(writer_.write("first"));
  std::string bytes(10, ' ');
  EXPECT_EQ(*reader_.read(bytes), 5u) << "what is there is given";
  stop_later();
  const Result<std::size_t> got = reader_.read(bytes);
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, ErrorCode::kInterrupted);
}

TEST_F(Waiting, WriteEndsWhenAStopIsRequested) {
  writer_.heed(stop_);
  stop_later();
  const Status put = writer_.write(std::string(std::size_t{1} << 22, 'x'));  // no pipe is so deep
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().code, ErrorCode::kInterrupted);
}

TEST_F(Waiting, WritesArriveWholeWhileAStopIsHeeded) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += std::to_string(i);
  writer_.heed(stop_);
  reader_.heed(stop_);
  std::thread writing([&] {
    EXPECT_TRUE(writer_.write(text));
    EXPECT_TRUE(writer_.close());
  });
  std::string arrived, bytes(1 << 16, ' ');
  for (;;) {
    const Result<std::size_t> got = reader_.read(bytes);
    ASSERT_TRUE(got);
    if (*got == 0) break;
    arrived.append(bytes, 0, *got);
  }
  writing.join();
  EXPECT_EQ(arrived, text);
}

TEST_F(Waiting, FailuresToWaitAreTold) {
  for (const int error_number : {EINTR, EIO}) {
    FaultyOs faulty({FaultyOs::Call::kPoll, 0, error_number, FaultyOs::Lasting::kOnce});
    const ScopedOs scoped(faulty);
    reader_.heed(stop_);
    ASSERT_TRUE(writer_.write("x"));
    std::string bytes(10, ' ');
    EXPECT_EQ(reader_.read(bytes).has_value(), error_number == EINTR);
    EXPECT_EQ(faulty.struck(), 1u);
  }
}

TEST(Fifo, IsOpenedWithoutItsWriterAndReadToItsEnd) {
  const TempFolder folder;
  const std::string path = folder / "fifo";
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  const StopToken stop;
  Result<File> fifo = File::open_fifo(path, stop);
  ASSERT_TRUE(fifo);
  std::thread writing([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    File writer(open(path.c_str(), O_WRONLY), path);
    EXPECT_TRUE(writer.write("one"));
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    EXPECT_TRUE(writer.write("two"));
  });
  std::string arrived, bytes(100, ' ');
  for (;;) {
    const Result<std::size_t> got = fifo->read(bytes);
    ASSERT_TRUE(got);
    if (*got == 0) break;
    arrived.append(bytes, 0, *got);
  }
  writing.join();
  EXPECT_EQ(arrived, "onetwo");
}

TEST(Fifo, WithoutAWriterEndsWhenAStopIsRequested) {
  const TempFolder folder;
  const std::string path = folder / "fifo";
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  StopToken stop;
  Result<File> fifo = File::open_fifo(path, stop);
  ASSERT_TRUE(fifo);
  std::thread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    stop.request_stop(SIGTERM);
  });
  std::string bytes(100, ' ');
  const Result<std::size_t> got = fifo->read(bytes);
  stopper.join();
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, ErrorCode::kInterrupted);
}

TEST(ReadFile, RefusesWhatIsTooLarge) {
  const TempFolder folder;
  folder.write("in", std::string(5000, 'z'));
  EXPECT_TRUE(read_file(folder / "in", 5000));
  const Result<std::string> large = read_file(folder / "in", 4999);
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().code, ErrorCode::kLimit);
}

TEST(Folders, AreMadeListedAndRemoved) {
  const TempFolder folder;
  ASSERT_TRUE(make_folders(folder / "a/b/c"));
  ASSERT_TRUE(make_folders(folder / "a/b/c")) << "an existing folder is no failure";
  folder.write("a/b/file", "1");
  EXPECT_EQ(*list_folder(folder / "a/b"), (std::vector<std::string>{"c", "file"}));
  const Status onto_file = make_folders(folder / "a/b/file");
  ASSERT_FALSE(onto_file);
  EXPECT_EQ(onto_file.error().code, ErrorCode::kConflict);
  ASSERT_TRUE(remove_tree(folder / "a"));
  EXPECT_FALSE(path_exists(folder / "a"));
  EXPECT_TRUE(remove_tree(folder / "a"));
}

TEST(Folders, RemoveTreeDoesNotFollowLinks) {
  const TempFolder folder;
  ASSERT_TRUE(make_folders(folder / "kept"));
  folder.write("kept/file", "1");
  ASSERT_TRUE(make_folders(folder / "gone"));
  ASSERT_EQ(symlink((folder / "kept").c_str(), (folder / "gone/link").c_str()), 0);
  ASSERT_TRUE(remove_tree(folder / "gone"));
  EXPECT_TRUE(path_exists(folder / "kept/file"));
}

TEST(Paths, AreJoinedAndCut) {
  EXPECT_EQ(join_path("a", "b"), "a/b");
  EXPECT_EQ(join_path("a/", "b"), "a/b");
  EXPECT_EQ(join_path("", "b"), "b");
  EXPECT_EQ(join_path("a", "/b"), "/b");
  EXPECT_EQ(last_name("a/b"), "b");
  EXPECT_EQ(last_name("a/b/"), "b");
  EXPECT_EQ(last_name("/"), "/");
  EXPECT_EQ(last_name("b"), "b");
}

TEST(FreeDisk, IsToldForPathsThatDoNotExistYet) {
  const TempFolder folder;
  const Result<std::uint64_t> bytes = free_disk_bytes(folder / "not/yet/there");
  ASSERT_TRUE(bytes);
  EXPECT_GT(*bytes, 0u);
}

}  // namespace
}  // namespace galley
