// SPDX-License-Identifier: Apache-2.0
#include "tests/support/faulty_os.h"

#include <algorithm>
#include <cerrno>

namespace galley {

bool FaultyOs::strikes(Call call) {
  if (call != fault_.call) return false;
  const std::uint64_t number = calls_++;
  const bool strikes =
      fault_.lasting == Lasting::kOnce ? number == fault_.number : number >= fault_.number;
  if (!strikes) return false;
  ++struck_;
  if (fault_.error_number == 0) return false;
  errno = fault_.error_number;
  return true;
}

std::size_t FaultyOs::length_of(Call call, std::size_t count) {
  const bool is_short = fault_.error_number == 0 && call == fault_.call && calls_ > fault_.number;
  return is_short ? std::min<std::size_t>(count, 1) : count;
}

int FaultyOs::open(const char* path, int flags, mode_t mode) {
  return strikes(Call::kOpen) ? -1 : Os::open(path, flags, mode);
}
int FaultyOs::close(int descriptor) {
  // Linux closes the descriptor even when close() fails: so does the fault.
  const int result = Os::close(descriptor);
  return strikes(Call::kClose) ? -1 : result;
}
int FaultyOs::dup(int descriptor) {
  return strikes(Call::kDup) ? -1 : Os::dup(descriptor);
}
ssize_t FaultyOs::read(int descriptor, void* bytes, std::size_t count) {
  if (strikes(Call::kRead)) return -1;
  return Os::read(descriptor, bytes, length_of(Call::kRead, count));
}
ssize_t FaultyOs::pread(int descriptor, void* bytes, std::size_t count, off_t offset) {
  if (strikes(Call::kPread)) return -1;
  return Os::pread(descriptor, bytes, length_of(Call::kPread, count), offset);
}
ssize_t FaultyOs::write(int descriptor, const void* bytes, std::size_t count) {
  if (strikes(Call::kWrite)) return -1;
  return Os::write(descriptor, bytes, length_of(Call::kWrite, count));
}
int FaultyOs::poll(struct pollfd* descriptors, nfds_t count, int timeout_ms) {
  return strikes(Call::kPoll) ? -1 : Os::poll(descriptors, count, timeout_ms);
}
off_t FaultyOs::lseek(int descriptor, off_t offset, int whence) {
  return strikes(Call::kLseek) ? -1 : Os::lseek(descriptor, offset, whence);
}
int FaultyOs::fsync(int descriptor) {
  return strikes(Call::kFsync) ? -1 : Os::fsync(descriptor);
}
int FaultyOs::ftruncate(int descriptor, off_t length) {
  return strikes(Call::kFtruncate) ? -1 : Os::ftruncate(descriptor, length);
}
int FaultyOs::fstat(int descriptor, struct stat* status) {
  return strikes(Call::kFstat) ? -1 : Os::fstat(descriptor, status);
}
int FaultyOs::stat(const char* path, struct stat* status) {
  return strikes(Call::kStat) ? -1 : Os::stat(path, status);
}
int FaultyOs::lstat(const char* path, struct stat* status) {
  return strikes(Call::kLstat) ? -1 : Os::lstat(path, status);
}
ssize_t FaultyOs::readlink(const char* path, char* target, std::size_t count) {
  return strikes(Call::kReadlink) ? -1 : Os::readlink(path, target, count);
}
int FaultyOs::rename(const char* from, const char* to) {
  return strikes(Call::kRename) ? -1 : Os::rename(from, to);
}
int FaultyOs::unlink(const char* path) {
  return strikes(Call::kUnlink) ? -1 : Os::unlink(path);
}
int FaultyOs::mkdir(const char* path, mode_t mode) {
  return strikes(Call::kMkdir) ? -1 : Os::mkdir(path, mode);
}
int FaultyOs::rmdir(const char* path) {
  return strikes(Call::kRmdir) ? -1 : Os::rmdir(path);
}
int FaultyOs::flock(int descriptor, int operation) {
  return strikes(Call::kFlock) ? -1 : Os::flock(descriptor, operation);
}
int FaultyOs::statvfs(const char* path, struct statvfs* status) {
  return strikes(Call::kStatvfs) ? -1 : Os::statvfs(path, status);
}
DIR* FaultyOs::opendir(const char* path) {
  return strikes(Call::kOpendir) ? nullptr : Os::opendir(path);
}
struct dirent* FaultyOs::readdir(DIR* folder) {
  return strikes(Call::kReaddir) ? nullptr : Os::readdir(folder);
}

}  // namespace galley
