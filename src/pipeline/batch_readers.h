// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_BATCH_READERS_H_
#define GALLEY_PIPELINE_BATCH_READERS_H_

#include <memory>
#include <utility>
#include <vector>

#include "galley/run.h"
#include "pipeline/document_batch.h"

namespace galley {

/// One ChunkDecoder for each thread, made when the thread first needs it.
class BatchReaders {
 public:
  /// Whether the documents can say where in the input they came from, and what decoding changed.
  enum class Tracing : std::uint8_t { kNone, kPlaces };

  /// `options` outlives the readers.
  BatchReaders(const ReadOptions& options, int threads, Tracing tracing = Tracing::kNone)
      : options_(options), tracing_(tracing), decoders_(static_cast<std::size_t>(threads)) {}

  /// Threads: calls may be made at once, each with its own `thread`.
  [[nodiscard]] DocumentBatch read(Chunk chunk, const ChunkOrigin& origin, int thread) {
    auto& decoder = decoders_[static_cast<std::size_t>(thread)];
    if (!decoder) {
      const bool traced = tracing_ == Tracing::kPlaces;
      decoder = std::make_unique<ChunkDecoder>(
          options_, traced ? SourceMapping::kBuild : SourceMapping::kNone,
          traced ? EditLog::Keep::kEntries : EditLog::Keep::kCounts);
    }
    return decoder->decode(std::move(chunk), origin);
  }

 private:
  const ReadOptions& options_;
  const Tracing tracing_;
  std::vector<std::unique_ptr<ChunkDecoder>> decoders_;
};

/// What these options ask of the readers.
[[nodiscard]] inline BatchReaders::Tracing tracing_for(const RunOptions& options) {
  return options.edits.empty() && options.structure == Structure::kOmit
             ? BatchReaders::Tracing::kNone
             : BatchReaders::Tracing::kPlaces;
}

}  // namespace galley

#endif  // GALLEY_PIPELINE_BATCH_READERS_H_
