// SPDX-License-Identifier: Apache-2.0
#include "pipeline/keepers.h"

#include "base/try.h"

namespace galley {

namespace {

struct ByKeeper {
  std::uint64_t keeper_ord = 0;
  std::uint64_t ord = 0;
  std::uint32_t similarity_ppm = 0;
  std::uint32_t reason = 0;
  friend auto operator<=>(const ByKeeper&, const ByKeeper&) = default;
};

// Each of the two sorters may ask a quarter of what is left: they are full at the same time.
std::uint64_t sorter_memory(const SpillPlace& place) {
  return place.budget().free_bytes() / 4;
}

}  // namespace

Result<RecordSorter<TracedRemoval>> trace_keepers(
    const std::function<Result<std::optional<Removal>>()>& next, std::deque<SplitStore>& stores,
    SpillPlace& place) {
  RecordSorter<ByKeeper> by_keeper(place, "keepers", sorter_memory(place));
  for (;;) {
    GALLEY_ASSIGN(const std::optional<Removal> removal, next());
    if (!removal) break;
    GALLEY_TRY(by_keeper.add({removal->keeper_ord, removal->ord, removal->similarity_ppm,
                              static_cast<std::uint32_t>(removal->reason)}));
  }
  GALLEY_TRY(by_keeper.sort());

  RecordSorter<TracedRemoval> traced(place, "removals", sorter_memory(place));
  std::optional<std::uint32_t> loaded;
  SplitStore::Owner owner;
  std::optional<std::uint64_t> owned;
  for (;;) {
    GALLEY_ASSIGN(const std::optional<ByKeeper> row, by_keeper.next());
    if (!row) break;
    if (owned != row->keeper_ord) {
      const std::uint32_t split = split_of(row->keeper_ord);
      if (loaded != split) {
        if (loaded) stores[*loaded].drop_document_table();
        GALLEY_TRY(stores[split].load_document_table());
        loaded = split;
      }
      GALLEY_ASSIGN(owner, stores[split].owner(index_of(row->keeper_ord)));
      owned = row->keeper_ord;
    }
    GALLEY_TRY(traced.add({row->ord, row->keeper_ord, owner.document, owner.paragraph, owner.record,
                           owner.record_bytes, row->similarity_ppm, row->reason}));
  }
  if (loaded) stores[*loaded].drop_document_table();
  GALLEY_TRY(traced.sort());
  return traced;
}

}  // namespace galley
