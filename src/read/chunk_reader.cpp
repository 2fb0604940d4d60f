// SPDX-License-Identifier: Apache-2.0
// Chunks are cut by content alone: JSON Lines at the last line end before 4 MiB, text at the last
// form feed, blank line or line end (in this order) before 64 MiB. A line that was left out ends a
// chunk too, so that within a chunk every byte stands at its place.
#include "read/chunk_reader.h"

#include <algorithm>

#include "base/check.h"
#include "base/try.h"
#include "read/format.h"
#include "read/inputs.h"
#include "read/signature.h"

namespace galley {

namespace {

constexpr std::size_t kBeginningBytes = 1 << 20;
constexpr std::size_t kLeastReadBytes = 64 << 10;
constexpr std::size_t kRecordsBytes = 4 << 20;
constexpr std::size_t kPieceBytes = 64 << 20;
// What may be read beyond a chunk of JSON Lines until it is cut: taken at once, so that what has
// been read is not moved as the chunk grows.
constexpr std::size_t kRoomBytes = 512 << 10;

Error binary_content(const std::string& path, std::string_view what, std::string_view remedy) {
  return {ErrorCode::kUnsupported, path, "is " + std::string(what) + ", not text (binary)",
          std::string(remedy)};
}

}  // namespace

Result<ChunkReader> ChunkReader::open(const Input& input, const ReadOptions& options,
                                      const EncodingRecogniser& recognise, const StopToken* stop) {
  ChunkReader reader(input, options);
  if (Status status = reader.start(input, recognise, stop); !status) {
    GALLEY_TRY(reader.end_with(std::move(status).error()));
  }
  return reader;
}

void ChunkReader::report(Issue::Severity severity, std::optional<std::uint64_t> line, Error error) {
  Issue issue = unreadable(path_, line, std::move(error));
  issue.severity = severity;
  issues_.push_back(std::move(issue));
}

// Lists a failure and ends the input with it, unless it is one that ends the run.
Status ChunkReader::end_with(Error error) {
  if (error.code == ErrorCode::kResource || error.code == ErrorCode::kInterrupted) {
    return std::unexpected(std::move(error));
  }
  report(Issue::Severity::kUnreadable, std::nullopt, std::move(error));
  ended_ = damaged_ = true;
  return {};
}

Status ChunkReader::start(const Input& input, const EncodingRecogniser& recognise,
                          const StopToken* stop) {
  GALLEY_ASSIGN(stream_, ByteStream::open(input, options_.limits, stop));
  bool is_whole = false;
  while (beginning_.size() < kBeginningBytes && !is_whole) {
    // Most files are small: memory is taken as they turn out.
    const std::size_t wanted =
        std::min(std::max(beginning_.size(), kLeastReadBytes), kBeginningBytes - beginning_.size());
    const Result<std::size_t> got = stream_->read(beginning_.reserve_more(wanted));
    // The stream tells of its failure again when the bytes before it have been given.
    is_whole = !got || *got == 0;
    if (got) beginning_.commit(*got);
    if (!got && beginning_.empty()) return std::unexpected(got.error());
  }
  if (beginning_.empty()) {
    report(Issue::Severity::kWarning, std::nullopt,
           {ErrorCode::kCorrupt, path_, "is empty", "nothing need be done: it is no document"});
    ended_ = true;
    return {};
  }
  recognise_content(beginning_.view(), is_whole, recognise);
  return {};
}

void ChunkReader::recognise_content(std::string_view beginning, bool is_whole,
                                    const EncodingRecogniser& recognise) {
  const auto refuse = [&](std::string_view what, std::string_view remedy) {
    report(Issue::Severity::kUnreadable, std::nullopt, binary_content(path_, what, remedy));
    ended_ = true;
  };
  if (const std::optional<BinaryFormat> binary = binary_format_of(beginning)) {
    return refuse(binary->name, binary->remedy);
  }
  encoding_ = options_.encoding != Encoding::kUnknown ? options_.encoding : recognise(beginning);
  units_ = CodeUnits(encoding_);
  const bool is_narrow = units_.unit_size() == 1;
  format_ = options_.format;
  if (format_ == InputFormat::kAuto) {
    const Extent extent = is_whole ? Extent::kWhole : Extent::kBeginning;
    format_ = recognise_format(is_narrow ? beginning : units_.narrowed(beginning), extent,
                               options_.text_field);
  }
  if (format_ == InputFormat::kText && is_narrow && looks_binary(beginning)) {
    return refuse("a file with bytes that no text has",
                  "leave it out, or name its encoding with --encoding");
  }
  if (options_.format == InputFormat::kAuto && is_narrow && is_other_json(beginning, format_)) {
    report(Issue::Severity::kWarning, std::nullopt,
           {ErrorCode::kUnsupported, path_, "is JSON that is not one record a line",
            "write each of its records on a line of its own, as jq -c '.[]' does"});
  }
}

Status ChunkReader::skip_to(const ChunkPlace& place) {
  if (ended_) return {};
  place_ = place;
  document_bytes_ = format_ == InputFormat::kText ? place.offset : 0;
  if (place.offset <= beginning_.size()) {
    ByteBuffer rest;
    rest.append(beginning_.view().substr(static_cast<std::size_t>(place.offset)));
    beginning_ = std::move(rest);
    return {};
  }
  beginning_.clear();
  if (Status status = stream_->skip_to(place.offset); !status) {
    return end_with(std::move(status).error());
  }
  return {};
}

Result<bool> ChunkReader::next(Chunk& chunk) {
  chunk.bytes.clear();
  chunk.issues.clear();
  if (!lines_ && !ended_) {
    lines_.emplace(*std::move(stream_), units_, options_.limits.most_line_bytes,
                   std::string(beginning_.view()));
    stream_.reset();
    if (format_ == InputFormat::kJsonl && beginning_.size() >= kBeginningBytes) {
      bytes_.reserve(kRecordsBytes + kRoomBytes);
    }
    beginning_ = ByteBuffer();
  }
  std::size_t cut = 0;
  GALLEY_TRY(read_until_cut(cut));
  if (cut == 0 && issues_.empty()) return false;
  give(chunk, cut);
  return true;
}

// Reads until it is known how many of the first bytes make the next chunk: 0 at the end.
Status ChunkReader::read_until_cut(std::size_t& cut) {
  const std::size_t target = format_ == InputFormat::kJsonl ? kRecordsBytes : kPieceBytes;
  for (;;) {
    if (in_gap_ && bytes_.empty()) pass_gap();
    if (ended_ || in_gap_) break;
    if (bytes_.size() > target) {
      cut = cut_before_target();
      if (cut > 0) return {};
    }
    const Result<LineStream::Event> event = lines_->read_more(bytes_);
    if (!event) {
      GALLEY_TRY(end_with(event.error()));
    } else if (*event == LineStream::Event::kEnd) {
      ended_ = true;
    } else if (*event == LineStream::Event::kGap) {
      in_gap_ = true;
    }
  }
  if (ended_ && damaged_ && format_ == InputFormat::kJsonl) {
    // Of a record that was cut by the damage nothing more need be told.
    const std::size_t last = units_.find_last(bytes_.view(), '\n', bytes_.size());
    bytes_.truncate(last == CodeUnits::npos ? 0 : last + units_.unit_size());
  }
  // At the end of the input there may be more left than makes one chunk.
  cut = bytes_.size() > target ? cut_before_target() : 0;
  if (cut == 0) cut = bytes_.size();
  return {};
}

// Where the chunk ends that begins bytes_, which is larger than a chunk; 0 if that is not known
// yet.
std::size_t ChunkReader::cut_before_target() const {
  const std::string_view bytes = bytes_.view();
  const auto behind = [&](std::size_t at) { return at + units_.unit_size(); };
  if (format_ == InputFormat::kJsonl) {
    std::size_t end = units_.find_last(bytes, '\n', kRecordsBytes);
    if (end == CodeUnits::npos) end = units_.find(bytes, '\n', kRecordsBytes);
    return end == CodeUnits::npos ? 0 : behind(end);
  }
  // No piece below half the size, so that a form feed near its beginning does not make it tiny.
  constexpr std::size_t kLeast = kPieceBytes / 2;
  const std::size_t feed = units_.find_last(bytes, '\f', kPieceBytes);
  if (feed != CodeUnits::npos && feed >= kLeast) return behind(feed);
  std::size_t line_end = units_.find_last(bytes, '\n', kPieceBytes);
  if (line_end == CodeUnits::npos || line_end < kLeast) {
    line_end = units_.find(bytes, '\n', kLeast);
    return line_end == CodeUnits::npos ? 0 : behind(line_end);
  }
  for (std::size_t end = line_end; end >= kLeast;) {
    const std::size_t before = units_.find_last(bytes, '\n', end);
    if (before == CodeUnits::npos || before < kLeast) break;
    if (units_.skip_blank(bytes, behind(before), end) == end) return behind(end);
    end = before;
  }
  return behind(line_end);
}

// What of a text's next piece may be given: none of it if it is binary, and no more than the limit.
std::size_t ChunkReader::allowed_text(std::string_view piece) {
  const auto end_here = [&](Error error) {
    report(Issue::Severity::kUnreadable, std::nullopt, std::move(error));
    ended_ = true;
    in_gap_ = false;
  };
  if (units_.unit_size() == 1 && piece.find('\0') != std::string_view::npos) {
    end_here(binary_content(path_, "a file with NUL bytes", "leave it out, or repair it"));
    return 0;
  }
  const std::uint64_t left = options_.limits.most_document_bytes - document_bytes_;
  if (piece.size() <= left) return piece.size();
  end_here({ErrorCode::kLimit, path_,
            "is a document above " + std::to_string(options_.limits.most_document_bytes) +
                " bytes, of which the rest was left out",
            "raise --max-document"});
  return static_cast<std::size_t>(left) / units_.unit_size() * units_.unit_size();
}

// Counts the lines of JSON Lines, and those that are not blank as records.
void ChunkReader::count_records(std::string_view lines) {
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(units_.find(lines, '\n', at), lines.size());
    place_.record += units_.skip_blank(lines, at, end) < end ? 1u : 0u;
    place_.line += end < lines.size() ? 1u : 0u;
    at = end + units_.unit_size();
  }
}

// Moves the first `size` bytes into `chunk`, with what is to be known of them.
void ChunkReader::give(Chunk& chunk, std::size_t size) {
  chunk.place = place_;
  chunk.format = format_;
  chunk.encoding = encoding_;
  chunk.records = 0;
  std::string_view given = bytes_.view().substr(0, size);
  if (format_ == InputFormat::kText) {
    given = given.substr(0, allowed_text(given));
    if (given.size() < size) bytes_.truncate(given.size());
    document_bytes_ += given.size();
    place_.piece += given.empty() ? 0u : 1u;
    place_.line += units_.count(given, '\n');
  } else {
    count_records(given);
    chunk.records = place_.record - chunk.place.record;
  }
  place_.offset += given.size();
  // What stays behind is little: a part of a line, or of a piece.
  ByteBuffer rest = std::move(chunk.bytes);
  if (!ended_ && format_ == InputFormat::kJsonl) rest.reserve(kRecordsBytes + kRoomBytes);
  rest.append(bytes_.view().substr(given.size()));
  bytes_.truncate(given.size());
  if (ended_ && bytes_.capacity() / 2 > bytes_.size()) {
    // The last chunk of an input takes what it needs: there may be many inputs.
    chunk.bytes = ByteBuffer();
    chunk.bytes.append(bytes_.view());
  } else {
    chunk.bytes = std::move(bytes_);
  }
  bytes_ = std::move(rest);
  chunk.issues = std::move(issues_);
  issues_.clear();
}

void ChunkReader::pass_gap() {
  report(Issue::Severity::kUnreadable, place_.line,
         {ErrorCode::kLimit, path_,
          "a line of " + std::to_string(lines_->gap_bytes()) + " bytes is above the limit of " +
              std::to_string(options_.limits.most_line_bytes) + " and was left out",
          "raise --max-line if it is sound"});
  place_.offset += lines_->gap_bytes();
  place_.line += 1;
  place_.record += format_ == InputFormat::kJsonl ? 1u : 0u;
  in_gap_ = false;
}

}  // namespace galley
