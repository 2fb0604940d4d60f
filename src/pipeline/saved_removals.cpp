// SPDX-License-Identifier: Apache-2.0
#include "pipeline/saved_removals.h"

#include <algorithm>

#include "base/file.h"
#include "base/try.h"
#include "pipeline/number_file.h"
#include "pipeline/stage_files.h"

namespace galley {

namespace {

constexpr std::string_view kRemovalsName = "removals";
constexpr std::string_view kCountsName = "numbers";
constexpr std::string_view kStoresName = "stores";

RunKind removal_kind() {
  return run_kind_of<TracedRemoval>(kRemovalsName);
}

std::string decision_path(const std::string& work_path) {
  return stage_task_path(work_path, ClusterStage::kDecide, 0);
}

Status write_counts(const std::string& folder, const DedupCounts& counts,
                    std::span<const std::uint32_t> first_stores) {
  std::vector<std::uint64_t> numbers = {counts.candidate_pairs, counts.skipped_pairs};
  numbers.insert(numbers.end(), first_stores.begin(), first_stores.end());
  return write_numbers(join_path(folder, kCountsName), numbers, Durability::kScratch);
}

}  // namespace

Status write_removals(const std::string& folder, const RemovalSource& removals) {
  GALLEY_ASSIGN(RunWriter writer, RunWriter::create(join_path(folder, kRemovalsName),
                                                    removal_kind(), Durability::kScratch));
  for (;;) {
    GALLEY_ASSIGN(const std::optional<TracedRemoval> removal, removals());
    if (!removal) return writer.finish();
    GALLEY_TRY(writer.append_record(*removal));
  }
}

Status save_removals(RecordSorter<TracedRemoval>& traced, const DedupCounts& counts,
                     const WorkFolder& work) {
  GALLEY_ASSIGN(TaskFolder folder, TaskFolder::begin(work, join_path(work.path, kRemovalsTask)));
  GALLEY_TRY(write_removals(folder.path(), [&] { return traced.next(); }));
  const std::uint32_t first_store = 0;
  GALLEY_TRY(write_counts(folder.path(), counts, std::span(&first_store, 1)));
  return folder.commit();
}

Status save_decision(const std::string& folder, const DedupCounts& counts,
                     std::span<const StorePlace> stores,
                     std::span<const std::uint32_t> first_stores) {
  GALLEY_TRY(save_stores(stores, join_path(folder, kStoresName)));
  return write_counts(folder, counts, first_stores);
}

Result<std::vector<StorePlace>> saved_stores(const std::string& work_path) {
  return load_stores(join_path(decision_path(work_path), kStoresName));
}

bool are_removals_saved(const WorkFolder& work) {
  if (work.has(join_path(work.path, kRemovalsTask))) return true;
  if (!work.has(decision_path(work.path))) return false;
  const Result<SavedRemovals> saved = SavedRemovals::open(work.path);
  return saved && check_done(work, ClusterStage::kGather, saved->parts());
}

Result<SavedRemovals> SavedRemovals::open(const std::string& work_path) {
  const std::string whole = join_path(work_path, kRemovalsTask);
  const bool is_whole = path_exists(whole);
  GALLEY_ASSIGN(
      NumberReader numbers,
      NumberReader::open(join_path(is_whole ? whole : decision_path(work_path), kCountsName)));
  SavedRemovals removals;
  removals.counts_.candidate_pairs = numbers.next();
  removals.counts_.skipped_pairs = numbers.next();
  for (std::uint32_t part = 0; numbers.left() > 0; ++part) {
    const std::string folder =
        is_whole ? whole : stage_task_path(work_path, ClusterStage::kGather, part);
    removals.parts_.push_back({join_path(folder, kRemovalsName), numbers.next()});
  }
  GALLEY_TRY(numbers.finish());
  return removals;
}

Status SavedRemovals::open_part(std::size_t part) {
  GALLEY_ASSIGN(RunReader reader, RunReader::open(parts_[part].path, removal_kind()));
  reader_.emplace(std::move(reader));
  next_part_ = part + 1;
  return {};
}

Result<std::optional<TracedRemoval>> SavedRemovals::next() {
  for (;;) {
    if (reader_) {
      GALLEY_ASSIGN(const std::optional<TracedRemoval> removal,
                    reader_->next_record<TracedRemoval>());
      if (removal) return removal;
    }
    if (next_part_ == parts_.size()) return std::optional<TracedRemoval>();
    GALLEY_TRY(open_part(next_part_));
  }
}

Status SavedRemovals::seek_store(std::uint32_t store) {
  // Parts without a store begin where the next one does.
  const auto behind = std::ranges::upper_bound(parts_, store, {}, &Part::first_store);
  if (behind == parts_.begin()) return {};
  GALLEY_TRY(open_part(static_cast<std::size_t>(behind - parts_.begin()) - 1));
  std::uint64_t low = 0, high = reader_->records();
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    GALLEY_TRY(reader_->seek_record(middle));
    GALLEY_ASSIGN(const std::optional<TracedRemoval> removal,
                  reader_->next_record<TracedRemoval>());
    if (removal && removal->store < store) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return reader_->seek_record(low);
}

}  // namespace galley
