// SPDX-License-Identifier: Apache-2.0
#include "pipeline/task_folder.h"

#include <gtest/gtest.h>

#include "base/atomic_file.h"
#include "base/file.h"
#include "tests/support/runs.h"

namespace galley {
namespace {

TEST(TaskFolder, StandsUnderItsNameWhenItIsWhole) {
  const TempFolder work;
  const std::string path = task_path(work.path(), "map", 12345);
  EXPECT_EQ(path, work / "map/012/12345");
  EXPECT_EQ(task_path(work.path(), "map", 7), work / "map/000/00007");
  {
    Result<TaskFolder> left = TaskFolder::begin(work.path(), path);
    ASSERT_TRUE(left);
    ASSERT_TRUE(write_file_atomically(join_path(left->path(), "file"), "left"));
  }
  EXPECT_FALSE(path_exists(path));
  Result<TaskFolder> first = TaskFolder::begin(work.path(), path);
  Result<TaskFolder> second = TaskFolder::begin(work.path(), path);
  ASSERT_TRUE(first && second);
  EXPECT_NE(first->path(), second->path());
  ASSERT_TRUE(write_file_atomically(join_path(first->path(), "file"), "first"));
  ASSERT_TRUE(write_file_atomically(join_path(second->path(), "file"), "second"));
  ASSERT_TRUE(first->commit());
  ASSERT_TRUE(second->commit()) << "whoever comes later has nothing to do";
  EXPECT_EQ(*read_file(join_path(path, "file"), 100), "first");
}

TEST(TaskFolder, LeavesAloneWhatHasTakenItsName) {
  const TempFolder work;
  std::optional<TaskFolder> first = *TaskFolder::begin(work.path(), work / "first");
  const std::string name = first->path();
  ASSERT_TRUE(first->commit());
  Result<TaskFolder> second = TaskFolder::begin(work.path(), work / "second");
  ASSERT_TRUE(second);
  ASSERT_EQ(second->path(), name);
  first.reset();
  EXPECT_TRUE(path_exists(name));
}

TEST(TaskFolder, LeavesNothingBesideIt) {
  const TempFolder work;
  const std::string path = task_path(work.path(), "map", 0);
  for (int i = 0; i < 2; ++i) {
    Result<TaskFolder> folder = TaskFolder::begin(work.path(), path);
    ASSERT_TRUE(folder);
    ASSERT_TRUE(write_file_atomically(join_path(folder->path(), "file"), "x"));
    ASSERT_TRUE(folder->commit());
  }
  EXPECT_EQ(names_in(work / std::string(kScratchName)), std::vector<std::string>());
}

TEST(TaskFolder, MovesFilesOverOthers) {
  const TempFolder work;
  const std::string from = work.write("from", "new");
  const std::string to = work.write("to", "old");
  ASSERT_TRUE(move_file(from, to));
  EXPECT_EQ(*read_file(to, 10), "new");
  const Status missing = move_file(from, to);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().where, to);
}

}  // namespace
}  // namespace galley
