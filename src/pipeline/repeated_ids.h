// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_REPEATED_IDS_H_
#define GALLEY_PIPELINE_REPEATED_IDS_H_

#include <compare>
#include <cstdint>

#include "base/record_sorter.h"

namespace galley {

/// The hash of a document's id.
struct IdHash {
  std::uint64_t hash = 0;
  [[nodiscard]] std::uint64_t sort_key() const { return hash; }
  friend auto operator<=>(const IdHash&, const IdHash&) = default;
};

/// How many of the hashes another one of them equals, each group but once. Sorts them and takes
/// them out.
[[nodiscard]] Result<std::uint64_t> count_repeated(RecordSorter<IdHash>& hashes);

}  // namespace galley

#endif  // GALLEY_PIPELINE_REPEATED_IDS_H_
