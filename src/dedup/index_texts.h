// SPDX-License-Identifier: Apache-2.0
// The texts of an index: id, paragraph and text of each that stayed, in the order of their serials,
// compressed some dozens at a time. A record of the run is a chunk:
//
//   first serial, last serial (varints), one zstd frame of
//     for each text: serial - first, paragraph, bytes of its id, bytes of its text (varints), both
#ifndef GALLEY_DEDUP_INDEX_TEXTS_H_
#define GALLEY_DEDUP_INDEX_TEXTS_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/run_file.h"
#include "dedup/index_list.h"
#include "galley/result.h"

namespace galley {

/// Who reads a whole index looks so often whether to stop: after so many records.
inline constexpr std::uint64_t kStopEvery = 4096;

/// A text that stayed, as an index keeps it.
struct IndexedText {
  std::uint64_t serial = 0;
  std::uint64_t paragraph = 0;  ///< its number in its document
  std::string_view id;          ///< of the document
  std::string_view text;
};

/// How the run of texts of an index with these parameters is read.
[[nodiscard]] RunKind index_texts_kind(std::uint64_t parameters);

/// Writes texts into a run, in the order of their serials.
class IndexTextWriter {
 public:
  explicit IndexTextWriter(RunWriter run) : run_(std::move(run)) {}
  [[nodiscard]] Status append(const IndexedText& text);
  [[nodiscard]] Status finish();

 private:
  [[nodiscard]] Status flush();

  RunWriter run_;
  std::string chunk_;
  std::uint64_t first_ = 0;
  std::uint64_t last_ = 0;
};

/// Reads texts of one part, in order or by serial. Holds a block and a chunk. Not thread-safe.
class IndexTextReader {
 public:
  [[nodiscard]] static Result<IndexTextReader> open(const std::string& path,
                                                    std::uint64_t parameters,
                                                    const IndexPart& part);

  /// The text with this serial, valid until the next call of any member; nothing where the part has
  /// none. Errors: kCorrupt, kIo.
  [[nodiscard]] Result<std::optional<IndexedText>> find(std::uint64_t serial);
  /// The first text at or behind `serial`; nothing at the end.
  [[nodiscard]] Result<std::optional<IndexedText>> from(std::uint64_t serial);

 private:
  struct Chunk {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::string_view frame;
  };
  IndexTextReader(RunReader run, std::string path, const IndexPart& part)
      : run_(std::move(run)), path_(std::move(path)), part_(part) {}
  [[nodiscard]] Status load_block(std::uint64_t block);
  [[nodiscard]] Status load_chunk(const Chunk& chunk);
  [[nodiscard]] std::unexpected<Error> corrupt() const;

  RunReader run_;
  std::string path_;
  IndexPart part_;
  std::uint64_t block_ = UINT64_MAX;
  std::vector<Chunk> chunks_;       // of the block
  std::string content_;             // of one chunk
  std::vector<IndexedText> texts_;  // in it
};

}  // namespace galley

#endif  // GALLEY_DEDUP_INDEX_TEXTS_H_
