// SPDX-License-Identifier: Apache-2.0
#include "base/scratch_folder.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "base/file.h"
#include "base/os.h"
#include "base/os_error.h"
#include "base/try.h"

namespace galley {

Result<ScratchFolder> ScratchFolder::make(const std::string& place) {
  if (!place.empty()) GALLEY_TRY(make_folders(place));
  const char* const variable = std::getenv("TMPDIR");
  const std::string below = !place.empty()                             ? place
                            : variable != nullptr && *variable != '\0' ? variable
                                                                       : "/tmp";
  // The process and a count make the name; a stale folder of that name is passed over.
  const std::string stem = join_path(below, "galley-" + std::to_string(getpid()));
  for (unsigned attempt = 0;; ++attempt) {
    const std::string path = stem + '-' + std::to_string(attempt);
    if (os().mkdir(path.c_str(), 0700) == 0) return ScratchFolder(path);
    if (errno != EEXIST) return os_failure(path, "cannot be created");
  }
}

Result<ScratchFolder> ScratchFolder::make_at(const std::string& path) {
  GALLEY_TRY(remove_tree(path));
  GALLEY_TRY(make_folders(path));
  return ScratchFolder(path);
}

ScratchFolder::~ScratchFolder() {
  if (!path_.empty()) static_cast<void>(remove_tree(path_));
}

}  // namespace galley
