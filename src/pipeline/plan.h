// SPDX-License-Identifier: Apache-2.0
// The plan of a run: its inputs in order, the chunks in which they are read, and the splits into
// which their documents fall. It is made by one pass over the inputs, and depends on nothing but
// them.
#ifndef GALLEY_PIPELINE_PLAN_H_
#define GALLEY_PIPELINE_PLAN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "galley/read.h"
#include "galley/result.h"

namespace galley {

/// Decides which split a document falls into. A split ends before the document that would make it
/// larger than the split size; a larger document, and each piece of one that is read in pieces, is
/// a split of its own. Depends on the documents' decoded bytes alone.
class SplitCutter {
 public:
  enum class Whole : std::uint8_t { kDocument, kPiece };

  explicit SplitCutter(std::uint64_t split_bytes) : split_bytes_(split_bytes) {}
  /// Goes on from where another stood.
  SplitCutter(std::uint64_t split_bytes, std::uint32_t split, std::uint64_t filled_bytes)
      : split_bytes_(split_bytes), split_(split), filled_bytes_(filled_bytes), began_(true) {}

  /// The split of the next document.
  [[nodiscard]] std::uint32_t place(std::uint64_t decoded_bytes, Whole whole);

  [[nodiscard]] std::uint32_t split() const { return split_; }
  [[nodiscard]] std::uint64_t filled_bytes() const { return filled_bytes_; }
  /// Splits begun so far.
  [[nodiscard]] std::uint32_t splits() const { return began_ ? split_ + 1 : 0; }

 private:
  std::uint64_t split_bytes_;
  std::uint32_t split_ = 0;
  std::uint64_t filled_bytes_ = 0;  // above split_bytes_: nothing more goes in
  bool began_ = false;
};

/// What a later pass must know of a chunk to number its documents without having read those before.
struct PlannedChunk {
  std::uint64_t first_document = 0;
  std::uint64_t split_filled_bytes = 0;  ///< of `split`, before this chunk
  std::uint32_t split = 0;
  std::uint32_t documents = 0;
  std::uint32_t input = 0;  ///< that it is of
  bool continues = false;   ///< its one document goes on with the one of the chunk before
  std::uint64_t hash = 0;   ///< of its bytes as they are read

  /// The split of the piece that it is, where it continues a document.
  [[nodiscard]] std::uint32_t split_of_piece() const {
    return split_filled_bytes > 0 ? split + 1 : split;
  }
  [[nodiscard]] SplitCutter::Whole whole() const {
    return continues ? SplitCutter::Whole::kPiece : SplitCutter::Whole::kDocument;
  }
};

/// Counts, chunk by chunk, the paragraphs of documents that are read in pieces.
class PieceCounter {
 public:
  /// How many paragraphs stand before `chunk` in the document that it begins with, and notes how
  /// many its own last document has. REQUIRES: chunks come in order.
  [[nodiscard]] std::uint64_t before(const PlannedChunk& chunk,
                                     std::uint64_t last_document_paragraphs) {
    before_ = chunk.continues ? before_ + last_ : 0;
    last_ = last_document_paragraphs;
    return before_;
  }

 private:
  std::uint64_t before_ = 0;
  std::uint64_t last_ = 0;
};

/// Chunks that are mapped together: what a task of map does, and what a run that was killed need
/// not do again.
struct ChunkGroup {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
  friend bool operator==(const ChunkGroup&, const ChunkGroup&) = default;
};

struct Plan {
  std::vector<Input> inputs;
  std::vector<std::uint64_t> input_documents;  ///< of each input
  std::vector<PlannedChunk> chunks;            ///< in reading order, over all inputs
  std::vector<ChunkGroup> groups;              ///< all chunks, in order
  std::uint32_t splits = 0;
  std::uint64_t documents = 0;
  std::uint64_t decoded_bytes = 0;
  std::uint64_t bad_bytes = 0;
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_PLAN_H_
