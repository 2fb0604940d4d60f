// SPDX-License-Identifier: Apache-2.0
#include "tests/support/memory_os.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace galley {

namespace {

int failed(int error_number) {
  errno = error_number;
  return -1;
}

}  // namespace

void MemoryOs::set(const std::string& path, std::string_view bytes) {
  files_[path] = std::make_shared<std::string>(bytes);
}

MemoryOs::Opened* MemoryOs::file_at(int descriptor) {
  const auto found = opened_.find(descriptor);
  if (found != opened_.end() && found->second.bytes) return &found->second;
  errno = EBADF;
  return nullptr;
}

int MemoryOs::open(const char* path, int flags, mode_t) {
  Bytes bytes;
  if ((flags & O_DIRECTORY) == 0) {
    const auto found = files_.find(std::string_view(path));
    const bool is_there = found != files_.end();
    if (is_there && (flags & O_EXCL) != 0) return failed(EEXIST);
    if (!is_there && (flags & O_CREAT) == 0) return failed(ENOENT);
    bytes = is_there ? found->second : files_[path] = std::make_shared<std::string>();
    if ((flags & O_TRUNC) != 0) bytes->clear();
  }
  opened_[next_] = {bytes, 0};
  return next_++;
}

int MemoryOs::close(int descriptor) {
  return opened_.erase(descriptor) == 1 ? 0 : failed(EBADF);
}

int MemoryOs::dup(int) {
  return failed(EBADF);
}

ssize_t MemoryOs::read(int descriptor, void* bytes, std::size_t count) {
  Opened* const file = file_at(descriptor);
  if (file == nullptr) return -1;
  const ssize_t got = pread(descriptor, bytes, count, static_cast<off_t>(file->at));
  file->at += static_cast<std::size_t>(got);
  return got;
}

ssize_t MemoryOs::pread(int descriptor, void* bytes, std::size_t count, off_t offset) {
  const Opened* const file = file_at(descriptor);
  if (file == nullptr) return -1;
  if (offset < 0) return failed(EINVAL);
  const std::size_t at = std::min(static_cast<std::size_t>(offset), file->bytes->size());
  const std::size_t got = std::min(count, file->bytes->size() - at);
  if (got > 0) std::memcpy(bytes, file->bytes->data() + at, got);
  return static_cast<ssize_t>(got);
}

ssize_t MemoryOs::write(int descriptor, const void* bytes, std::size_t count) {
  Opened* const file = file_at(descriptor);
  if (file == nullptr) return -1;
  const std::size_t end = file->at + count;
  if (file->bytes->size() < end) file->bytes->resize(end);
  if (count > 0) std::memcpy(file->bytes->data() + file->at, bytes, count);
  file->at = end;
  return static_cast<ssize_t>(count);
}

off_t MemoryOs::lseek(int descriptor, off_t offset, int whence) {
  Opened* const file = file_at(descriptor);
  if (file == nullptr) return -1;
  if (offset < 0 || whence != SEEK_SET) return failed(EINVAL);
  file->at = static_cast<std::size_t>(offset);
  return offset;
}

int MemoryOs::fsync(int) {
  return 0;
}

int MemoryOs::tell(const std::string* bytes, struct stat* status) {
  *status = {};
  status->st_mode = bytes != nullptr ? S_IFREG | 0600 : S_IFDIR | 0700;
  status->st_size = bytes != nullptr ? static_cast<off_t>(bytes->size()) : 0;
  return 0;
}

int MemoryOs::fstat(int descriptor, struct stat* status) {
  const auto found = opened_.find(descriptor);
  return found == opened_.end() ? failed(EBADF) : tell(found->second.bytes.get(), status);
}

int MemoryOs::stat(const char* path, struct stat* status) {
  return lstat(path, status);
}

int MemoryOs::lstat(const char* path, struct stat* status) {
  const auto found = files_.find(std::string_view(path));
  return found == files_.end() ? failed(ENOENT) : tell(found->second.get(), status);
}

int MemoryOs::rename(const char* from, const char* to) {
  const auto found = files_.find(std::string_view(from));
  if (found == files_.end()) return failed(ENOENT);
  Bytes bytes = std::move(found->second);
  files_.erase(found);
  files_[to] = std::move(bytes);
  return 0;
}

int MemoryOs::unlink(const char* path) {
  const auto found = files_.find(std::string_view(path));
  if (found == files_.end()) return failed(ENOENT);
  files_.erase(found);
  return 0;
}

int MemoryOs::mkdir(const char*, mode_t) {
  return 0;
}

int MemoryOs::flock(int, int) {
  return 0;
}

}  // namespace galley
