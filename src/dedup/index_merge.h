// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_INDEX_MERGE_H_
#define GALLEY_DEDUP_INDEX_MERGE_H_

#include <span>

#include "base/stop_token.h"
#include "dedup/duplicate_index.h"

namespace galley {

/// Writes the files of `merged`, which has the texts of `parts`: parts that follow upon each other.
/// Reads and writes streams: holds a block of each part. Errors: kCorrupt, kIo, kResource,
/// kInterrupted.
[[nodiscard]] Status merge_parts(const DuplicateIndex& index, std::span<const IndexPart> parts,
                                 const IndexPart& merged, const StopToken& stop);

}  // namespace galley

#endif  // GALLEY_DEDUP_INDEX_MERGE_H_
