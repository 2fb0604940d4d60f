// SPDX-License-Identifier: Apache-2.0
// Files that are read here and there, of which only so many are open at a time: a process may have
// fewer descriptors than a large archive has files.
#ifndef GALLEY_BASE_FILE_POOL_H_
#define GALLEY_BASE_FILE_POOL_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/file.h"
#include "galley/result.h"

namespace galley {

class PooledFile;

/// Threads: all calls may be made at once, those of its files too.
class FilePool {
 public:
  static constexpr std::size_t kMostOpen = 128;

  explicit FilePool(std::size_t most_open = kMostOpen) : most_open_(most_open) {}

  /// Those that are open now.
  [[nodiscard]] std::size_t open_files() const;

 private:
  friend class PooledFile;
  [[nodiscard]] Result<std::shared_ptr<const File>> open(const PooledFile& wanted);
  void forget(const PooledFile& gone);

  const std::size_t most_open_;
  mutable std::mutex mutex_;
  std::uint64_t uses_ = 0;
  std::vector<const PooledFile*> open_;
};

/// A file that is opened when it is first read, and again when others had to be open since.
class PooledFile {
 public:
  /// `pool` outlives it.
  PooledFile(FilePool& pool, std::string path) : pool_(pool), path_(std::move(path)) {}
  ~PooledFile() { pool_.forget(*this); }
  PooledFile(const PooledFile&) = delete;
  PooledFile& operator=(const PooledFile&) = delete;

  /// As File::read_at(). Errors: also those of File::open().
  [[nodiscard]] Status read_at(std::span<char> bytes, std::uint64_t offset) const;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  friend class FilePool;
  FilePool& pool_;
  const std::string path_;
  mutable std::shared_ptr<const File> file_;  // these two are the pool's
  mutable std::uint64_t last_used_ = 0;
};

}  // namespace galley

#endif  // GALLEY_BASE_FILE_POOL_H_
