// SPDX-License-Identifier: Apache-2.0
// Who goes and for whom, as files: what a run that was killed need not find again, and what the
// tasks of emit read.
#ifndef GALLEY_PIPELINE_SAVED_REMOVALS_H_
#define GALLEY_PIPELINE_SAVED_REMOVALS_H_

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/record_sorter.h"
#include "base/run_file.h"
#include "galley/dedup.h"
#include "pipeline/keepers.h"
#include "pipeline/store_table.h"

namespace galley {

/// Where they stand in a work folder.
inline constexpr std::string_view kRemovalsTask = "removals";

/// Writes all that `traced`, which is sorted, has, and for the tasks of a cluster where the stores
/// lie that it names. Errors: kIo, kResource.
[[nodiscard]] Status save_removals(RecordSorter<TracedRemoval>& traced, const DedupCounts& counts,
                                   const std::string& work_path,
                                   std::span<const StorePlace> stores = {});

/// These stores. Errors: kNotFound, kCorrupt, kIo.
[[nodiscard]] Result<std::vector<StorePlace>> saved_stores(const std::string& work_path);

/// Reads them in order.
class SavedRemovals {
 public:
  /// Errors: kNotFound, kCorrupt, kIo.
  [[nodiscard]] static Result<SavedRemovals> open(const std::string& work_path);

  /// Only candidate_pairs and skipped_pairs are set.
  [[nodiscard]] const DedupCounts& counts() const { return counts_; }
  [[nodiscard]] Result<std::optional<TracedRemoval>> next() {
    return reader_.next_record<TracedRemoval>();
  }
  /// Goes to the first one of `store` or of a later one. Cost: some blocks are read.
  [[nodiscard]] Status seek_store(std::uint32_t store);

 private:
  explicit SavedRemovals(RunReader reader) : reader_(std::move(reader)) {}

  RunReader reader_;
  DedupCounts counts_;
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_SAVED_REMOVALS_H_
