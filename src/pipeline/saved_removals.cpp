// SPDX-License-Identifier: Apache-2.0
#include "pipeline/saved_removals.h"

#include "base/file.h"
#include "base/try.h"
#include "pipeline/number_file.h"
#include "pipeline/task_folder.h"

namespace galley {

namespace {

RunKind removal_kind() {
  return run_kind_of<TracedRemoval>("removals");
}

constexpr std::string_view kStoresName = "stores";

}  // namespace

Status save_removals(RecordSorter<TracedRemoval>& traced, const DedupCounts& counts,
                     const std::string& work_path, std::span<const StorePlace> stores) {
  GALLEY_ASSIGN(TaskFolder folder,
                TaskFolder::begin(work_path, join_path(work_path, kRemovalsTask)));
  GALLEY_ASSIGN(RunWriter writer, RunWriter::create(join_path(folder.path(), "removals"),
                                                    removal_kind(), Durability::kScratch));
  for (;;) {
    GALLEY_ASSIGN(const std::optional<TracedRemoval> removal, traced.next());
    if (!removal) break;
    GALLEY_TRY(writer.append_record(*removal));
  }
  GALLEY_TRY(writer.finish());
  GALLEY_TRY(save_stores(stores, join_path(folder.path(), kStoresName)));
  GALLEY_TRY(write_numbers(join_path(folder.path(), "numbers"),
                           {counts.candidate_pairs, counts.skipped_pairs}, Durability::kScratch));
  return folder.commit();
}

Result<std::vector<StorePlace>> saved_stores(const std::string& work_path) {
  return load_stores(join_path(join_path(work_path, kRemovalsTask), kStoresName));
}

Result<SavedRemovals> SavedRemovals::open(const std::string& work_path) {
  const std::string folder = join_path(work_path, kRemovalsTask);
  GALLEY_ASSIGN(RunReader reader, RunReader::open(join_path(folder, "removals"), removal_kind()));
  SavedRemovals removals(std::move(reader));
  GALLEY_ASSIGN(NumberReader numbers, NumberReader::open(join_path(folder, "numbers")));
  removals.counts_.candidate_pairs = numbers.next();
  removals.counts_.skipped_pairs = numbers.next();
  GALLEY_TRY(numbers.finish());
  return removals;
}

Status SavedRemovals::seek_store(std::uint32_t store) {
  std::uint64_t low = 0, high = reader_.records();
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    GALLEY_TRY(reader_.seek_record(middle));
    GALLEY_ASSIGN(const std::optional<TracedRemoval> removal, next());
    if (removal && removal->store < store) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return reader_.seek_record(low);
}

}  // namespace galley
