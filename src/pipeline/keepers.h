// SPDX-License-Identifier: Apache-2.0
// From "paragraph 17 of split 3 goes for paragraph 4 of split 0" to what the removed map says of
// it.
#ifndef GALLEY_PIPELINE_KEEPERS_H_
#define GALLEY_PIPELINE_KEEPERS_H_

#include <compare>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>

#include "base/record_sorter.h"
#include "galley/dedup.h"
#include "pipeline/split_store.h"

namespace galley {

/// The ord of a paragraph: its split in the high half, its index in the split in the low one.
[[nodiscard]] constexpr std::uint64_t ord_of(std::uint32_t split, std::uint32_t index) {
  return std::uint64_t{split} << 32 | index;
}
[[nodiscard]] constexpr std::uint32_t split_of(std::uint64_t ord) {
  return static_cast<std::uint32_t>(ord >> 32);
}
[[nodiscard]] constexpr std::uint32_t index_of(std::uint64_t ord) {
  return static_cast<std::uint32_t>(ord);
}

/// A removal with the place of its keeper. Sorted by the removed paragraph.
struct TracedRemoval {
  std::uint64_t ord = 0;
  std::uint64_t keeper_ord = 0;
  std::uint64_t keeper_document = 0;
  std::uint64_t keeper_paragraph = 0;
  std::uint64_t keeper_record = 0;
  std::uint32_t keeper_record_bytes = 0;
  std::uint32_t similarity_ppm = 0;
  std::uint64_t reason =
      0;  ///< a RemovalReason; as wide as its neighbours, so that no byte is loose
  friend auto operator<=>(const TracedRemoval&, const TracedRemoval&) = default;
};

/// Finds the document and paragraph of every keeper. `next` gives the removals in any order. The
/// stores are visited one after another, so this needs the memory of one split's table, however
/// many there are. Cost: two sorts of the removals.
[[nodiscard]] Result<RecordSorter<TracedRemoval>> trace_keepers(
    const std::function<Result<std::optional<Removal>>()>& next, std::deque<SplitStore>& stores,
    SpillPlace& place);

}  // namespace galley

#endif  // GALLEY_PIPELINE_KEEPERS_H_
