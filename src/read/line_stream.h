// SPDX-License-Identifier: Apache-2.0
// A byte stream in which no line is longer than the limit.
#ifndef GALLEY_READ_LINE_STREAM_H_
#define GALLEY_READ_LINE_STREAM_H_

#include <cstdint>
#include <string>
#include <utility>

#include "base/byte_buffer.h"
#include "read/byte_stream.h"
#include "read/code_units.h"

namespace galley {

/// Fills a buffer from a byte stream and leaves out lines above a limit, holding no more of them
/// than the limit. Not thread-safe.
class LineStream {
 public:
  enum class Event : std::uint8_t {
    kBytes,  ///< bytes were appended
    kGap,    ///< the line in progress was too long: what the buffer had of it was taken out again,
           ///< and the stream stands behind its end. What comes next does not adjoin.
    kEnd,
  };

  /// `beginning` was read from `stream` already and comes first.
  LineStream(ByteStream stream, CodeUnits units, std::uint64_t most_line_bytes,
             std::string beginning)
      : stream_(std::move(stream)),
        units_(units),
        most_line_bytes_(most_line_bytes),
        held_(std::move(beginning)) {}

  /// Appends some bytes to `buffer`. REQUIRES: the same buffer from call to call, of which nothing
  /// but whole lines was taken away in between. Errors: those of ByteStream.
  [[nodiscard]] Result<Event> read_more(ByteBuffer& buffer);

  /// Of the last kGap: how many bytes were left out, with the line's end.
  [[nodiscard]] std::uint64_t gap_bytes() const { return gap_bytes_; }
  [[nodiscard]] const ByteStream& stream() const { return stream_; }

 private:
  [[nodiscard]] Event scan(ByteBuffer& buffer, std::size_t from);
  [[nodiscard]] Result<Event> pass_long_line();

  ByteStream stream_;
  CodeUnits units_;
  std::uint64_t most_line_bytes_;
  std::string held_;              // read, and to be appended by the next call
  std::uint64_t line_bytes_ = 0;  // of the line in progress that `buffer` ends with
  std::uint64_t gap_bytes_ = 0;
  bool in_gap_ = false;
};

}  // namespace galley

#endif  // GALLEY_READ_LINE_STREAM_H_
