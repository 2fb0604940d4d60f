// SPDX-License-Identifier: Apache-2.0
// Only the last part of the path is followed here: links among its folders are followed by the
// system, which gives a temporary file the same folder as the final one.
#include "base/link_target.h"

#include <climits>

#include <cerrno>
#include <string_view>

#include "base/file.h"
#include "base/os.h"
#include "base/os_error.h"
#include "base/try.h"

namespace galley {

namespace {

constexpr int kMostLinks = 40;  // as Linux follows in one path

Result<bool> is_link(const std::string& path) {
  struct stat status{};
  if (os().lstat(path.c_str(), &status) == 0) return S_ISLNK(status.st_mode);
  // What is not there is no link. What cannot be told would be taken for a file and replaced.
  if (errno == ENOENT || errno == ENOTDIR) return false;
  return os_failure(path, "cannot be looked at");
}

}  // namespace

Result<std::string> link_target(const std::string& path) {
  struct stat meant{};
  const bool exists = os().stat(path.c_str(), &meant) == 0;
  // /dev/stdout is a link too; the name of a pipe that it ends in is no path.
  if (exists && !S_ISREG(meant.st_mode)) return path;
  std::string target = path;
  for (int links = 0;; ++links) {
    GALLEY_ASSIGN(const bool is_another, is_link(target));
    if (!is_another) break;
    if (links == kMostLinks) {
      return std::unexpected(os_error(path, "cannot be followed", ELOOP));
    }
    char name[PATH_MAX];
    const ssize_t length = os().readlink(target.c_str(), name, sizeof name);
    if (length < 0) return os_failure(target, "cannot be followed");
    const std::size_t slash = target.rfind('/');
    target =
        join_path(std::string_view(target).substr(0, slash == std::string::npos ? 0 : slash + 1),
                  {name, static_cast<std::size_t>(length)});
  }
  struct stat found{};
  const bool is_same = os().stat(target.c_str(), &found) == 0 && found.st_dev == meant.st_dev &&
                       found.st_ino == meant.st_ino;
  if (!exists || is_same) return target;
  // What a descriptor's name in /proc leads to may have no name any more.
  return fail(ErrorCode::kIo, path, "is a link to a file that has lost its name",
              "name the file itself");
}

}  // namespace galley
