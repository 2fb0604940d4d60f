// SPDX-License-Identifier: Apache-2.0
// What is read, in which form, within which limits, and what is told when something cannot be read.
#ifndef GALLEY_READ_H_
#define GALLEY_READ_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "galley/encoding.h"
#include "galley/result.h"

namespace galley {

/// How an input is divided into documents.
enum class InputFormat : std::uint8_t {
  kAuto,   ///< by content
  kText,   ///< one document a file
  kJsonl,  ///< JSON Lines: one document a line
};
[[nodiscard]] std::string_view to_string(InputFormat format);

/// Limits against hostile or mistaken input. They have fixed values, never ones derived from
/// --memory: what is read, and so the output, must not depend on the machine.
struct ReadLimits {
  /// A line (of JSON Lines: a record) above this is left out and named (--max-line). A whole book
  /// is below 10 MB; a longer line is no line.
  std::uint64_t most_line_bytes = std::uint64_t{64} << 20;
  /// A text file is read up to this and the rest named (--max-document). It is never in memory
  /// whole, so that only a stream without an end need be stopped.
  std::uint64_t most_document_bytes = std::uint64_t{64} << 30;
  /// Decompressed bytes for each compressed byte (--max-expansion), asked once 64 MiB have come
  /// out. Text reaches 20, boilerplate 200; gzip can do 1,030, zstd bombs 20,000, bzip2 bombs
  /// 1,400,000.
  std::uint64_t most_expansion = 1000;
  /// Memory that a compressed input may ask of its reader: 128 MiB is what `zstd --long=27` asks,
  /// and more than `xz -9`.
  std::uint64_t most_window_bytes = std::uint64_t{128} << 20;
};

struct ReadOptions {
  InputFormat format = InputFormat::kAuto;
  std::string text_field = "text";         ///< the member of a JSON Lines record that is its text
  std::string id_field = "id";             ///< and the one that is its id
  Encoding encoding = Encoding::kUnknown;  ///< kUnknown: recognised for each input
  ReadLimits limits;
};

/// Something of an input that was left out, or that a user should know. The rest is always read.
struct Issue {
  enum class Severity : std::uint8_t {
    kWarning,     ///< nothing was lost that should have been read
    kUnreadable,  ///< something could not be read: the run ends with status 3
  };
  Severity severity = Severity::kUnreadable;
  std::string path;                   ///< of the input, as it was named or found
  std::optional<std::uint64_t> line;  ///< from 1; none for a whole file
  Error error;                        ///< its `where` is PATH or PATH:LINE
};

/// One input of a run: a file, a FIFO or standard input.
struct Input {
  enum class Kind : std::uint8_t { kFile, kFifo, kStandardInput };
  Kind kind = Kind::kFile;
  std::string path;  ///< as it was named or found; "-" for standard input
  /// The path relative to the INPUT it was found under; the last name of a file named as INPUT.
  /// Bytes that are not UTF-8 and control characters are written \xHH.
  std::string id;
  std::uint64_t size_bytes = 0;  ///< as stored; 0 where it cannot be known (FIFO, standard input)
  std::int64_t modified_ns = 0;  ///< since 1970; 0 where it cannot be known
  /// Of 16 KiB each of its beginning, middle and end, and of its size: it changes with the file in
  /// all likelihood, and costs the same for any size. 0 where it cannot be known.
  std::uint64_t sample_hash = 0;
  /// What open() takes where it is not `path`: the copy of an input that can be read only once.
  std::string stored_path = {};
};

}  // namespace galley

#endif  // GALLEY_READ_H_
