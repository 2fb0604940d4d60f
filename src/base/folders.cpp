// SPDX-License-Identifier: Apache-2.0
// What file.h says of folders and paths.
#include <sys/file.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <thread>

#include "base/file.h"
#include "base/os.h"
#include "base/os_error.h"
#include "base/try.h"

namespace galley {

namespace {

// A process that was killed holds its locks until the system has taken it down; and one that plans
// is soon done.
constexpr std::chrono::seconds kLockPatience(4);
constexpr std::chrono::milliseconds kLockPause(50);

}  // namespace

Status make_folders(const std::string& path) {
  for (std::size_t end = 0; end != std::string::npos;) {
    end = path.find('/', end + 1);
    const std::string folder = path.substr(0, end);
    if (os().mkdir(folder.c_str(), 0777) == 0) continue;
    const int error_number = errno;
    struct stat status{};
    if (os().stat(folder.c_str(), &status) == 0) {
      if (S_ISDIR(status.st_mode)) continue;
      return fail(ErrorCode::kConflict, folder, "is a file", "choose a folder to write into");
    }
    return std::unexpected(os_error(folder, "cannot be created", error_number));
  }
  return {};
}

Status sync_folder(const std::string& path) {
  GALLEY_ASSIGN(File folder, File::open(path, File::Mode::kFolder));
  return folder.sync();
}

Result<File> lock_folder(const std::string& path, const StopToken* stop) {
  GALLEY_ASSIGN(File folder, File::open(path, File::Mode::kFolder));
  const auto until = std::chrono::steady_clock::now() + kLockPatience;
  while (os().flock(folder.descriptor(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EINTR) continue;
    if (errno == EWOULDBLOCK) {
      if (std::chrono::steady_clock::now() < until) {
        if (stop != nullptr) GALLEY_TRY(stop->check());
        std::this_thread::sleep_for(kLockPause);
        continue;
      }
      return fail(ErrorCode::kConflict, path, "another run is writing into it",
                  "wait for that run to end, or choose another folder");
    }
    // Some network file systems know no locks; refusing to work there would help nobody.
    if (errno == ENOLCK || errno == EOPNOTSUPP || errno == EINVAL) break;
    return os_failure(path, "cannot be locked");
  }
  return folder;
}

Status remove_file(const std::string& path) {
  if (os().unlink(path.c_str()) == 0 || errno == ENOENT) return {};
  return os_failure(path, "cannot be removed");
}

Status remove_tree(const std::string& path) {
  struct stat status{};
  if (os().lstat(path.c_str(), &status) != 0) {
    if (errno == ENOENT) return {};
    return os_failure(path, "cannot be examined");
  }
  if (!S_ISDIR(status.st_mode)) return remove_file(path);
  GALLEY_ASSIGN(const std::vector<std::string> names, list_folder(path));
  for (const std::string& name : names) GALLEY_TRY(remove_tree(join_path(path, name)));
  if (os().rmdir(path.c_str()) != 0 && errno != ENOENT)
    return os_failure(path, "cannot be removed");
  return {};
}

Result<std::vector<std::string>> list_folder(const std::string& path) {
  DIR* folder = os().opendir(path.c_str());
  if (folder == nullptr) return os_failure(path, "cannot be listed");
  std::vector<std::string> names;
  for (;;) {
    errno = 0;
    const struct dirent* entry = os().readdir(folder);
    if (entry == nullptr) break;
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
  }
  const int error_number = errno;
  os().closedir(folder);
  if (error_number != 0) return std::unexpected(os_error(path, "cannot be listed", error_number));
  std::sort(names.begin(), names.end());
  return names;
}

bool path_exists(const std::string& path) {
  struct stat status{};
  return os().lstat(path.c_str(), &status) == 0;
}

std::string join_path(std::string_view folder, std::string_view name) {
  if (folder.empty() || name.starts_with('/')) return std::string(name);
  std::string path(folder);
  if (path.back() != '/') path += '/';
  path += name;
  return path;
}

Result<std::string> current_folder() {
  std::error_code fault;
  const std::filesystem::path folder = std::filesystem::current_path(fault);
  if (fault) return std::unexpected(os_error(".", "cannot be named", fault.value()));
  return folder.string();
}

std::string_view last_name(std::string_view path) {
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos || path.size() == 1 ? path : path.substr(slash + 1);
}

Result<std::uint64_t> free_disk_bytes(const std::string& path) {
  std::string folder = path;
  struct statvfs status{};
  while (os().statvfs(folder.c_str(), &status) != 0) {
    if (errno == EINTR) continue;
    const std::size_t slash = folder.rfind('/');
    if (errno != ENOENT || folder == "/" || folder == ".")
      return os_failure(folder, "cannot be examined");
    folder = slash == std::string::npos ? "." : slash == 0 ? "/" : folder.substr(0, slash);
  }
  return std::uint64_t{status.f_bavail} * status.f_frsize;
}

}  // namespace galley
