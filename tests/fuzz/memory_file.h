// SPDX-License-Identifier: Apache-2.0
// Files for fuzz targets whose bodies read by name.
#ifndef GALLEY_TESTS_FUZZ_MEMORY_FILE_H_
#define GALLEY_TESTS_FUZZ_MEMORY_FILE_H_

#include <sys/mman.h>
#include <unistd.h>

#include <string>
#include <string_view>

#include "base/check.h"
#include "base/file.h"

namespace galley {

/// A file that is nowhere on disk, and the name to open it by.
class MemoryFile {
 public:
  MemoryFile() : file_(memfd_create("fuzz", MFD_CLOEXEC), "memory") {
    GALLEY_CHECK(file_.is_open());
    path_ = "/proc/self/fd/" + std::to_string(file_.descriptor());
  }
  void set(std::string_view bytes) {
    GALLEY_CHECK(ftruncate(file_.descriptor(), 0) == 0);
    GALLEY_CHECK(pwrite(file_.descriptor(), bytes.data(), bytes.size(), 0) ==
                 static_cast<ssize_t>(bytes.size()));
  }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  File file_;
  std::string path_;
};

}  // namespace galley

#endif  // GALLEY_TESTS_FUZZ_MEMORY_FILE_H_
