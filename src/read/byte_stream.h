// SPDX-License-Identifier: Apache-2.0
// The decompressed bytes of one input.
#ifndef GALLEY_READ_BYTE_STREAM_H_
#define GALLEY_READ_BYTE_STREAM_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "base/file.h"
#include "galley/read.h"
#include "galley/stop_token.h"
#include "read/decompressor.h"
#include "read/signature.h"

namespace galley {

/// Reads one input from its beginning to its end, decompressed once if its content says that it is
/// compressed. Moves, never copies; not thread-safe.
class ByteStream {
 public:
  /// Opens `input` and looks at its first bytes. Reading from a pipe or a terminal ends when `stop`
  /// is requested (kInterrupted); null: never. Errors: kNotFound, kIo, kResource.
  [[nodiscard]] static Result<ByteStream> open(const Input& input, const ReadLimits& limits,
                                               const StopToken* stop = nullptr);

  /// Reads up to space.size() bytes; 0 only at the end. Errors: kCorrupt (damaged or cut), kLimit
  /// (expands too much, wants too large a window), kIo, kResource; each after every byte before it
  /// was read, and again on every later call.
  [[nodiscard]] Result<std::size_t> read(std::span<char> space);

  /// Goes to `offset` of the decompressed bytes; by reading where it cannot jump. REQUIRES: no less
  /// than has been read. Ends at the end where there are fewer bytes.
  [[nodiscard]] Status skip_to(std::uint64_t offset);

  [[nodiscard]] Compression compression() const { return compression_; }
  /// Bytes taken from the file so far: what a progress display counts.
  [[nodiscard]] std::uint64_t stored_bytes_read() const { return stored_bytes_read_; }
  [[nodiscard]] std::uint64_t offset() const { return offset_; }
  /// What decompression holds at the moment.
  [[nodiscard]] std::uint64_t memory_bytes() const {
    return decompressor_ ? decompressor_->memory_bytes() : 0;
  }

 private:
  ByteStream(File file, std::string path, const ReadLimits& limits)
      : file_(std::move(file)), path_(std::move(path)), limits_(limits) {}
  [[nodiscard]] Status fill();
  [[nodiscard]] Result<std::size_t> read_some(std::span<char> space);
  [[nodiscard]] Result<std::size_t> read_decompressed(std::span<char> space);
  [[nodiscard]] Status check_expansion() const;

  File file_;
  std::string path_;
  ReadLimits limits_;
  Compression compression_ = Compression::kNone;
  std::unique_ptr<Decompressor> decompressor_;
  std::unique_ptr<char[]> stored_;  // taken from the file: [next_, filled_) is still to be used
  std::size_t next_ = 0;
  std::size_t filled_ = 0;
  bool at_file_end_ = false;
  std::uint64_t stored_bytes_read_ = 0;
  std::uint64_t offset_ = 0;
  std::optional<Error> failure_;
};

}  // namespace galley

#endif  // GALLEY_READ_BYTE_STREAM_H_
