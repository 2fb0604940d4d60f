// SPDX-License-Identifier: Apache-2.0
// emit: one split's repaired text and removals become its two output files.
#ifndef GALLEY_PIPELINE_EMIT_H_
#define GALLEY_PIPELINE_EMIT_H_

#include <string>
#include <vector>

#include "base/zstd_codec.h"
#include "galley/run.h"
#include "pipeline/keepers.h"
#include "write/shard_writer.h"

namespace galley {

struct EmitSettings {
  std::string folder;
  int level = 3;
  RemovedTexts removed_text = RemovedTexts::kDrop;
  DedupUnit unit = DedupUnit::kParagraph;   ///< what a removal that names a paragraph takes out
  const IndexedKeepers* indexed = nullptr;  ///< of removals whose keeper an index has
};

/// What a split's files hold. Only the counts that emit makes are set.
struct EmittedSplit {
  OutputFile corpus;
  OutputFile removed;
  RunCounts counts;
  std::uint64_t text_bytes = 0;  ///< of the spool
};

/// Writes corpus-NNNNN and removed-NNNNN of one split. `removals` are the split's, in order.
/// Threads: splits may be emitted at once.
[[nodiscard]] Result<EmittedSplit> emit_split(std::uint32_t split,
                                              const std::vector<TracedRemoval>& removals,
                                              const Spool& spool, const EmitSettings& settings,
                                              int threads);

}  // namespace galley

#endif  // GALLEY_PIPELINE_EMIT_H_
