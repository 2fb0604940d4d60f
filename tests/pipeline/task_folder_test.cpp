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
  const WorkFolder plan = WorkFolder::begin(work.path());
  const std::string path = task_path(work.path(), "map", 12345);
  EXPECT_EQ(path, work / "map/012/12345");
  EXPECT_EQ(task_path(work.path(), "map", 7), work / "map/000/00007");
  {
    Result<TaskFolder> left = TaskFolder::begin(plan, path);
    ASSERT_TRUE(left);
    ASSERT_TRUE(write_file_atomically(join_path(left->path(), "file"), "left"));
  }
  EXPECT_FALSE(path_exists(path));
  Result<TaskFolder> first = TaskFolder::begin(plan, path);
  Result<TaskFolder> second = TaskFolder::begin(plan, path);
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
  const WorkFolder plan = WorkFolder::begin(work.path());
  std::optional<TaskFolder> first = *TaskFolder::begin(plan, work / "first");
  const std::string name = first->path();
  ASSERT_TRUE(first->commit());
  Result<TaskFolder> second = TaskFolder::begin(plan, work / "second");
  ASSERT_TRUE(second);
  ASSERT_EQ(second->path(), name);
  first.reset();
  EXPECT_TRUE(path_exists(name));
}

TEST(TaskFolder, LeavesNothingBesideIt) {
  const TempFolder work;
  const WorkFolder plan = WorkFolder::begin(work.path());
  const std::string path = task_path(work.path(), "map", 0);
  for (int i = 0; i < 2; ++i) {
    Result<TaskFolder> folder = TaskFolder::begin(plan, path);
    ASSERT_TRUE(folder);
    ASSERT_TRUE(write_file_atomically(join_path(folder->path(), "file"), "x"));
    ASSERT_TRUE(folder->commit());
  }
  EXPECT_EQ(names_in(work / std::string(kScratchName)), std::vector<std::string>());
}

WorkFolder planned(const TempFolder& work) {
  const WorkFolder plan = WorkFolder::begin(work.path());
  EXPECT_TRUE(remove_tree(plan_path_of(plan.path)));
  Result<TaskFolder> folder = TaskFolder::begin(plan, plan_path_of(plan.path));
  EXPECT_TRUE(folder && folder->commit());
  return plan;
}

void do_task(const WorkFolder& plan, const std::string& path, const std::string& outcome) {
  Result<TaskFolder> folder = TaskFolder::begin(plan, path);
  ASSERT_TRUE(folder);
  ASSERT_TRUE(write_file_atomically(join_path(folder->path(), "file"), outcome));
  ASSERT_TRUE(folder->commit());
}

TEST(WorkFolder, IsOfOnePlan) {
  const TempFolder work;
  const WorkFolder first = planned(work);
  const Result<WorkFolder> opened = WorkFolder::open(work.path());
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->plan_id, first.plan_id);
  EXPECT_TRUE(first.check_plan());
  const WorkFolder second = planned(work);
  EXPECT_FALSE(first.check_plan());
  EXPECT_TRUE(second.check_plan());

  const std::string path = task_path(work.path(), "map", 3);
  do_task(second, path, "second");
  EXPECT_TRUE(second.has(path));
  EXPECT_FALSE(first.has(path));
  EXPECT_FALSE(second.has(task_path(work.path(), "map", 4)));
}

TEST(WorkFolder, KnowsWhatAWorkerOfAnEarlierPlanHasLeft) {
  const TempFolder work;
  const WorkFolder first = planned(work);
  const WorkFolder second = planned(work);
  const std::string path = task_path(work.path(), "map", 3);
  do_task(first, path, "first");
  EXPECT_FALSE(second.has(path));
  do_task(second, path, "second");
  EXPECT_TRUE(second.has(path));
  EXPECT_EQ(*read_file(join_path(path, "file"), 100), "second");
  EXPECT_EQ(names_in(work / std::string(kScratchName)), std::vector<std::string>());
}

TEST(WorkFolder, KnowsTasksThatStandInAnothersPlace) {
  const TempFolder work;
  const WorkFolder plan = planned(work);
  const std::string one = task_path(work.path(), "map", 1), two = task_path(work.path(), "map", 2);
  do_task(plan, one, "one");
  ASSERT_TRUE(move_file(one, two));
  EXPECT_FALSE(plan.has(two));
  do_task(plan, two, "two");
  EXPECT_EQ(*read_file(join_path(two, "file"), 100), "two");
}

TEST(WorkFolder, RefusesALabelThatIsDamaged) {
  const TempFolder work;
  const WorkFolder plan = planned(work);
  const std::string path = join_path(plan_path_of(work.path()), "task");
  const std::string label = *read_file(path, 1000);
  EXPECT_EQ(WorkFolder::open(work / "none").error().code, ErrorCode::kNotFound);
  for (std::size_t cut = 0; cut < label.size(); ++cut) {
    ASSERT_TRUE(write_file_atomically(path, label.substr(0, cut)));
    const Result<WorkFolder> opened = WorkFolder::open(work.path());
    ASSERT_FALSE(opened) << cut;
    EXPECT_EQ(opened.error().code, ErrorCode::kCorrupt);
  }
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
