// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <climits>
#include <thread>

#include "base/os.h"
#include "base/os_error.h"
#include "base/try.h"

namespace galley {

namespace {

// With O_NOFOLLOW: what a link leads to is another's.
std::unexpected<Error> not_created(const std::string& path) {
  if (errno != ELOOP) return os_failure(path, "cannot be created");
  return fail(ErrorCode::kConflict, path, "is a link", "remove it, or choose another name");
}

// A signal may come just before a call that waits, so the wait itself looks up now and then.
constexpr int kLookUpMilliseconds = 100;

int open_uninterrupted(const std::string& path, int flags) {
  int descriptor;
  do {
    descriptor = os().open(path.c_str(), flags | O_CLOEXEC, 0666);
  } while (descriptor < 0 && errno == EINTR);
  return descriptor;
}

}  // namespace

File::~File() {
  if (descriptor_ >= 0) os().close(descriptor_);
}

File::File(File&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      path_(std::move(other.path_)),
      stop_(other.stop_) {}

File& File::operator=(File&& other) noexcept {
  if (this != &other) {
    if (descriptor_ >= 0) os().close(descriptor_);
    descriptor_ = std::exchange(other.descriptor_, -1);
    path_ = std::move(other.path_);
    stop_ = other.stop_;
  }
  return *this;
}

Result<File> File::open(const std::string& path, Mode mode) {
  int flags = 0;
  switch (mode) {
    case Mode::kRead:
      flags |= O_RDONLY;
      break;
    case Mode::kCreate:
      flags |= O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW;
      break;
    case Mode::kCreateAlone:
      return create_alone(path);
    case Mode::kCreateNew:
      flags |= O_RDWR | O_CREAT | O_EXCL;
      break;
    case Mode::kWriteInto:
      flags |= O_WRONLY;
      break;
    case Mode::kFolder:
      flags |= O_RDONLY | O_DIRECTORY;
      break;
  }
  const int descriptor = open_uninterrupted(path, flags);
  if (descriptor < 0) {
    const bool creates = mode == Mode::kCreate || mode == Mode::kCreateNew;
    return creates ? not_created(path) : os_failure(path, "cannot be opened");
  }
  return File(descriptor, path);
}

Result<File> File::create_alone(const std::string& path) {
  for (;;) {
    const int descriptor = open_uninterrupted(path, O_RDWR | O_CREAT | O_NOFOLLOW);
    if (descriptor < 0) return not_created(path);
    File file(descriptor, path);
    // Where there are no locks, see lock_folder(), it is written all the same.
    if (os().flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
      return fail(ErrorCode::kConflict, path, "another run is writing it",
                  "wait for that run to end, or choose another name");
    }
    // From here on it is this run's, and goes where anything fails.
    const auto failed = [&](std::string_view attempted) {
      const std::unexpected<Error> failure = os_failure(path, attempted);
      os().unlink(path.c_str());
      return failure;
    };
    struct stat opened{}, named{};
    if (os().fstat(descriptor, &opened) != 0) return failed("cannot be examined");
    const bool is_there = os().lstat(path.c_str(), &named) == 0;
    if (!is_there && errno != ENOENT) return failed("cannot be examined");
    // Between opening and locking the one who wrote it may have renamed it.
    if (!is_there || opened.st_ino != named.st_ino) continue;
    if (os().ftruncate(descriptor, 0) != 0) return failed("cannot be emptied");
    return file;
  }
}

Result<File> File::standard_input(const StopToken& stop) {
  const int descriptor = os().dup(STDIN_FILENO);
  if (descriptor < 0) return os_failure("-", "cannot be opened");
  File file(descriptor, "-");
  file.heed(stop);
  return file;
}

Result<File> File::standard_output() {
  const int descriptor = os().dup(STDOUT_FILENO);
  if (descriptor < 0) return os_failure("standard output", "cannot be opened");
  return File(descriptor, "standard output");
}

Result<File> File::open_fifo(const std::string& path, const StopToken& stop) {
  // Opened without O_NONBLOCK it would wait here for its writer, deaf to `stop`.
  const int descriptor = open_uninterrupted(path, O_RDONLY | O_NONBLOCK);
  if (descriptor < 0) return os_failure(path, "cannot be opened");
  File file(descriptor, path);
  file.heed(stop);
  return file;
}

Result<File> File::open_into(const std::string& path, const StopToken& stop) {
  for (;;) {
    GALLEY_TRY(stop.check());
    const int descriptor = open_uninterrupted(path, O_WRONLY | O_NONBLOCK);
    if (descriptor >= 0) {
      File file(descriptor, path);
      file.heed(stop);
      return file;
    }
    // A FIFO that nobody reads yet.
    if (errno != ENXIO) return os_failure(path, "cannot be opened");
    std::this_thread::sleep_for(std::chrono::milliseconds(kLookUpMilliseconds));
  }
}

void File::heed(const StopToken& stop) {
  struct stat status{};
  const bool waits = os().fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode);
  stop_ = waits ? &stop : nullptr;
}

Status File::wait_for(short events) {
  for (;;) {
    GALLEY_TRY(stop_->check());
    struct pollfd descriptor{descriptor_, events, 0};
    const int ready = os().poll(&descriptor, 1, kLookUpMilliseconds);
    if (ready > 0) return {};
    if (ready < 0 && errno != EINTR) return os_failure(path_, "cannot be waited for");
  }
}

Result<std::size_t> File::read(std::span<char> bytes) {
  for (;;) {
    if (stop_ != nullptr) GALLEY_TRY(wait_for(POLLIN));
    const ssize_t got = os().read(descriptor_, bytes.data(), bytes.size());
    if (got >= 0) return static_cast<std::size_t>(got);
    const bool again = errno == EINTR || (errno == EAGAIN && stop_ != nullptr);
    if (!again) return os_failure(path_, "cannot be read");
  }
}

Status File::read_at(std::span<char> bytes, std::uint64_t offset) const {
  while (!bytes.empty()) {
    const ssize_t got =
        os().pread(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (got < 0) {
      if (errno == EINTR) continue;
      return os_failure(path_, "cannot be read");
    }
    if (got == 0) {
      return fail(ErrorCode::kCorrupt, path_, "ends before its contents do",
                  "the file was cut; make it anew");
    }
    bytes = bytes.subspan(static_cast<std::size_t>(got));
    offset += static_cast<std::uint64_t>(got);
  }
  return {};
}

Status File::write(std::string_view bytes) {
  while (!bytes.empty()) {
    std::size_t most = bytes.size();
    if (stop_ != nullptr) {
      GALLEY_TRY(wait_for(POLLOUT));
      most = std::min<std::size_t>(most, PIPE_BUF);  // what a ready pipe takes without waiting
    }
    const ssize_t put = os().write(descriptor_, bytes.data(), most);
    if (put < 0) {
      if (errno == EINTR || (errno == EAGAIN && stop_ != nullptr)) continue;
      return os_failure(path_, "cannot be written");
    }
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return {};
}

Status File::sync() {
  while (os().fsync(descriptor_) != 0) {
    // Pipes and some special files have nothing to sync; that is no failure.
    if (errno == EINVAL || errno == EROFS) return {};
    if (errno != EINTR) return os_failure(path_, "cannot be written to disk");
  }
  return {};
}

Status File::close() {
  // After EINTR Linux has closed the descriptor all the same: closing twice could hit another's.
  const int closing = std::exchange(descriptor_, -1);
  if (closing >= 0 && os().close(closing) != 0 && errno != EINTR) {
    return os_failure(path_, "cannot be closed");
  }
  return {};
}

Result<std::uint64_t> File::size_bytes() const {
  struct stat status{};
  if (os().fstat(descriptor_, &status) != 0) return os_failure(path_, "cannot be examined");
  // What a folder says of its size has a meaning only to its file system.
  if (S_ISDIR(status.st_mode)) return std::unexpected(os_error(path_, "cannot be read", EISDIR));
  return static_cast<std::uint64_t>(status.st_size);
}

Result<bool> File::try_seek(std::uint64_t offset) {
  struct stat status{};
  if (os().fstat(descriptor_, &status) != 0) return os_failure(path_, "cannot be examined");
  if (!S_ISREG(status.st_mode)) return false;
  if (os().lseek(descriptor_, static_cast<off_t>(offset), SEEK_SET) < 0) {
    return os_failure(path_, "cannot be read");
  }
  return true;
}

Result<std::string> read_file(const std::string& path, std::uint64_t most_bytes) {
  GALLEY_ASSIGN(File file, File::open(path, File::Mode::kRead));
  std::string contents;
  std::size_t filled = 0;
  for (;;) {
    // Grows with what has really come, never with what a header or stat() claims.
    contents.resize(filled + std::max<std::size_t>(std::size_t{1} << 16, filled / 2));
    GALLEY_ASSIGN(const std::size_t got, file.read(std::span(contents).subspan(filled)));
    if (got == 0) break;
    filled += got;
    if (filled > most_bytes) {
      return fail(ErrorCode::kLimit, path,
                  "is larger than " + std::to_string(most_bytes) + " bytes",
                  "it is not the file that was expected here");
    }
  }
  contents.resize(filled);
  return contents;
}

}  // namespace galley
