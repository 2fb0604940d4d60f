// SPDX-License-Identifier: Apache-2.0
#include "dedup/removals.h"

#include <optional>

#include "base/try.h"

namespace galley {

namespace {

RemovalRecord removal_of(std::uint64_t ord, std::uint64_t keeper_ord, std::uint32_t similarity_ppm,
                         RemovalReason reason) {
  return {ord - kFirstInputOrd,
          keeper_ord < kFirstInputOrd ? keeper_ord | RemovalRecord::kIndexed
                                      : keeper_ord - kFirstInputOrd,
          similarity_ppm, static_cast<std::uint32_t>(reason)};
}

}  // namespace

Status for_each_removal(RecordSorter<CopyRecord>& copies, RecordSorter<RemovedText>& removed,
                        DedupCounts& counts, const RemovalUse& use) {
  GALLEY_TRY(copies.sort());
  GALLEY_TRY(removed.sort());
  GALLEY_ASSIGN(std::optional<RemovedText> text, removed.next());
  GALLEY_ASSIGN(std::optional<CopyRecord> copy, copies.next());
  // Both come by row; a text comes before its copies.
  while (text || copy) {
    while (copy && (!text || copy->row < text->row)) {
      GALLEY_TRY(use(removal_of(copy->ord, copy->best_ord, 1'000'000, RemovalReason::kExact)));
      ++counts.removed_exact;
      GALLEY_ASSIGN(copy, copies.next());
    }
    if (!text) break;
    const auto similarity = static_cast<std::uint32_t>(text->similarity_ppm);
    if (text->ord >= kFirstInputOrd) {
      GALLEY_TRY(use(removal_of(text->ord, text->keeper_ord, similarity, RemovalReason::kNear)));
      ++counts.removed_near;
    }
    for (; copy && copy->row == text->row;) {
      GALLEY_TRY(use(removal_of(copy->ord, text->keeper_ord, similarity, RemovalReason::kNear)));
      ++counts.removed_near;
      GALLEY_ASSIGN(copy, copies.next());
    }
    GALLEY_ASSIGN(text, removed.next());
  }
  return {};
}

Result<RemovalList> merge_removals(RecordSorter<CopyRecord>& copies,
                                   RecordSorter<RemovedText>& removed, SpillPlace& place,
                                   std::uint64_t most_memory_bytes, DedupCounts& counts) {
  RecordSorter<RemovalRecord> removals(place, "unsorted", most_memory_bytes);
  GALLEY_TRY(for_each_removal(copies, removed, counts,
                              [&](const RemovalRecord& removal) { return removals.add(removal); }));
  GALLEY_TRY(removals.sort());
  RemovalListBuilder builder(place, most_memory_bytes);
  for (;;) {
    GALLEY_ASSIGN(const std::optional<RemovalRecord> record, removals.next());
    if (!record) return builder.finish();
    GALLEY_TRY(builder.add(*record));
  }
}

}  // namespace galley
