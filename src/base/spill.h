// SPDX-License-Identifier: Apache-2.0
// Bytes that stay in memory while the budget allows and lie in a temporary file when it does not.
#ifndef GALLEY_BASE_SPILL_H_
#define GALLEY_BASE_SPILL_H_

#include <atomic>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/file_pool.h"
#include "base/memory_budget.h"
#include "galley/result.h"
#include "galley/stop_token.h"

namespace galley {

/// Where a run spills to, and what it may use. One for each run; outlives all that spill. Threads:
/// all calls may be made at once.
class SpillPlace {
 public:
  SpillPlace(std::string folder, MemoryBudget& budget, const StopToken& stop)
      : folder_(std::move(folder)), budget_(budget), stop_(stop) {}

  /// A name in the folder that no other call has given: FOLDER/STEM-N.
  [[nodiscard]] std::string new_path(std::string_view stem);
  [[nodiscard]] MemoryBudget& budget() const { return budget_; }
  /// So many bytes of each hundred that the budget has in all.
  [[nodiscard]] std::uint64_t share(std::uint64_t percent) const {
    return budget_.limit_bytes() / 100 * percent;
  }
  [[nodiscard]] const StopToken& stop() const { return stop_; }
  [[nodiscard]] const std::string& folder() const { return folder_; }
  /// For files that are read where they lie.
  [[nodiscard]] FilePool& files() { return files_; }

  void count_spilled(std::uint64_t bytes) { spilled_bytes_ += bytes; }
  /// Bytes written to the folder so far.
  [[nodiscard]] std::uint64_t spilled_bytes() const { return spilled_bytes_; }

 private:
  std::string folder_;
  MemoryBudget& budget_;
  const StopToken& stop_;
  std::atomic<std::uint64_t> next_{0};
  std::atomic<std::uint64_t> spilled_bytes_{0};
  FilePool files_;
};

/// An append-only store of byte strings, read back by offset. One writer; any number of readers
/// once the last append() has returned. The file, if there is one, is removed on destruction.
class SpillStore {
 public:
  SpillStore(SpillPlace& place, std::string stem) : place_(&place), stem_(std::move(stem)) {}
  ~SpillStore();
  SpillStore(SpillStore&&) noexcept = default;
  SpillStore& operator=(SpillStore&&) = delete;

  /// Takes over `bytes`; what is appended at once can be viewed at once. Returns its offset.
  [[nodiscard]] Result<std::uint64_t> append(std::string bytes);

  /// The `size` bytes at `offset`, which lie in one appended piece. Points into the store, or into
  /// `scratch` where they had to be read. Errors: kIo; kCorrupt where a file has no such bytes.
  [[nodiscard]] Result<std::string_view> view(std::uint64_t offset, std::uint64_t size,
                                              std::string& scratch) const;

  /// Is from now on the `size_bytes` at `offset` of `file`, which stays when the store goes.
  /// REQUIRES: the store is empty; no append() follows.
  void adopt(std::shared_ptr<const PooledFile> file, std::uint64_t offset,
             std::uint64_t size_bytes);
  /// Hands all that is in the store to `sink`, in order, in pieces.
  [[nodiscard]] Status copy_to(const std::function<Status(std::string_view)>& sink) const;

  [[nodiscard]] std::uint64_t size_bytes() const { return size_bytes_; }
  [[nodiscard]] bool in_memory() const { return !file_.is_open() && !adopted_; }
  /// What to say where bytes of the file are not those that were appended.
  [[nodiscard]] std::unexpected<Error> damaged() const;
  /// Frees memory and file; the store is then empty.
  void clear();

 private:
  [[nodiscard]] Status move_to_file();

  struct Piece {
    std::uint64_t offset;
    std::string bytes;
  };
  SpillPlace* place_;
  std::string stem_;
  std::vector<Piece> pieces_;
  Reservation reservation_;
  File file_;
  std::shared_ptr<const PooledFile> adopted_;
  std::uint64_t adopted_offset_ = 0;
  std::uint64_t size_bytes_ = 0;
};

}  // namespace galley

#endif  // GALLEY_BASE_SPILL_H_
