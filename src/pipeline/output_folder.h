// SPDX-License-Identifier: Apache-2.0
// The output folder of a run: who may write into it, and what stands in it.
//
// While a run works, FOLDER/.galley holds `run` (what it reads and with which options) and its
// temporary files; it goes when the run is whole. A folder is locked by flock(2) on itself, so a
// lock never outlives its process.
#ifndef GALLEY_PIPELINE_OUTPUT_FOLDER_H_
#define GALLEY_PIPELINE_OUTPUT_FOLDER_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "galley/result.h"
#include "galley/run.h"
#include "pipeline/task_folder.h"

namespace galley {

/// A folder taken for one run.
class OutputFolder {
 public:
  enum class State : std::uint8_t {
    kEmpty,       ///< nothing of a run in it, or what there was has been removed
    kUnfinished,  ///< what a run of the same identity has done so far
    kComplete,    ///< a finished run of the same identity: nothing is left to do
  };

  /// Makes the folder if need be and locks it. Errors: kConflict (another run writes into it), kIo,
  /// kResource.
  [[nodiscard]] static Result<OutputFolder> lock(const std::string& path,
                                                 const StopToken* stop = nullptr);

  /// Settles what an earlier run has left in it. `identity` is the text that two runs share exactly
  /// if they would write the same bytes. Errors: kConflict (taken by another run, unfinished
  /// without kResume), kIo, kResource.
  [[nodiscard]] Status settle(const std::string& identity, Existing existing);

  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  /// For what does not outlive the run.
  [[nodiscard]] std::string work_path() const { return work_path_of(path_); }

  /// Removes the work folder: the run is whole. REQUIRES: the manifest has been written.
  [[nodiscard]] Status finish();

 private:
  static constexpr std::string_view kRunName = "run";

  OutputFolder(std::string path, File lock) : path_(std::move(path)), lock_(std::move(lock)) {}
  [[nodiscard]] std::string run_path() const { return join_path(work_path(), kRunName); }
  [[nodiscard]] Status begin(const std::string& identity);
  [[nodiscard]] Status remove_earlier_run();

  std::string path_;
  File lock_;
  State state_ = State::kEmpty;
};

/// Whether `name` is a file that runs write into their output folder.
[[nodiscard]] bool is_output_name(std::string_view name);

}  // namespace galley

#endif  // GALLEY_PIPELINE_OUTPUT_FOLDER_H_
