// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_TESTS_SUPPORT_FAULTY_OS_H_
#define GALLEY_TESTS_SUPPORT_FAULTY_OS_H_

#include <atomic>
#include <cstdint>
#include <string>

#include "base/os.h"

namespace galley {

/// The system with a fault: the n-th call of one kind fails with a given errno, once or from then
/// on. Threads: as Os.
class FaultyOs : public Os {
 public:
  enum class Call : std::uint8_t {
    kOpen,
    kClose,
    kDup,
    kRead,
    kPread,
    kWrite,
    kPoll,
    kLseek,
    kFsync,
    kFtruncate,
    kFstat,
    kStat,
    kLstat,
    kReadlink,
    kRename,
    kUnlink,
    kMkdir,
    kRmdir,
    kFlock,
    kStatvfs,
    kOpendir,
    kReaddir,
  };
  enum class Lasting : std::uint8_t { kOnce, kForGood };

  struct Fault {
    Call call = Call::kWrite;
    std::uint64_t number = 0;  ///< the first call that fails, from 0
    int error_number = 5;      ///< errno; 0 makes reads and writes short (one byte) instead
    Lasting lasting = Lasting::kOnce;
  };

  explicit FaultyOs(Fault fault) : fault_(fault) {}

  /// How often the fault has struck.
  [[nodiscard]] std::uint64_t struck() const { return struck_; }
  /// How many calls of the fault's kind were made.
  [[nodiscard]] std::uint64_t calls() const { return calls_; }

  int open(const char* path, int flags, mode_t mode) override;
  int close(int descriptor) override;
  int dup(int descriptor) override;
  ssize_t read(int descriptor, void* bytes, std::size_t count) override;
  ssize_t pread(int descriptor, void* bytes, std::size_t count, off_t offset) override;
  ssize_t write(int descriptor, const void* bytes, std::size_t count) override;
  int poll(struct pollfd* descriptors, nfds_t count, int timeout_ms) override;
  off_t lseek(int descriptor, off_t offset, int whence) override;
  int fsync(int descriptor) override;
  int ftruncate(int descriptor, off_t length) override;
  int fstat(int descriptor, struct stat* status) override;
  int stat(const char* path, struct stat* status) override;
  int lstat(const char* path, struct stat* status) override;
  ssize_t readlink(const char* path, char* target, std::size_t count) override;
  int rename(const char* from, const char* to) override;
  int unlink(const char* path) override;
  int mkdir(const char* path, mode_t mode) override;
  int rmdir(const char* path) override;
  int flock(int descriptor, int operation) override;
  int statvfs(const char* path, struct statvfs* status) override;
  DIR* opendir(const char* path) override;
  struct dirent* readdir(DIR* folder) override;

 private:
  /// Whether this call is to fail; sets errno.
  bool strikes(Call call);
  std::size_t length_of(Call call, std::size_t count);

  Fault fault_;
  std::atomic<std::uint64_t> calls_{0};
  std::atomic<std::uint64_t> struck_{0};
};

}  // namespace galley

#endif  // GALLEY_TESTS_SUPPORT_FAULTY_OS_H_
