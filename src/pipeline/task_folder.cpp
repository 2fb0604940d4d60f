// SPDX-License-Identifier: Apache-2.0
#include "pipeline/task_folder.h"

#include <fmt/format.h>

#include <cerrno>
#include <random>

#include "base/atomic_file.h"
#include "base/file.h"
#include "base/os.h"
#include "base/os_error.h"
#include "base/try.h"

namespace galley {

namespace {

constexpr std::string_view kLabelName = "task";
constexpr std::uint64_t kMostLabelBytes = 1 << 10;

}  // namespace

std::string work_path_of(const std::string& output) {
  return join_path(output, ".galley");
}

std::string plan_path_of(const std::string& work_path) {
  return join_path(work_path, "plan");
}

std::string task_path(const std::string& work_path, std::string_view stage, std::uint64_t task) {
  return join_path(work_path, fmt::format("{}/{:03}/{:05}", stage, task / kTasksInFolder, task));
}

Result<WorkFolder> WorkFolder::open(const std::string& path) {
  const std::string label_path = join_path(plan_path_of(path), kLabelName);
  GALLEY_ASSIGN(const std::string label, read_file(label_path, kMostLabelBytes));
  WorkFolder work{path, label.substr(0, label.find(' '))};
  if (label == work.label_of(plan_path_of(path))) return work;
  return fail(ErrorCode::kCorrupt, label_path, "is not what galley has written",
              "begin anew with --overwrite");
}

WorkFolder WorkFolder::begin(std::string path) {
  std::random_device random;
  return {std::move(path), fmt::format("{:08x}{:08x}", random(), random())};
}

bool WorkFolder::has(const std::string& folder) const {
  const Result<std::string> label = read_file(join_path(folder, kLabelName), kMostLabelBytes);
  return label && *label == label_of(folder);
}

Status WorkFolder::check_plan() const {
  const Result<WorkFolder> now = open(path);
  if (now && now->plan_id == plan_id) return {};
  return fail(ErrorCode::kConflict, path, "has another plan by now, or none",
              "leave this task out: what it belongs to has ended or begun anew");
}

std::string WorkFolder::label_of(const std::string& folder) const {
  return fmt::format("{} {}\n", plan_id, std::string_view(folder).substr(path.size() + 1));
}

Result<TaskFolder> TaskFolder::begin(const WorkFolder& work, std::string final_path) {
  GALLEY_ASSIGN(ScratchFolder scratch, ScratchFolder::make(join_path(work.path, kScratchName)));
  GALLEY_TRY(write_file_atomically(join_path(scratch.path(), kLabelName), work.label_of(final_path),
                                   Durability::kScratch));
  return TaskFolder(work, std::move(scratch), std::move(final_path));
}

// False where something stands there already.
Result<bool> TaskFolder::put_in_place() {
  if (os().rename(scratch_.path().c_str(), final_path_.c_str()) == 0) {
    // Another task may have made a folder of that name by now.
    scratch_.let_go();
    return true;
  }
  const int error_number = errno;
  if (error_number == ENOTEMPTY || error_number == EEXIST) return false;
  return std::unexpected(os_error(final_path_, "cannot be renamed into place", error_number));
}

Status TaskFolder::commit() {
  GALLEY_TRY(make_folders(final_path_.substr(0, final_path_.rfind('/'))));
  GALLEY_ASSIGN(const bool is_there, put_in_place());
  if (is_there || work_.has(final_path_)) return {};
  // What stands there is of another plan or task. If another puts that away, so much the better.
  GALLEY_ASSIGN(const ScratchFolder aside,
                ScratchFolder::make(join_path(work_.path, kScratchName)));
  static_cast<void>(move_file(final_path_, join_path(aside.path(), kLabelName)));
  GALLEY_ASSIGN(const bool is_there_now, put_in_place());
  if (is_there_now || work_.has(final_path_)) return {};
  return fail(ErrorCode::kConflict, final_path_, "is of another plan or task",
              "remove it and run again");
}

Status move_file(const std::string& from, const std::string& to) {
  if (os().rename(from.c_str(), to.c_str()) == 0) return {};
  return os_failure(to, "cannot be renamed into place");
}

}  // namespace galley
