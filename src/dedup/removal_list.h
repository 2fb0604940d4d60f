// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_REMOVAL_LIST_H_
#define GALLEY_DEDUP_REMOVAL_LIST_H_

#include <cstdint>
#include <string>
#include <vector>

#include "base/run_file.h"
#include "base/spill.h"
#include "dedup/records.h"
#include "galley/dedup.h"

namespace galley {

/// All removals of a run in the order of the input: in memory, or in a run on disk. Threads: all
/// calls of const members may be made at once.
class RemovalList {
 public:
  RemovalList() = default;
  ~RemovalList();
  RemovalList(RemovalList&& other) noexcept;
  RemovalList& operator=(RemovalList&& other) noexcept;

  [[nodiscard]] std::uint64_t size() const { return size_; }

  /// The removals with first_ord <= ord < end_ord, replacing what `out` held. Errors: kIo,
  /// kCorrupt.
  [[nodiscard]] Status load(std::uint64_t first_ord, std::uint64_t end_ord,
                            std::vector<Removal>& out) const;

 private:
  friend class RemovalListBuilder;
  std::uint64_t size_ = 0;
  Reservation reservation_;
  std::vector<RemovalRecord> records_;         // where they are in memory
  std::string path_;                           // where they are not
  std::vector<std::uint64_t> first_of_block_;  // ord of every kBlock-th record of the run
};

/// Takes removals in the order of the input and keeps them in memory while the budget allows.
class RemovalListBuilder {
 public:
  RemovalListBuilder(SpillPlace& place, std::uint64_t most_memory_bytes);

  /// REQUIRES: a greater ord than the one before.
  [[nodiscard]] Status add(const RemovalRecord& record);
  [[nodiscard]] Result<RemovalList> finish();

 private:
  [[nodiscard]] Status move_to_run();

  SpillPlace* place_;
  std::uint64_t most_memory_bytes_;
  RemovalList list_;
  std::optional<RunWriter> writer_;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_REMOVAL_LIST_H_
