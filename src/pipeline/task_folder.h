// SPDX-License-Identifier: Apache-2.0
// What a task has done, as a folder that stands under its name only when it is whole.
//
// Tasks of one stage are numbered; those of a run stand in its work folder as STAGE/GGG/NNNNN,
// where GGG is the number divided by 1000. So no folder holds very many names, and whoever lists
// them knows what is done.
#ifndef GALLEY_PIPELINE_TASK_FOLDER_H_
#define GALLEY_PIPELINE_TASK_FOLDER_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "base/scratch_folder.h"
#include "galley/result.h"

namespace galley {

/// Where the work of a run lies in its output folder until it is whole.
[[nodiscard]] std::string work_path_of(const std::string& output);
/// The folder in the output folder where inputs that can be read only once are kept meanwhile.
inline constexpr std::string_view kInputCopiesName = ".galley-input";
/// Where in a work folder the plan stands.
[[nodiscard]] std::string plan_path_of(const std::string& work_path);
/// Where in a work folder tasks are at work.
inline constexpr std::string_view kScratchName = "scratch";

/// How many tasks stand in one folder.
inline constexpr std::uint32_t kTasksInFolder = 1000;
/// Where the outcome of a task stands.
[[nodiscard]] std::string task_path(const std::string& work_path, std::string_view stage,
                                    std::uint64_t task);

/// The work folder of a run and the one plan whose tasks may stand in it. Each task writes into its
/// folder which plan it is of and which task it is: a worker that goes on while its plan is made
/// anew, or a folder that was put in another's place, gives nothing to a corpus.
struct WorkFolder {
  std::string path;     ///< empty: nothing is kept
  std::string plan_id;  ///< as no other plan has

  /// Of a plan that is there. Errors: kNotFound, kCorrupt, kIo.
  [[nodiscard]] static Result<WorkFolder> open(const std::string& path);
  /// For a plan to be made.
  [[nodiscard]] static WorkFolder begin(std::string path);

  /// Whether the task whose place `folder` is has filled it. REQUIRES: below `path`.
  [[nodiscard]] bool has(const std::string& folder) const;
  /// That the plan still stands there. Errors: kConflict.
  [[nodiscard]] Status check_plan() const;
  /// What a task writes into its folder.
  [[nodiscard]] std::string label_of(const std::string& folder) const;
};

/// A folder that is filled and then put in its place. Destroyed without commit() it leaves nothing.
/// Any number of them may be made for one task at once, on any number of machines: the first that
/// is whole stays.
class TaskFolder {
 public:
  /// Makes a folder below WORK/scratch that holds its label alone. Errors: kIo, kResource.
  [[nodiscard]] static Result<TaskFolder> begin(const WorkFolder& work, std::string final_path);

  [[nodiscard]] const std::string& path() const { return scratch_.path(); }
  [[nodiscard]] const std::string& final_path() const { return final_path_; }
  /// Puts it in its place, or away where the same stands there already.
  [[nodiscard]] Status commit();

 private:
  TaskFolder(WorkFolder work, ScratchFolder scratch, std::string final_path)
      : work_(std::move(work)), scratch_(std::move(scratch)), final_path_(std::move(final_path)) {}
  [[nodiscard]] Result<bool> put_in_place();

  WorkFolder work_;
  ScratchFolder scratch_;
  std::string final_path_;
};

/// Renames a file of a task into its place, where it replaces what another task has written.
/// Errors: kIo, kResource.
[[nodiscard]] Status move_file(const std::string& from, const std::string& to);

}  // namespace galley

#endif  // GALLEY_PIPELINE_TASK_FOLDER_H_
