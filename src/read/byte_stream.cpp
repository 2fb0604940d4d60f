// SPDX-License-Identifier: Apache-2.0
// Compression is told by content: names lie. Only one layer is taken off; what is found below it is
// for the chunk reader to judge. Plain files are read straight into the caller's memory.
#include "read/byte_stream.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "base/try.h"

namespace galley {

namespace {

constexpr std::size_t kStoredBytes = 256 << 10;
// A short beginning may expand much (a header, a repeated line): judged is what has become large.
constexpr std::uint64_t kJudgedFromBytes = std::uint64_t{64} << 20;

Result<File> open_file(const Input& input, const StopToken* stop) {
  static const StopToken never;
  const StopToken& heeded = stop != nullptr ? *stop : never;
  switch (input.kind) {
    case Input::Kind::kStandardInput:
      return File::standard_input(heeded);
    case Input::Kind::kFifo:
      return File::open_fifo(input.path, heeded);
    case Input::Kind::kFile:
      break;
  }
  return File::open(input.stored_path.empty() ? input.path : input.stored_path, File::Mode::kRead);
}

}  // namespace

Result<ByteStream> ByteStream::open(const Input& input, const ReadLimits& limits,
                                    const StopToken* stop) {
  GALLEY_ASSIGN(File file, open_file(input, stop));
  ByteStream stream(std::move(file), input.path, limits);
  stream.stored_ = std::make_unique_for_overwrite<char[]>(kStoredBytes);
  while (!stream.at_file_end_ && stream.filled_ < kSignatureBytes) GALLEY_TRY(stream.fill());
  stream.compression_ = compression_of({stream.stored_.get(), stream.filled_});
  if (stream.compression_ != Compression::kNone) {
    GALLEY_ASSIGN(stream.decompressor_,
                  make_decompressor(stream.compression_, limits.most_window_bytes, input.path));
  }
  return stream;
}

Status ByteStream::fill() {
  if (next_ == filled_) next_ = filled_ = 0;
  GALLEY_ASSIGN(const std::size_t got,
                file_.read({stored_.get() + filled_, kStoredBytes - filled_}));
  at_file_end_ = got == 0;
  filled_ += got;
  stored_bytes_read_ += got;
  return {};
}

Result<std::size_t> ByteStream::read(std::span<char> space) {
  if (failure_) return std::unexpected(*failure_);
  if (space.empty()) return std::size_t{0};
  Result<std::size_t> got = read_some(space);
  if (!got) {
    failure_ = got.error();
    return got;
  }
  offset_ += *got;
  if (Status status = check_expansion(); !status) failure_ = std::move(status).error();
  return got;
}

Result<std::size_t> ByteStream::read_some(std::span<char> space) {
  if (decompressor_ != nullptr) return read_decompressed(space);
  if (next_ < filled_) {
    const std::size_t taken = std::min(space.size(), filled_ - next_);
    std::memcpy(space.data(), stored_.get() + next_, taken);
    next_ += taken;
    return taken;
  }
  if (at_file_end_) return std::size_t{0};
  GALLEY_ASSIGN(const std::size_t got, file_.read(space));
  at_file_end_ = got == 0;
  stored_bytes_read_ += got;
  return got;
}

Result<std::size_t> ByteStream::read_decompressed(std::span<char> space) {
  for (;;) {
    if (next_ == filled_ && !at_file_end_) GALLEY_TRY(fill());
    const std::string_view in(stored_.get() + next_, filled_ - next_);
    GALLEY_ASSIGN(const Decompressor::Step step, decompressor_->step(in, space));
    next_ += step.consumed;
    if (step.produced > 0) return step.produced;
    if (step.consumed > 0 || (in.empty() && !at_file_end_)) continue;
    if (in.empty() && decompressor_->at_member_end()) return std::size_t{0};
    return fail(ErrorCode::kCorrupt, path_, "ends before its compressed data do",
                "it was cut short; fetch it again");
  }
}

Status ByteStream::check_expansion() const {
  if (decompressor_ == nullptr || offset_ < kJudgedFromBytes) return {};
  // What waits in the buffer has not been used: it must not speak for the input.
  const std::uint64_t used_bytes = stored_bytes_read_ - (filled_ - next_);
  if (offset_ / limits_.most_expansion <= used_bytes) return {};
  return fail(ErrorCode::kLimit, path_,
              "expands to more than " + std::to_string(limits_.most_expansion) +
                  " times its compressed size",
              "raise --max-expansion if you trust it");
}

Status ByteStream::skip_to(std::uint64_t offset) {
  // A plain file can jump; what lies in the buffer is left behind.
  if (decompressor_ == nullptr && offset > offset_ + kStoredBytes) {
    GALLEY_ASSIGN(const bool jumped, file_.try_seek(offset));
    if (jumped) {
      next_ = filled_ = 0;
      at_file_end_ = false;
      offset_ = offset;
      return {};
    }
  }
  std::vector<char> passed(std::size_t{1} << 16);
  while (offset_ < offset) {
    const auto most =
        static_cast<std::size_t>(std::min<std::uint64_t>(passed.size(), offset - offset_));
    GALLEY_ASSIGN(const std::size_t got, read(std::span(passed).first(most)));
    if (got == 0) break;
  }
  return {};
}

}  // namespace galley
