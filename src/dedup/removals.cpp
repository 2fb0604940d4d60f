// SPDX-License-Identifier: Apache-2.0
#include "dedup/removals.h"

#include <optional>

#include "base/try.h"

namespace galley {

Result<RemovalList> merge_removals(RecordSorter<CopyRecord>& copies,
                                   RecordSorter<RemovedText>& removed, SpillPlace& place,
                                   std::uint64_t most_memory_bytes, DedupCounts& counts) {
  RecordSorter<RemovalRecord> removals(place, "unsorted", most_memory_bytes);
  GALLEY_TRY(copies.sort());
  GALLEY_TRY(removed.sort());
  GALLEY_ASSIGN(std::optional<RemovedText> text, removed.next());
  GALLEY_ASSIGN(std::optional<CopyRecord> copy, copies.next());
  constexpr auto kNear = static_cast<std::uint32_t>(RemovalReason::kNear);
  constexpr auto kExact = static_cast<std::uint32_t>(RemovalReason::kExact);
  // Both come by row; a text comes before its copies.
  while (text || copy) {
    while (copy && (!text || copy->row < text->row)) {
      GALLEY_TRY(removals.add({copy->ord, copy->best_ord, 1'000'000, kExact}));
      ++counts.removed_exact;
      GALLEY_ASSIGN(copy, copies.next());
    }
    if (!text) break;
    const auto similarity = static_cast<std::uint32_t>(text->similarity_ppm);
    GALLEY_TRY(removals.add({text->ord, text->keeper_ord, similarity, kNear}));
    ++counts.removed_near;
    for (; copy && copy->row == text->row;) {
      GALLEY_TRY(removals.add({copy->ord, text->keeper_ord, similarity, kNear}));
      ++counts.removed_near;
      GALLEY_ASSIGN(copy, copies.next());
    }
    GALLEY_ASSIGN(text, removed.next());
  }
  GALLEY_TRY(removals.sort());
  RemovalListBuilder builder(place, most_memory_bytes);
  for (;;) {
    GALLEY_ASSIGN(const std::optional<RemovalRecord> record, removals.next());
    if (!record) return builder.finish();
    GALLEY_TRY(builder.add(*record));
  }
}

}  // namespace galley
