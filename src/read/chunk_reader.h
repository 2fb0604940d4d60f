// SPDX-License-Identifier: Apache-2.0
// One input, in chunks that can be worked on at the same time.
#ifndef GALLEY_READ_CHUNK_READER_H_
#define GALLEY_READ_CHUNK_READER_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_buffer.h"
#include "galley/read.h"
#include "read/code_units.h"
#include "read/line_stream.h"

namespace galley {

/// A place in an input, at the beginning of a line.
struct ChunkPlace {
  std::uint64_t offset = 0;  ///< bytes of the decompressed stream
  std::uint64_t line = 1;    ///< number of the line that begins here
  std::uint64_t record = 0;  ///< JSON Lines: number of the first record from here on
  std::uint32_t piece = 0;   ///< text: number of the document's piece that begins here
};

/// A stretch of an input: of JSON Lines whole lines; of text the whole document or, where it is
/// above 64 MiB or has a gap, one of its pieces.
struct Chunk {
  ByteBuffer bytes;
  ChunkPlace place;           ///< of its first byte; place.piece > 0 continues the chunk before
  std::uint64_t records = 0;  ///< JSON Lines: how many it holds
  InputFormat format = InputFormat::kText;
  Encoding encoding = Encoding::kUnknown;  ///< what the input's beginning has shown
  std::vector<Issue> issues;               ///< met while this chunk was read, in order
};

/// Says which encoding a beginning of an input has; kUnknown where it cannot be told (all ASCII).
/// Must be a function of its argument alone.
using EncodingRecogniser = std::function<Encoding(std::string_view beginning)>;

/// Reads one input from its beginning to its end. What it gives depends on the bytes of the input
/// and the options alone, not on how the system hands the bytes over. Not thread-safe. Memory: two
/// pieces of text (128 MiB), or 8 MiB and two lines of JSON Lines.
class ChunkReader {
 public:
  /// Opens `input` and looks at its first MiB to tell encoding and format. What cannot be read
  /// becomes an issue of the first chunk. `stop`, which may be null, ends the wait for a pipe or a
  /// terminal and outlives the reader. Errors: kResource and kInterrupted alone.
  [[nodiscard]] static Result<ChunkReader> open(const Input& input, const ReadOptions& options,
                                                const EncodingRecogniser& recognise,
                                                const StopToken* stop = nullptr);

  /// Reads the next chunk into `chunk`, whose memory is used again. False at the end. A chunk may
  /// have issues and no bytes. Errors: kResource and kInterrupted alone; all else becomes an issue,
  /// and what is sound is given all the same.
  [[nodiscard]] Result<bool> next(Chunk& chunk);

  /// Goes to `place`, the beginning of a record or of a piece. REQUIRES: before the first next().
  /// Costs the decompression of what lies before, and nothing else.
  [[nodiscard]] Status skip_to(const ChunkPlace& place);

  [[nodiscard]] InputFormat format() const { return format_; }
  [[nodiscard]] Encoding encoding() const { return encoding_; }
  /// Bytes taken from the file so far: what a progress display counts.
  /// What decompression holds at the moment: the input decides how much.
  [[nodiscard]] std::uint64_t decompression_bytes() const {
    return lines_ ? lines_->stream().memory_bytes() : stream_ ? stream_->memory_bytes() : 0;
  }
  [[nodiscard]] std::uint64_t stored_bytes_read() const {
    return lines_ ? lines_->stream().stored_bytes_read() : 0;
  }

 private:
  ChunkReader(const Input& input, const ReadOptions& options)
      : path_(input.path), options_(options) {}

  [[nodiscard]] Status start(const Input& input, const EncodingRecogniser& recognise,
                             const StopToken* stop);
  void recognise_content(std::string_view beginning, bool is_whole,
                         const EncodingRecogniser& recognise);
  [[nodiscard]] Status read_until_cut(std::size_t& cut);
  [[nodiscard]] std::size_t cut_before_target() const;
  [[nodiscard]] std::size_t allowed_text(std::string_view piece);
  void count_records(std::string_view lines);
  void give(Chunk& chunk, std::size_t size);
  void pass_gap();
  void report(Issue::Severity severity, std::optional<std::uint64_t> line, Error error);
  [[nodiscard]] Status end_with(Error error);

  std::string path_;
  ReadOptions options_;
  InputFormat format_ = InputFormat::kText;
  Encoding encoding_ = Encoding::kUnknown;
  CodeUnits units_{Encoding::kUnknown};
  ByteBuffer beginning_;              // read to recognise the content, until lines_ has it
  std::optional<ByteStream> stream_;  // until lines_ has it
  std::optional<LineStream> lines_;
  ByteBuffer bytes_;  // read and not given yet
  ChunkPlace place_;  // of its first byte
  std::uint64_t document_bytes_ = 0;
  bool in_gap_ = false;   // what is in bytes_ must be given before what comes next is read
  bool ended_ = false;    // nothing more comes from the stream
  bool damaged_ = false;  // and that was not its proper end
  std::vector<Issue> issues_;
};

}  // namespace galley

#endif  // GALLEY_READ_CHUNK_READER_H_
