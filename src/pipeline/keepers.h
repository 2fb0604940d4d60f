// SPDX-License-Identifier: Apache-2.0
// From "this paragraph goes for that one" to what the removed map says of it.
#ifndef GALLEY_PIPELINE_KEEPERS_H_
#define GALLEY_PIPELINE_KEEPERS_H_

#include <compare>
#include <cstdint>
#include <functional>

#include "base/record_sorter.h"
#include "dedup/records.h"
#include "dedup/removal_list.h"
#include "pipeline/indexed_keepers.h"
#include "pipeline/spool.h"

namespace galley {

/// A removal with the place of its keeper. Sorted by the removed paragraph.
struct TracedRemoval {
  std::uint32_t store = 0;  ///< of the removed paragraph, and its index there
  std::uint32_t index = 0;
  std::uint32_t keeper_store = 0;  ///< kInIndex: the next three are an IndexedKeepers::Place
  std::uint32_t keeper_record_bytes = 0;
  std::uint64_t keeper_record = 0;
  std::uint64_t keeper_document = 0;
  std::uint64_t keeper_paragraph = 0;
  std::uint32_t similarity_ppm = 0;
  std::uint32_t reason = 0;  ///< a RemovalReason
  [[nodiscard]] std::uint64_t sort_key() const { return std::uint64_t{store} << 32 | index; }
  friend auto operator<=>(const TracedRemoval&, const TracedRemoval&) = default;
};

/// Takes a removal, and the store and the place of its keeper.
using TraceUse =
    std::function<Status(const FollowedRemoval&, std::uint32_t, const SplitStore::Owner&)>;

/// Finds where the keepers of `removals` are, which are sorted and lie in `spool`. The stores are
/// visited one after another, so this needs the memory of one split's table.
[[nodiscard]] Status trace_each(RecordSorter<FollowedRemoval>& removals, Spool& spool,
                                const TraceUse& use);

/// Finds the document and paragraph of every keeper. The texts of an index are visited one after
/// another as well, and their keepers added to `indexed`. Cost: two sorts of the removals.
[[nodiscard]] Result<RecordSorter<TracedRemoval>> trace_keepers(const RemovalList& removals,
                                                                Spool& spool, SpillPlace& place,
                                                                IndexedKeepers& indexed);

}  // namespace galley

#endif  // GALLEY_PIPELINE_KEEPERS_H_
