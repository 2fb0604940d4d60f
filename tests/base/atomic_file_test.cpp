// SPDX-License-Identifier: Apache-2.0
#include "base/atomic_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <thread>

#include "tests/support/faulty_os.h"
#include "tests/support/fifo.h"
#include "tests/support/temp_folder.h"

namespace galley {
namespace {

void write_named(const std::string& path, std::string_view bytes) {
  const StopToken never;
  Result<AtomicFile> file = AtomicFile::create_named(path, never);
  ASSERT_TRUE(file);
  ASSERT_TRUE(file->write(bytes));
  ASSERT_TRUE(file->commit());
}

TEST(AtomicFile, AppearsOnlyWhenCommitted) {
  const TempFolder folder;
  {
    Result<AtomicFile> file = AtomicFile::create(folder / "out");
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write("half"));
    EXPECT_FALSE(path_exists(folder / "out"));
  }
  EXPECT_EQ(list_folder(folder.path())->size(), 0u) << "an abandoned file leaves nothing behind";
  ASSERT_TRUE(write_file_atomically(folder / "out", "whole"));
  EXPECT_EQ(folder.read("out"), "whole");
  EXPECT_EQ(*list_folder(folder.path()), std::vector<std::string>{"out"});
}

// Each call that an atomic write makes is failed in turn, once and for good.
TEST(AtomicFile, FaultsLeaveTheOldFileOrTheNew) {
  using Call = FaultyOs::Call;
  for (const Call call : {Call::kOpen, Call::kWrite, Call::kFsync, Call::kClose, Call::kRename}) {
    for (const auto lasting : {FaultyOs::Lasting::kOnce, FaultyOs::Lasting::kForGood}) {
      for (std::uint64_t number = 0;; ++number) {
        const TempFolder folder;
        folder.write("out", "old");
        FaultyOs faulty({call, number, ENOSPC, lasting});
        Status status;
        {
          const ScopedOs scoped(faulty);
          status = write_file_atomically(folder / "out", std::string(100'000, 'x'));
        }
        if (faulty.struck() == 0) break;
        const std::string now = folder.read("out");
        if (status) {
          EXPECT_EQ(now.size(), 100'000u);
        } else {
          EXPECT_TRUE(now == "old" || now.size() == 100'000u);
          EXPECT_FALSE(status.error().remedy.empty());
        }
        EXPECT_EQ(list_folder(folder.path())->size(), 1u);
      }
    }
  }
}

// Renaming over a device as root would take it from the whole machine.
TEST(AtomicFile, WritesIntoWhatIsNoRegularFile) {
  const TempFolder folder;
  const std::string path = folder / "fifo";
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  const File reader(open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC), path);
  ASSERT_TRUE(reader.is_open());
  ASSERT_TRUE(write_file_atomically(path, "through the pipe"));
  char bytes[32];
  const ssize_t got = read(reader.descriptor(), bytes, sizeof bytes);
  EXPECT_EQ(std::string_view(bytes, static_cast<std::size_t>(std::max<ssize_t>(got, 0))),
            "through the pipe");
  struct stat status{};
  ASSERT_EQ(lstat(path.c_str(), &status), 0);
  EXPECT_TRUE(S_ISFIFO(status.st_mode));
  EXPECT_EQ(*list_folder(folder.path()), std::vector<std::string>{"fifo"});
}

TEST(AtomicFile, ALinkToADeviceStays) {
  const TempFolder folder;
  ASSERT_EQ(symlink("/dev/full", (folder / "link").c_str()), 0);
  const Status written = write_file_atomically(folder / "link", "x");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::kResource);
  struct stat status{};
  ASSERT_EQ(lstat((folder / "link").c_str(), &status), 0);
  EXPECT_TRUE(S_ISLNK(status.st_mode));
}

TEST(AtomicFile, WaitsForWhoReadsAFifoUntilItIsToldToStop) {
  const TempFolder folder;
  const std::string path = folder / "fifo";
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  StopToken stop;
  std::thread stopper([&] { stop.request_stop(2); });
  const Result<AtomicFile> unread = AtomicFile::create_named(path, stop);
  stopper.join();
  ASSERT_FALSE(unread);
  EXPECT_EQ(unread.error().code, ErrorCode::kInterrupted);

  const File reader(::open(path.c_str(), O_RDONLY | O_NONBLOCK), path);
  StopToken later;
  Result<AtomicFile> stuck = AtomicFile::create_named(path, later);
  ASSERT_TRUE(stuck);
  std::thread late([&] { later.request_stop(2); });
  const Status written = stuck->write(std::string(std::size_t{1} << 20, 'x'));
  late.join();
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::kInterrupted);
}

// A file that another run is writing is not written by a second, and comes out whole.
TEST(AtomicFile, OfANameThatAUserGaveHasOneWriter) {
  const TempFolder folder;
  const StopToken never;
  {
    Result<AtomicFile> first = AtomicFile::create_named(folder / "out", never);
    ASSERT_TRUE(first);
    ASSERT_TRUE(first->write("of the first"));
    const Result<AtomicFile> second = AtomicFile::create_named(folder / "out", never);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::kConflict);
    ASSERT_TRUE(first->commit());
  }
  EXPECT_EQ(folder.read("out"), "of the first");
  folder.write("out.galley-part", "of one that died, and longer than what follows");
  write_named(folder / "out", "of the third");
  EXPECT_EQ(folder.read("out"), "of the third");
}

TEST(AtomicFile, LeavesWhatOthersCallPartAlone) {
  const TempFolder folder;
  folder.write("out.part", "a download of the user's");
  write_named(folder / "out", "ours");
  EXPECT_EQ(folder.read("out.part"), "a download of the user's");
}

TEST(AtomicFile, DoesNotWriteWhereALinkLeads) {
  const TempFolder folder;
  const StopToken never;
  folder.write("elsewhere", "kept");
  std::filesystem::create_symlink(folder / "elsewhere", folder / "out.galley-part");
  for (const auto& file :
       {AtomicFile::create(folder / "out"), AtomicFile::create_named(folder / "out", never)}) {
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, ErrorCode::kConflict);
  }
  EXPECT_EQ(folder.read("elsewhere"), "kept");
}

}  // namespace
}  // namespace galley
