// SPDX-License-Identifier: Apache-2.0
#include "pipeline/repeated_ids.h"

#include <optional>

#include "base/try.h"

namespace galley {

Result<std::uint64_t> count_repeated(RecordSorter<IdHash>& hashes) {
  GALLEY_TRY(hashes.sort());
  std::uint64_t count = 0;
  std::optional<IdHash> before;
  for (;;) {
    GALLEY_ASSIGN(const std::optional<IdHash> hash, hashes.next());
    if (!hash) return count;
    if (before == hash) ++count;
    before = hash;
  }
}

}  // namespace galley
