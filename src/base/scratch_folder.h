// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_BASE_SCRATCH_FOLDER_H_
#define GALLEY_BASE_SCRATCH_FOLDER_H_

#include <string>
#include <utility>

#include "galley/result.h"

namespace galley {

/// A folder of one's own for temporary files, removed with all that is in it.
class ScratchFolder {
 public:
  /// Makes a new folder below `place`, which is made if need be; where that is empty, below $TMPDIR
  /// or /tmp. Errors: kIo, kResource, kNotFound, kConflict.
  [[nodiscard]] static Result<ScratchFolder> make(const std::string& place);
  /// Makes `path` itself, empty whatever was left there. Errors: as above.
  [[nodiscard]] static Result<ScratchFolder> make_at(const std::string& path);
  ScratchFolder(ScratchFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ~ScratchFolder();

  [[nodiscard]] const std::string& path() const { return path_; }
  /// Says that the folder has been renamed: what stands under its name from now on is another's.
  void let_go() { path_.clear(); }

 private:
  explicit ScratchFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace galley

#endif  // GALLEY_BASE_SCRATCH_FOLDER_H_
