// SPDX-License-Identifier: Apache-2.0
#include "pipeline/task_folder.h"

#include <fmt/format.h>

#include <cerrno>

#include "base/file.h"
#include "base/os.h"
#include "base/os_error.h"
#include "base/try.h"

namespace galley {

std::string work_path_of(const std::string& output) {
  return join_path(output, ".galley");
}

std::string plan_path_of(const std::string& work_path) {
  return join_path(work_path, "plan");
}

std::string task_path(const std::string& work_path, std::string_view stage, std::uint64_t task) {
  return join_path(work_path, fmt::format("{}/{:03}/{:05}", stage, task / kTasksInFolder, task));
}

Result<TaskFolder> TaskFolder::begin(const std::string& work_path, std::string final_path) {
  GALLEY_ASSIGN(ScratchFolder scratch, ScratchFolder::make(join_path(work_path, kScratchName)));
  return TaskFolder(std::move(scratch), std::move(final_path));
}

Status TaskFolder::commit() {
  GALLEY_TRY(make_folders(final_path_.substr(0, final_path_.rfind('/'))));
  if (os().rename(scratch_.path().c_str(), final_path_.c_str()) == 0) {
    // Another task may have made a folder of that name by now.
    scratch_.let_go();
    return {};
  }
  const int error_number = errno;
  if (error_number == ENOTEMPTY || error_number == EEXIST) return {};
  return std::unexpected(os_error(final_path_, "cannot be renamed into place", error_number));
}

Status move_file(const std::string& from, const std::string& to) {
  if (os().rename(from.c_str(), to.c_str()) == 0) return {};
  return std::unexpected(os_error(to, "cannot be renamed into place", errno));
}

}  // namespace galley
