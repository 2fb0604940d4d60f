// SPDX-License-Identifier: Apache-2.0
// The one seam to the operating system. Every call that can fail in the field goes through here, so
// a test can fail the n-th of any kind (tests/support/faulty_os.h) and see what the program does.
#ifndef GALLEY_BASE_OS_H_
#define GALLEY_BASE_OS_H_

#include <dirent.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/types.h>

#include <cstddef>

namespace galley {

/// The system calls that galley makes on files. Each behaves as its namesake in POSIX and sets
/// errno. Threads: all calls may be made at once.
class Os {
 public:
  virtual ~Os() = default;
  virtual int open(const char* path, int flags, mode_t mode);
  virtual int close(int descriptor);
  virtual int dup(int descriptor);
  virtual ssize_t read(int descriptor, void* bytes, std::size_t count);
  virtual ssize_t pread(int descriptor, void* bytes, std::size_t count, off_t offset);
  virtual ssize_t write(int descriptor, const void* bytes, std::size_t count);
  virtual int poll(struct pollfd* descriptors, nfds_t count, int timeout_ms);
  virtual off_t lseek(int descriptor, off_t offset, int whence);
  virtual int fsync(int descriptor);
  virtual int ftruncate(int descriptor, off_t length);
  virtual int fstat(int descriptor, struct stat* status);
  virtual int stat(const char* path, struct stat* status);
  virtual int lstat(const char* path, struct stat* status);
  virtual ssize_t readlink(const char* path, char* target, std::size_t count);
  virtual int rename(const char* from, const char* to);
  virtual int unlink(const char* path);
  virtual int mkdir(const char* path, mode_t mode);
  virtual int rmdir(const char* path);
  virtual int flock(int descriptor, int operation);
  virtual int statvfs(const char* path, struct statvfs* status);
  virtual DIR* opendir(const char* path);
  virtual struct dirent* readdir(DIR* folder);
  virtual int closedir(DIR* folder);
};

/// The system in use: the real one unless a test has put another in its place.
[[nodiscard]] Os& os();

/// Puts `replacement` in the system's place while it lives. For tests; not thread-safe.
class ScopedOs {
 public:
  explicit ScopedOs(Os& replacement);
  ~ScopedOs();
  ScopedOs(const ScopedOs&) = delete;
  ScopedOs& operator=(const ScopedOs&) = delete;

 private:
  Os* before_;
};

}  // namespace galley

#endif  // GALLEY_BASE_OS_H_
