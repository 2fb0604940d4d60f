// SPDX-License-Identifier: Apache-2.0
// Walking is iterative, so that a tree of any depth costs memory in proportion to its depth and no
// stack. A folder is known by device and inode: one that a link leads to a second time is not
// walked again, which ends every loop. Nothing is said of what a file contains: that is for its
// reader.
#include "read/inputs.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <set>
#include <utility>

#include "base/file.h"
#include "base/hash.h"
#include "base/os.h"
#include "base/os_error.h"
#include "base/try.h"
#include "base/utf8.h"

namespace galley {

std::string_view to_string(InputFormat format) {
  switch (format) {
    case InputFormat::kAuto:
      return "auto";
    case InputFormat::kText:
      return "text";
    case InputFormat::kJsonl:
      return "jsonl";
  }
  return "auto";
}

std::uint64_t stored_bytes(std::span<const Input> inputs) {
  std::uint64_t bytes = 0;
  for (const Input& input : inputs) {
    if (input.kind != Input::Kind::kFile) return 0;
    bytes += input.size_bytes;
  }
  return bytes;
}

Issue unreadable(std::string path, std::optional<std::uint64_t> line, Error error) {
  error.where = line ? path + ":" + std::to_string(*line) : path;
  return {Issue::Severity::kUnreadable, std::move(path), line, std::move(error)};
}

std::int64_t modified_ns(const struct stat& status) {
  return std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
}

namespace {

constexpr std::size_t kSampleBytes = 16 << 10;

}  // namespace

Result<std::uint64_t> sample_hash(const std::string& path, std::uint64_t size_bytes) {
  GALLEY_ASSIGN(const File file, File::open(path, File::Mode::kRead));
  std::array<char, kSampleBytes> sample;
  std::uint64_t hash = size_bytes;
  const std::uint64_t length = std::min<std::uint64_t>(size_bytes, kSampleBytes);
  for (const std::uint64_t offset :
       {std::uint64_t{0}, (size_bytes - length) / 2, size_bytes - length}) {
    const std::span<char> bytes = std::span(sample).first(static_cast<std::size_t>(length));
    GALLEY_TRY(file.read_at(bytes, offset));
    hash = hash64(bytes.data(), bytes.size(), hash);
  }
  return hash;
}

namespace {

class Lister {
 public:
  Status add_named(const std::string& name);
  InputList take() { return std::move(list_); }

 private:
  Status add(const std::string& path, const std::string& id, bool named);
  Status add_file(const std::string& path, const std::string& id, const struct stat& status);
  Status enter(const std::string& path, const std::string& id, const struct stat& status);
  Status walk();
  Status warn_if_twice(const std::string& path, const struct stat& status, bool named);
  // Lists an issue, except where the whole run cannot go on.
  Status report(const std::string& path, Issue::Severity severity, Error error);

  struct Level {
    std::string path;
    std::string id;
    std::vector<std::string> names;
    std::size_t next = 0;
  };
  std::vector<Level> levels_;
  std::set<std::pair<dev_t, ino_t>> entered_;
  std::set<std::pair<dev_t, ino_t>> named_;  // files; those of folders are too many to keep
  InputList list_;
};

Status Lister::report(const std::string& path, Issue::Severity severity, Error error) {
  if (error.code == ErrorCode::kResource) return std::unexpected(std::move(error));
  Issue issue = unreadable(path, std::nullopt, std::move(error));
  issue.severity = severity;
  list_.issues.push_back(std::move(issue));
  return {};
}

Status Lister::add_named(const std::string& name) {
  if (name == "-") {
    list_.inputs.push_back({Input::Kind::kStandardInput, "-", "-", 0, 0, 0});
    return {};
  }
  const std::size_t inputs = list_.inputs.size(), issues = list_.issues.size();
  const std::size_t folders = entered_.size();
  GALLEY_TRY(add(name, printable(last_name(name)), true));
  GALLEY_TRY(walk());
  const bool is_bare = list_.inputs.size() == inputs && list_.issues.size() == issues;
  if (!is_bare || entered_.size() == folders) return {};
  return report(name, Issue::Severity::kWarning,
                {ErrorCode::kNotFound, name, "holds no file", "check the name"});
}

// Each file is read as often as it is named; hardly anybody wants that.
Status Lister::warn_if_twice(const std::string& path, const struct stat& status, bool named) {
  bool is_again = named ? !named_.emplace(status.st_dev, status.st_ino).second
                        : named_.contains({status.st_dev, status.st_ino});
  if (named && !is_again) {
    const std::size_t slash = path.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    struct stat holder{};
    is_again = os().stat(folder.c_str(), &holder) == 0 &&
               entered_.contains({holder.st_dev, holder.st_ino});
  }
  if (!is_again) return {};
  return report(path, Issue::Severity::kWarning,
                {ErrorCode::kConflict, path, "is named twice and read twice",
                 "leave it out once, or all of it will count as copies"});
}

Status Lister::add(const std::string& path, const std::string& id, bool named) {
  struct stat status{};
  if (os().stat(path.c_str(), &status) != 0) {
    const int error_number = errno;
    Error error = os_error(path, "cannot be examined", error_number);
    if (named) {
      if (error_number == ENOENT) error.what = "does not exist";
      return report(path, Issue::Severity::kUnreadable, std::move(error));
    }
    // In a folder a link that leads nowhere is common and loses nothing.
    struct stat link{};
    const bool is_link = os().lstat(path.c_str(), &link) == 0 && S_ISLNK(link.st_mode);
    if (is_link && (error_number == ENOENT || error_number == ENOTDIR || error_number == ELOOP)) {
      error.what = error_number == ELOOP ? "is a link that leads in a circle, skipped"
                                         : "is a link that leads nowhere, skipped";
      error.remedy = "mend or remove it";
      return report(path, Issue::Severity::kWarning, std::move(error));
    }
    return report(path, Issue::Severity::kUnreadable, std::move(error));
  }
  if (S_ISDIR(status.st_mode)) return enter(path, named ? std::string() : id, status);
  if (S_ISREG(status.st_mode)) {
    GALLEY_TRY(warn_if_twice(path, status, named));
    return add_file(path, id, status);
  }
  if (S_ISFIFO(status.st_mode) && named) {
    list_.inputs.push_back({Input::Kind::kFifo, path, id, 0, 0, 0});
    return {};
  }
  return report(path, Issue::Severity::kWarning,
                {ErrorCode::kUnsupported, path, "is no regular file, skipped",
                 "name a FIFO itself as INPUT to have it read; leave out what else it is"});
}

Status Lister::add_file(const std::string& path, const std::string& id, const struct stat& status) {
  Input input{Input::Kind::kFile, path, id, static_cast<std::uint64_t>(status.st_size), 0, 0};
  input.modified_ns = modified_ns(status);
  Result<std::uint64_t> hash = sample_hash(path, input.size_bytes);
  if (!hash) return report(path, Issue::Severity::kUnreadable, std::move(hash).error());
  input.sample_hash = *hash;
  list_.inputs.push_back(std::move(input));
  return {};
}

Status Lister::enter(const std::string& path, const std::string& id, const struct stat& status) {
  if (!entered_.emplace(status.st_dev, status.st_ino).second) {
    return report(path, Issue::Severity::kWarning,
                  {ErrorCode::kConflict, path, "is a folder that was walked already, skipped",
                   "nothing need be done: its files are read once"});
  }
  Result<std::vector<std::string>> names = list_folder(path);
  if (!names) return report(path, Issue::Severity::kUnreadable, std::move(names).error());
  const auto holds = [&](std::string_view name) {
    return std::ranges::find(*names, name) != names->end();
  };
  if (holds("manifest.json") && holds("corpus-00000.jsonl.zst")) {
    GALLEY_TRY(report(path, Issue::Severity::kWarning,
                      {ErrorCode::kConflict, path,
                       "is a corpus of galley; its manifest and removed maps are read as text too",
                       "to read the corpus alone, name its files corpus-*.jsonl.zst"}));
  }
  levels_.push_back({path, id, *std::move(names), 0});
  return {};
}

Status Lister::walk() {
  while (!levels_.empty()) {
    Level& level = levels_.back();
    if (level.next == level.names.size()) {
      levels_.pop_back();
      continue;
    }
    const std::string& name = level.names[level.next++];
    std::string id = level.id.empty() ? printable(name) : level.id + "/" + printable(name);
    const std::string path = join_path(level.path, name);
    GALLEY_TRY(add(path, id, false));  // may grow levels_: `level` is not used after this
  }
  return {};
}

}  // namespace

Result<InputList> list_inputs(std::span<const std::string> names) {
  Lister lister;
  for (const std::string& name : names) GALLEY_TRY(lister.add_named(name));
  return lister.take();
}

}  // namespace galley
