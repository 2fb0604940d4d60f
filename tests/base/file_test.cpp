// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <cerrno>

#include "tests/support/faulty_os.h"
#include "tests/support/temp_folder.h"

namespace galley {
namespace {

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
