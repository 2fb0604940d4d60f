// SPDX-License-Identifier: Apache-2.0
#include "pipeline/keepers.h"

#include <optional>
#include <vector>

#include "base/try.h"

namespace galley {

namespace {

struct ByIndexedKeeper {
  std::uint64_t serial = 0;
  std::uint32_t store = 0;
  std::uint32_t index = 0;
  std::uint32_t similarity_ppm = 0;
  std::uint32_t reason = 0;
  friend auto operator<=>(const ByIndexedKeeper&, const ByIndexedKeeper&) = default;
};

// Each of the three sorters may ask a quarter of what is left: they are full at the same time.
std::uint64_t sorter_memory(const SpillPlace& place) {
  return place.budget().free_bytes() / 4;
}

Status sort_by_keeper(const RemovalList& removals, const Spool& spool,
                      RecordSorter<FollowedRemoval>& sorter,
                      RecordSorter<ByIndexedKeeper>& indexed) {
  std::vector<Removal> of_store;
  for (std::uint32_t store = 0; store < spool.stores(); ++store) {
    GALLEY_TRY(removals.load(spool.first_ord(store), spool.first_ord(store + 1), of_store));
    for (const Removal& removal : of_store) {
      const auto reason = static_cast<std::uint32_t>(removal.reason);
      if (removal.keeper_place == KeeperPlace::kInput) {
        GALLEY_TRY(sorter.add({removal.keeper_ord, removal.ord, removal.similarity_ppm, reason}));
        continue;
      }
      const SpoolPlace place = spool.place_of(removal.ord);
      GALLEY_TRY(indexed.add(
          {removal.keeper_ord, place.store, place.index, removal.similarity_ppm, reason}));
    }
  }
  GALLEY_TRY(indexed.sort());
  return sorter.sort();
}

Status trace_indexed(RecordSorter<ByIndexedKeeper>& by_keeper, IndexedKeepers& keepers,
                     RecordSorter<TracedRemoval>& traced) {
  std::optional<std::uint64_t> serial;
  IndexedKeepers::Place keeper;
  for (;;) {
    GALLEY_ASSIGN(const std::optional<ByIndexedKeeper> row, by_keeper.next());
    if (!row) return keepers.seal();
    if (serial != row->serial) {
      GALLEY_ASSIGN(keeper, keepers.add(row->serial));
      serial = row->serial;
    }
    GALLEY_TRY(traced.add({row->store, row->index, kInIndex, keeper.id_bytes, keeper.id, keeper.run,
                           keeper.paragraph, row->similarity_ppm, row->reason}));
  }
}

}  // namespace

Status trace_each(RecordSorter<FollowedRemoval>& removals, Spool& spool, const TraceUse& use) {
  std::optional<std::uint32_t> loaded;
  for (;;) {
    GALLEY_ASSIGN(const std::optional<FollowedRemoval> removal, removals.next());
    if (!removal) break;
    const SpoolPlace keeper = spool.place_of(removal->keeper_ord);
    if (loaded != keeper.store) {
      if (loaded) spool.store(*loaded).drop_document_table();
      GALLEY_TRY(spool.store(keeper.store).load_document_table());
      loaded = keeper.store;
    }
    GALLEY_ASSIGN(const SplitStore::Owner owner, spool.store(*loaded).owner(keeper.index));
    GALLEY_TRY(use(*removal, *loaded, owner));
  }
  if (loaded) spool.store(*loaded).drop_document_table();
  return {};
}

Result<RecordSorter<TracedRemoval>> trace_keepers(const RemovalList& removals, Spool& spool,
                                                  SpillPlace& place, IndexedKeepers& indexed) {
  RecordSorter<FollowedRemoval> by_keeper(place, "keepers", sorter_memory(place));
  RecordSorter<ByIndexedKeeper> by_indexed(place, "index-keepers", sorter_memory(place));
  GALLEY_TRY(sort_by_keeper(removals, spool, by_keeper, by_indexed));

  RecordSorter<TracedRemoval> traced(place, "removals", sorter_memory(place));
  GALLEY_TRY(trace_each(by_keeper, spool,
                        [&](const FollowedRemoval& removal, std::uint32_t keeper_store,
                            const SplitStore::Owner& owner) {
                          const SpoolPlace removed = spool.place_of(removal.ord);
                          return traced.add({removed.store, removed.index, keeper_store,
                                             owner.record_bytes, owner.record, owner.document,
                                             owner.paragraph, removal.similarity_ppm,
                                             removal.reason});
                        }));
  GALLEY_TRY(trace_indexed(by_indexed, indexed, traced));
  GALLEY_TRY(traced.sort());
  return traced;
}

}  // namespace galley
