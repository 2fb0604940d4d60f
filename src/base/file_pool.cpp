// SPDX-License-Identifier: Apache-2.0
#include "base/file_pool.h"

#include <algorithm>

#include "base/try.h"

namespace galley {

std::size_t FilePool::open_files() const {
  const std::lock_guard lock(mutex_);
  return open_.size();
}

Result<std::shared_ptr<const File>> FilePool::open(const PooledFile& wanted) {
  {
    const std::lock_guard lock(mutex_);
    wanted.last_used_ = ++uses_;
    if (wanted.file_) return wanted.file_;
  }
  GALLEY_ASSIGN(File opened, File::open(wanted.path_, File::Mode::kRead));
  auto file = std::make_shared<const File>(std::move(opened));
  const std::lock_guard lock(mutex_);
  if (wanted.file_) return wanted.file_;  // another thread was faster
  if (open_.size() >= most_open_) {
    // Whoever reads it just now does so to the end.
    const auto oldest = std::ranges::min_element(
        open_, {}, [](const PooledFile* each) { return each->last_used_; });
    (*oldest)->file_.reset();
    open_.erase(oldest);
  }
  wanted.file_ = file;
  open_.push_back(&wanted);
  return file;
}

void FilePool::forget(const PooledFile& gone) {
  const std::lock_guard lock(mutex_);
  if (gone.file_) std::erase(open_, &gone);
}

Status PooledFile::read_at(std::span<char> bytes, std::uint64_t offset) const {
  GALLEY_ASSIGN(const std::shared_ptr<const File> file, pool_.open(*this));
  return file->read_at(bytes, offset);
}

}  // namespace galley
