// SPDX-License-Identifier: Apache-2.0
// A range is some groups of the input. Removals are sent from range to range as sorted runs with
// slices: to that of the keeper, whose documents are known there, and back to that of the
// paragraph.
#include "pipeline/resolve_stage.h"

#include <algorithm>

#include "base/record_sorter.h"
#include "base/run_file.h"
#include "base/try.h"
#include "dedup/step_files.h"
#include "pipeline/group_files.h"
#include "pipeline/keepers.h"
#include "pipeline/map_stage.h"
#include "pipeline/saved_removals.h"
#include "pipeline/stage_files.h"

namespace galley {

namespace {

constexpr std::string_view kTracedName = "traced";

// A TracedRemoval on its way to the range of its paragraph.
struct TracedOrd {
  std::uint64_t ord = 0;
  std::uint32_t keeper_store = 0;
  std::uint32_t keeper_record_bytes = 0;
  std::uint64_t keeper_record = 0;
  std::uint64_t keeper_document = 0;
  std::uint64_t keeper_paragraph = 0;
  std::uint32_t similarity_ppm = 0;
  std::uint32_t reason = 0;
  [[nodiscard]] std::uint64_t sort_key() const { return ord; }
  friend auto operator<=>(const TracedOrd&, const TracedOrd&) = default;
};

}  // namespace

Status ResolveStage::run(ClusterStage stage, std::uint32_t task) const {
  GALLEY_ASSIGN(TaskFolder folder,
                TaskFolder::begin(work_, stage_task_path(work_.path, stage, task)));
  switch (stage) {
    case ClusterStage::kDecide:
      GALLEY_TRY(decide(folder.path()));
      break;
    case ClusterStage::kFollow:
      GALLEY_TRY(matching_.follow(task, folder.path()));
      break;
    case ClusterStage::kTrace:
      GALLEY_TRY(trace(task, folder.path()));
      break;
    default:
      GALLEY_CHECK(stage == ClusterStage::kGather);
      GALLEY_TRY(gather(task, folder.path()));
  }
  return folder.commit();
}

std::string ResolveStage::map_folder(std::uint32_t group) const {
  return stage_task_path(work_.path, ClusterStage::kMap, group);
}

Result<std::vector<StorePlace>> ResolveStage::find_stores() const {
  std::vector<StorePlace> stores;
  PieceCounter pieces;
  for (std::uint32_t group = 0; group < plan_.groups.size(); ++group) {
    const ChunkGroup& chunks = plan_.groups[group];
    GALLEY_ASSIGN(const GroupTexts texts, load_texts(map_folder(group), chunks));
    const std::vector<std::uint64_t> continued = continued_paragraphs(
        texts, std::span(plan_.chunks).subspan(chunks.first, chunks.end - chunks.first), pieces);
    for (std::size_t i = 0; i < texts.stores.size(); ++i) {
      stores.push_back({texts.stores[i].split, group, continued[i], texts.stores[i].image});
    }
  }
  return stores;
}

Status ResolveStage::decide(const std::string& folder) const {
  DedupCounts counts;
  GALLEY_TRY(matching_.decide(folder, counts));
  GALLEY_ASSIGN(const std::vector<StorePlace> stores, find_stores());
  std::vector<std::uint32_t> first_stores;
  for (std::uint32_t range = 0; range < matching_.tasks(); ++range) {
    const auto first =
        std::ranges::lower_bound(stores, matching_.first_group(range), {}, &StorePlace::group);
    first_stores.push_back(static_cast<std::uint32_t>(first - stores.begin()));
  }
  return save_decision(folder, counts, stores, first_stores);
}

Result<std::uint32_t> ResolveStage::adopt_range(std::uint32_t task, Spool& spool) const {
  const std::uint32_t begin = matching_.first_group(task), end = matching_.first_group(task + 1);
  GALLEY_ASSIGN(const std::vector<StorePlace> stores, saved_stores(work_.path));
  const auto first = std::ranges::lower_bound(stores, begin, {}, &StorePlace::group);
  auto store = first;
  for (std::uint32_t group = begin; group < end; ++group) {
    GALLEY_ASSIGN(const GroupTexts texts, load_texts(map_folder(group), plan_.groups[group]));
    std::vector<std::uint64_t> continued;
    for (; store != stores.end() && store->group == group; ++store) {
      continued.push_back(store->continued_paragraphs);
    }
    if (continued.size() != texts.stores.size()) return corrupt_step(map_folder(group));
    adopt_text(map_folder(group), texts, continued, spool);
  }
  return static_cast<std::uint32_t>(first - stores.begin());
}

Status ResolveStage::trace(std::uint32_t task, const std::string& folder) const {
  RecordSorter<FollowedRemoval> by_keeper(place_, "keepers", place_.share(30));
  GALLEY_TRY(for_each_in_slices<FollowedRemoval>(
      matching_.folders_of(ClusterStage::kFollow), kFollowedName, matching_.tasks(), task,
      [&](const FollowedRemoval& removal) { return by_keeper.add(removal); }));
  GALLEY_TRY(by_keeper.sort());
  Spool spool(place_, unit_);
  GALLEY_ASSIGN(const std::uint32_t first_store, adopt_range(task, spool));
  RecordSorter<TracedOrd> traced(place_, kTracedName, place_.share(30));
  GALLEY_TRY(trace_each(by_keeper, spool,
                        [&](const FollowedRemoval& removal, std::uint32_t keeper_store,
                            const SplitStore::Owner& owner) {
                          return traced.add({removal.ord, first_store + keeper_store,
                                             owner.record_bytes, owner.record, owner.document,
                                             owner.paragraph, removal.similarity_ppm,
                                             removal.reason});
                        }));
  GALLEY_ASSIGN(const SliceBegins begins,
                write_slices(traced, folder, kTracedName, matching_.range_bounds(),
                             [](const TracedOrd& removal) { return removal.ord; }));
  return write_begins(folder, begins);
}

Status ResolveStage::gather(std::uint32_t task, const std::string& folder) const {
  RecordSorter<TracedOrd> traced(place_, kTracedName, place_.share(50));
  GALLEY_TRY(for_each_in_slices<TracedOrd>(
      matching_.folders_of(ClusterStage::kTrace), kTracedName, matching_.tasks(), task,
      [&](const TracedOrd& removal) { return traced.add(removal); }));
  GALLEY_TRY(traced.sort());
  Spool spool(place_, unit_);
  GALLEY_ASSIGN(const std::uint32_t first_store, adopt_range(task, spool));
  return write_removals(folder, [&]() -> Result<std::optional<TracedRemoval>> {
    GALLEY_ASSIGN(const std::optional<TracedOrd> next, traced.next());
    if (!next) return std::optional<TracedRemoval>();
    const SpoolPlace removed = spool.place_of(next->ord);
    return TracedRemoval{first_store + removed.store, removed.index,        next->keeper_store,
                         next->keeper_record_bytes,   next->keeper_record,  next->keeper_document,
                         next->keeper_paragraph,      next->similarity_ppm, next->reason};
  });
}

}  // namespace galley
