// SPDX-License-Identifier: Apache-2.0
#include "pipeline/output_lines.h"

#include "base/try.h"

namespace galley {

namespace {

// No document is above 64 MiB, nor its metadata, and no escape is longer than six bytes.
constexpr std::size_t kMostLineBytes = std::size_t{1} << 30;

}  // namespace

Result<OutputLines> OutputLines::open(const std::string& folder, const OutputFile& expected) {
  Input input;
  input.path = join_path(folder, expected.name);
  ReadLimits limits;
  limits.most_expansion = UINT64_MAX;  // the manifest says how much there is
  GALLEY_ASSIGN(ByteStream stream, ByteStream::open(input, limits));
  OutputLines lines(std::move(stream), input.path, expected);
  lines.space_.resize(std::size_t{1} << 20);
  return lines;
}

Result<std::optional<std::string_view>> OutputLines::next() {
  line_.clear();
  for (;;) {
    const std::string_view left(space_.data() + at_, filled_ - at_);
    const std::size_t end = left.find('\n');
    if (end != std::string_view::npos) {
      at_ += end + 1;
      ++line_number_;
      if (line_.empty()) return std::optional(left.substr(0, end));
      line_ += left.substr(0, end);
      return std::optional<std::string_view>(line_);
    }
    line_ += left;
    if (line_.size() > kMostLineBytes) {
      return fail(ErrorCode::kLimit, path_, "has a line that no run writes",
                  "run galley clean again");
    }
    at_ = filled_ = 0;
    GALLEY_ASSIGN(filled_, stream_.read(space_));
    if (filled_ == 0) break;
    hash_.update({space_.data(), filled_});
    content_bytes_ += filled_;
    if (content_bytes_ > expected_.uncompressed_bytes) {
      return fail(ErrorCode::kCorrupt, path_, "holds more than its manifest says",
                  "run galley clean again");
    }
  }
  if (!line_.empty()) {
    return fail(ErrorCode::kCorrupt, path_, "ends in the middle of a line",
                "run galley clean again");
  }
  return std::optional<std::string_view>();
}

std::string OutputLines::where() const {
  return path_ + ':' + std::to_string(line_number_);
}

Status OutputLines::check_content() const {
  if (content_bytes_ == expected_.uncompressed_bytes && hash_.value() == expected_.xxh3_128) {
    return {};
  }
  return fail(ErrorCode::kCorrupt, path_, "does not hold what its manifest says",
              "restore it, or run galley clean again");
}

OutputFile OutputLines::found() const {
  return {expected_.name, stream_.stored_bytes_read(), content_bytes_, hash_.value()};
}

}  // namespace galley
