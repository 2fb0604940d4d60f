// SPDX-License-Identifier: Apache-2.0
#include "read/line_stream.h"

#include "base/try.h"

namespace galley {

namespace {

constexpr std::size_t kBlockBytes = 256 << 10;

}  // namespace

Result<LineStream::Event> LineStream::read_more(ByteBuffer& buffer) {
  if (in_gap_) return pass_long_line();
  // A unit may have been read in part: it is looked at again when it is whole.
  const std::size_t from = buffer.size() / units_.unit_size() * units_.unit_size();
  if (!held_.empty()) {
    buffer.append(held_);
    held_.clear();
  } else {
    GALLEY_ASSIGN(const std::size_t got, stream_.read(buffer.reserve_more(kBlockBytes)));
    if (got == 0) return Event::kEnd;
    buffer.commit(got);
  }
  const Event event = scan(buffer, from);
  return in_gap_ ? pass_long_line() : Result<Event>(event);
}

LineStream::Event LineStream::scan(ByteBuffer& buffer, std::size_t from) {
  const std::string_view bytes = buffer.view();
  const std::size_t whole_units = bytes.size() / units_.unit_size() * units_.unit_size();
  std::size_t line_begin = from - static_cast<std::size_t>(line_bytes_);
  for (std::size_t at = from;;) {
    const std::size_t end = units_.find(bytes, '\n', at);
    const std::size_t behind = end == CodeUnits::npos ? whole_units : end + units_.unit_size();
    if (behind - line_begin > most_line_bytes_) {
      in_gap_ = end == CodeUnits::npos;
      gap_bytes_ = behind - line_begin;
      held_.assign(bytes.substr(behind));
      buffer.truncate(line_begin);
      line_bytes_ = 0;
      return Event::kGap;
    }
    if (end == CodeUnits::npos) break;
    line_begin = at = behind;
    if (bytes.size() - behind > most_line_bytes_) continue;
    // None of the lines left is too long yet: only the last of them may still grow.
    line_begin = units_.find_last(bytes, '\n', bytes.size()) + units_.unit_size();
    break;
  }
  line_bytes_ = whole_units - line_begin;
  return Event::kBytes;
}

Result<LineStream::Event> LineStream::pass_long_line() {
  ByteBuffer passed;
  passed.append(held_);
  held_.clear();
  for (;;) {
    GALLEY_ASSIGN(const std::size_t got, stream_.read(passed.reserve_more(kBlockBytes)));
    passed.commit(got);
    const std::size_t end = units_.find(passed.view(), '\n', 0);
    const bool ended = end != CodeUnits::npos || got == 0;
    const std::size_t behind = end != CodeUnits::npos ? end + units_.unit_size()
                               : got == 0             ? passed.size()
                                          : passed.size() / units_.unit_size() * units_.unit_size();
    gap_bytes_ += behind;
    // What is behind the line's end, or of a unit that lies over two reads.
    held_.assign(passed.view().substr(behind));
    if (ended) break;
    passed.clear();
    passed.append(held_);
    held_.clear();
  }
  in_gap_ = false;
  return Event::kGap;
}

}  // namespace galley
