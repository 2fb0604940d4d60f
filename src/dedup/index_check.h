// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_INDEX_CHECK_H_
#define GALLEY_DEDUP_INDEX_CHECK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "base/spill.h"
#include "dedup/duplicate_index.h"

namespace galley {

/// What a check of an index has found.
struct IndexCheck {
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;          ///< as they lie on disk
  std::vector<std::string> faults;  ///< one line each
};

/// Reads every file of the index whole: checksums, the order of records, that every text has its
/// row and hash, that those that stayed, and only those, have a text, and that every keeper is one
/// of them. Bounded memory. Errors: kInterrupted, kResource; what is wrong with the index is no
/// error.
[[nodiscard]] Result<IndexCheck> check_index(const DuplicateIndex& index, SpillPlace& place);

}  // namespace galley

#endif  // GALLEY_DEDUP_INDEX_CHECK_H_
