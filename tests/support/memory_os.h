// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_TESTS_SUPPORT_MEMORY_OS_H_
#define GALLEY_TESTS_SUPPORT_MEMORY_OS_H_

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/os.h"

namespace galley {

/// A system of files in memory: what is read and written by name costs no call to the real one. For
/// fuzzing. It has one level of folders, all of which exist; paths and descriptors that are not its
/// own do not exist in it. Not thread-safe.
class MemoryOs : public Os {
 public:
  /// Makes the file `path` hold `bytes`.
  void set(const std::string& path, std::string_view bytes);
  /// Removes all files.
  void clear() { files_.clear(); }

  int open(const char* path, int flags, mode_t mode) override;
  int close(int descriptor) override;
  int dup(int descriptor) override;
  ssize_t read(int descriptor, void* bytes, std::size_t count) override;
  ssize_t pread(int descriptor, void* bytes, std::size_t count, off_t offset) override;
  ssize_t write(int descriptor, const void* bytes, std::size_t count) override;
  off_t lseek(int descriptor, off_t offset, int whence) override;
  int fsync(int descriptor) override;
  int fstat(int descriptor, struct stat* status) override;
  int stat(const char* path, struct stat* status) override;
  int lstat(const char* path, struct stat* status) override;
  int rename(const char* from, const char* to) override;
  int unlink(const char* path) override;
  int mkdir(const char* path, mode_t mode) override;
  int flock(int descriptor, int operation) override;

 private:
  using Bytes = std::shared_ptr<std::string>;
  struct Opened {
    Bytes bytes;  // none: a folder
    std::size_t at = 0;
  };
  [[nodiscard]] Opened* file_at(int descriptor);
  static int tell(const std::string* bytes, struct stat* status);

  std::map<std::string, Bytes, std::less<>> files_;
  std::map<int, Opened> opened_;
  int next_ = 1 << 20;
};

}  // namespace galley

#endif  // GALLEY_TESTS_SUPPORT_MEMORY_OS_H_
