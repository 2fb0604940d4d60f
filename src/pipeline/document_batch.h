// SPDX-License-Identifier: Apache-2.0
// From a chunk of an input to documents: the one place that knows both how inputs are read and how
// bytes are decoded.
#ifndef GALLEY_PIPELINE_DOCUMENT_BATCH_H_
#define GALLEY_PIPELINE_DOCUMENT_BATCH_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/byte_buffer.h"
#include "decode/decode.h"
#include "galley/document.h"
#include "galley/read.h"
#include "read/chunk_reader.h"
#include "read/json_record.h"

namespace galley {

/// A document of a batch, and where it comes from.
struct BatchDocument {
  Document document;
  std::size_t input = 0;            ///< number of its input
  std::uint64_t record = 0;         ///< JSON Lines: number of its record in the input
  std::uint32_t piece = 0;          ///< text: above 0 it continues the document before it
  std::uint64_t line = 1;           ///< that its record or piece begins with
  std::uint64_t source_offset = 0;  ///< of that line, in the input's decompressed bytes
  std::uint64_t bad_bytes = 0;      ///< that became U+FFFD
  const EditLog* edits = nullptr;   ///< what decoding changed, in bytes from source_offset; null
                                    ///< unless entries are kept
};

/// Documents that were read and decoded together, and the memory they lie in. Moves, never copies.
class DocumentBatch {
 public:
  [[nodiscard]] std::span<const BatchDocument> documents() const { return documents_; }
  [[nodiscard]] const std::vector<Issue>& issues() const { return issues_; }
  /// The form of the input that they were read from.
  [[nodiscard]] InputFormat format() const { return format_; }
  /// Of all documents together.
  [[nodiscard]] std::uint64_t bad_bytes() const { return bad_bytes_; }
  [[nodiscard]] std::uint64_t mojibake_lines() const { return mojibake_lines_; }
  [[nodiscard]] std::uint64_t decoded_bytes() const { return decoded_bytes_; }
  /// Letters that decoding took away or brought (mojibake).
  [[nodiscard]] std::uint64_t letters_dropped() const { return letters_dropped_; }
  [[nodiscard]] std::uint64_t letters_added() const { return letters_added_; }
  /// Memory held, for the budget.
  [[nodiscard]] std::uint64_t memory_bytes() const;

  /// Gives the chunk's buffer back for the next chunk. REQUIRES: the documents are not used any
  /// more.
  [[nodiscard]] ByteBuffer take_buffer() { return std::move(bytes_); }

 private:
  friend class ChunkDecoder;
  std::vector<BatchDocument> documents_;
  std::vector<Issue> issues_;
  ByteBuffer bytes_;
  Arena arena_;
  std::deque<ByteBuffer> texts_;
  std::deque<SourceMap> maps_;
  std::deque<EditLog> edits_;
  InputFormat format_ = InputFormat::kText;
  std::uint64_t bad_bytes_ = 0;
  std::uint64_t mojibake_lines_ = 0;
  std::uint64_t decoded_bytes_ = 0;
  std::uint64_t letters_dropped_ = 0;
  std::uint64_t letters_added_ = 0;
};

/// Whose documents a chunk holds.
struct ChunkOrigin {
  const Input& input;
  std::size_t number = 0;  ///< of the input
};

/// Turns chunks into documents. One for each thread, reused from chunk to chunk; what it gives is a
/// function of the chunk alone.
class ChunkDecoder {
 public:
  /// `keep` = kEntries lists every edit and needs mapping = kBuild.
  ChunkDecoder(const ReadOptions& options, SourceMapping mapping, EditLog::Keep keep);

  /// All documents of `chunk`. Broken records become issues. Cost: about 0.4 ns a byte of JSON
  /// Lines in UTF-8.
  [[nodiscard]] DocumentBatch decode(Chunk chunk, const ChunkOrigin& origin);

 private:
  class Records;
  void decode_text(DocumentBatch& batch, const Chunk& chunk, const ChunkOrigin& origin);
  [[nodiscard]] DecodeOptions options_for(const Chunk& chunk, const ChunkPlace& place) const;
  [[nodiscard]] EditLog& begin_edits(DocumentBatch& batch);
  void end_edits(DocumentBatch& batch, BatchDocument& document, const EditLog& edits) const;

  ReadOptions options_;
  SourceMapping mapping_;
  EditLog::Keep keep_;
  Decoder decoder_;
  JsonRecordReader records_;
  EditLog counts_;  // of the document at hand, where entries are not kept
};

/// A reader of `input` whose encoding is recognised as decoding will. `stop` as for ChunkReader.
[[nodiscard]] Result<ChunkReader> open_input(const Input& input, const ReadOptions& options,
                                             const StopToken* stop = nullptr);

}  // namespace galley

#endif  // GALLEY_PIPELINE_DOCUMENT_BATCH_H_
