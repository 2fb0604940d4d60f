// SPDX-License-Identifier: Apache-2.0
// Who goes and for whom, as files: what a run that was killed need not find again, and what the
// tasks of emit read. A run in one process has one folder for all of it; on a cluster the tasks of
// gather have one for each range of the input, and that of decide says what they have in common.
#ifndef GALLEY_PIPELINE_SAVED_REMOVALS_H_
#define GALLEY_PIPELINE_SAVED_REMOVALS_H_

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/record_sorter.h"
#include "base/run_file.h"
#include "galley/dedup.h"
#include "pipeline/emit_stage.h"
#include "pipeline/keepers.h"
#include "pipeline/store_table.h"
#include "pipeline/task_folder.h"

namespace galley {

/// Where the one folder stands in a work folder.
inline constexpr std::string_view kRemovalsTask = "removals";

/// Writes all that `traced`, which is sorted, has. Errors: kIo, kResource.
[[nodiscard]] Status save_removals(RecordSorter<TracedRemoval>& traced, const DedupCounts& counts,
                                   const WorkFolder& work);

/// Writes those of a range, or what they have in common: where the stores lie, and which is the
/// first of each range. Errors: kIo, kResource.
[[nodiscard]] Status write_removals(const std::string& folder, const RemovalSource& removals);
[[nodiscard]] Status save_decision(const std::string& folder, const DedupCounts& counts,
                                   std::span<const StorePlace> stores,
                                   std::span<const std::uint32_t> first_stores);

/// The stores of save_decision(). Errors: kNotFound, kCorrupt, kIo.
[[nodiscard]] Result<std::vector<StorePlace>> saved_stores(const std::string& work_path);

/// Whether all removals stand there.
[[nodiscard]] bool are_removals_saved(const WorkFolder& work);

/// Reads them in order.
class SavedRemovals {
 public:
  /// Errors: kNotFound, kCorrupt, kIo.
  [[nodiscard]] static Result<SavedRemovals> open(const std::string& work_path);

  /// Only candidate_pairs and skipped_pairs are set.
  [[nodiscard]] const DedupCounts& counts() const { return counts_; }
  /// Of how many folders they are.
  [[nodiscard]] std::uint32_t parts() const { return static_cast<std::uint32_t>(parts_.size()); }
  [[nodiscard]] Result<std::optional<TracedRemoval>> next();
  /// Goes to the first one of `store` or of a later one. Cost: some blocks are read.
  [[nodiscard]] Status seek_store(std::uint32_t store);

 private:
  struct Part {
    std::string path;
    std::uint64_t first_store = 0;
  };
  SavedRemovals() = default;
  [[nodiscard]] Status open_part(std::size_t part);

  std::vector<Part> parts_;
  std::size_t next_part_ = 0;
  std::optional<RunReader> reader_;  // of the part before it
  DedupCounts counts_;
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_SAVED_REMOVALS_H_
