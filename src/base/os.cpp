// SPDX-License-Identifier: Apache-2.0
#include "base/os.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdio>

namespace galley {

int Os::open(const char* path, int flags, mode_t mode) {
  return ::open(path, flags, mode);
}
int Os::close(int descriptor) {
  return ::close(descriptor);
}
int Os::dup(int descriptor) {
  return ::dup(descriptor);
}
ssize_t Os::read(int descriptor, void* bytes, std::size_t count) {
  return ::read(descriptor, bytes, count);
}
ssize_t Os::pread(int descriptor, void* bytes, std::size_t count, off_t offset) {
  return ::pread(descriptor, bytes, count, offset);
}
ssize_t Os::write(int descriptor, const void* bytes, std::size_t count) {
  return ::write(descriptor, bytes, count);
}
int Os::poll(struct pollfd* descriptors, nfds_t count, int timeout_ms) {
  return ::poll(descriptors, count, timeout_ms);
}
off_t Os::lseek(int descriptor, off_t offset, int whence) {
  return ::lseek(descriptor, offset, whence);
}
int Os::fsync(int descriptor) {
  return ::fsync(descriptor);
}
int Os::ftruncate(int descriptor, off_t length) {
  return ::ftruncate(descriptor, length);
}
int Os::fstat(int descriptor, struct stat* status) {
  return ::fstat(descriptor, status);
}
int Os::stat(const char* path, struct stat* status) {
  return ::stat(path, status);
}
int Os::lstat(const char* path, struct stat* status) {
  return ::lstat(path, status);
}
ssize_t Os::readlink(const char* path, char* target, std::size_t count) {
  return ::readlink(path, target, count);
}
int Os::rename(const char* from, const char* to) {
  return ::rename(from, to);
}
int Os::unlink(const char* path) {
  return ::unlink(path);
}
int Os::mkdir(const char* path, mode_t mode) {
  return ::mkdir(path, mode);
}
int Os::rmdir(const char* path) {
  return ::rmdir(path);
}
int Os::flock(int descriptor, int operation) {
  return ::flock(descriptor, operation);
}
int Os::statvfs(const char* path, struct statvfs* status) {
  return ::statvfs(path, status);
}
DIR* Os::opendir(const char* path) {
  return ::opendir(path);
}
struct dirent* Os::readdir(DIR* folder) {
  return ::readdir(folder);
}
int Os::closedir(DIR* folder) {
  return ::closedir(folder);
}

namespace {
Os real_os;
Os* current_os = &real_os;
}  // namespace

Os& os() {
  return *current_os;
}

ScopedOs::ScopedOs(Os& replacement) : before_(current_os) {
  current_os = &replacement;
}
ScopedOs::~ScopedOs() {
  current_os = before_;
}

}  // namespace galley
