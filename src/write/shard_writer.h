// SPDX-License-Identifier: Apache-2.0
// One output file of JSON Lines: compressed into one zstd frame, hashed before compression, and
// under its final name only when it is whole.
#ifndef GALLEY_WRITE_SHARD_WRITER_H_
#define GALLEY_WRITE_SHARD_WRITER_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "base/atomic_file.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/zstd_codec.h"
#include "galley/result.h"

namespace galley {

/// What the manifest says of an output file.
struct OutputFile {
  std::string name;         ///< in the output folder
  std::uint64_t bytes = 0;  ///< as it lies on disk
  std::uint64_t uncompressed_bytes = 0;
  Hash128 xxh3_128;  ///< of the uncompressed content
};

/// Writes one shard. Not thread-safe; several may share their compression threads.
class ShardWriter {
 public:
  [[nodiscard]] static Result<ShardWriter> create(const std::string& folder, std::string name,
                                                  int level, int threads);

  /// Where the next lines are appended; call flush_if_full() after each.
  [[nodiscard]] std::string& lines() { return lines_; }
  [[nodiscard]] Status flush_if_full() { return lines_.size() < kFlushBytes ? Status() : flush(); }
  /// Ends the frame and renames the file into place.
  [[nodiscard]] Result<OutputFile> finish();

 private:
  static constexpr std::size_t kFlushBytes = std::size_t{256} << 10;

  ShardWriter(AtomicFile file, ZstdEncoder encoder, std::string name)
      : file_(std::move(file)), encoder_(std::move(encoder)) {
    description_.name = std::move(name);
  }
  [[nodiscard]] Status flush();
  [[nodiscard]] Status write_compressed(std::string_view bytes);

  AtomicFile file_;
  ZstdEncoder encoder_;
  OutputFile description_;
  StreamHash128 hash_;
  std::string lines_;
};

/// "corpus-00007.jsonl.zst": five digits, more where a run has more splits.
[[nodiscard]] std::string shard_name(std::string_view stem, std::uint64_t split);

}  // namespace galley

#endif  // GALLEY_WRITE_SHARD_WRITER_H_
