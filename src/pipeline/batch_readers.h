// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_BATCH_READERS_H_
#define GALLEY_PIPELINE_BATCH_READERS_H_

#include <memory>
#include <utility>
#include <vector>

#include "pipeline/document_batch.h"

namespace galley {

/// One ChunkDecoder for each thread, made when the thread first needs it.
class BatchReaders {
 public:
  /// `options` outlives the readers.
  BatchReaders(const ReadOptions& options, int threads)
      : options_(options), decoders_(static_cast<std::size_t>(threads)) {}

  /// Threads: calls may be made at once, each with its own `thread`.
  [[nodiscard]] DocumentBatch read(Chunk chunk, const ChunkOrigin& origin, int thread) {
    auto& decoder = decoders_[static_cast<std::size_t>(thread)];
    if (!decoder) {
      decoder =
          std::make_unique<ChunkDecoder>(options_, SourceMapping::kNone, EditLog::Keep::kCounts);
    }
    return decoder->decode(std::move(chunk), origin);
  }

 private:
  const ReadOptions& options_;
  std::vector<std::unique_ptr<ChunkDecoder>> decoders_;
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_BATCH_READERS_H_
