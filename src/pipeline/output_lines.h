// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_OUTPUT_LINES_H_
#define GALLEY_PIPELINE_OUTPUT_LINES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "read/byte_stream.h"
#include "write/shard_writer.h"

namespace galley {

/// The lines of an output file of a finished run, one after another. Reads no more than the file
/// should hold by its manifest: a damaged one may claim to unpack to anything. Not thread-safe.
class OutputLines {
 public:
  /// Errors: kNotFound, kIo, kCorrupt.
  [[nodiscard]] static Result<OutputLines> open(const std::string& folder,
                                                const OutputFile& expected);

  /// The next line without its end, good until the next call; nothing at the end. Errors: kCorrupt
  /// (also where the last line has no end, or there is more than expected), kLimit, kIo.
  [[nodiscard]] Result<std::optional<std::string_view>> next();

  /// From 1; of the line that next() gave last.
  [[nodiscard]] std::uint64_t line_number() const { return line_number_; }
  /// "FOLDER/NAME:LINE" of that line.
  [[nodiscard]] std::string where() const;
  /// Whether the content was what the manifest says. REQUIRES: next() has come to the end. Errors:
  /// kCorrupt.
  [[nodiscard]] Status check_content() const;
  /// What the file has turned out to be. REQUIRES: next() has come to the end.
  [[nodiscard]] OutputFile found() const;

 private:
  OutputLines(ByteStream stream, std::string path, const OutputFile& expected)
      : stream_(std::move(stream)), path_(std::move(path)), expected_(expected) {}

  ByteStream stream_;
  std::string path_;
  OutputFile expected_;
  StreamHash128 hash_;
  std::string space_;  // [at_, filled_) is still to be given
  std::string line_;   // a line that began before the present space
  std::size_t at_ = 0;
  std::size_t filled_ = 0;
  std::uint64_t content_bytes_ = 0;
  std::uint64_t line_number_ = 0;
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_OUTPUT_LINES_H_
