// SPDX-License-Identifier: Apache-2.0
#include "base/spill.h"

#include <algorithm>

#include "base/check.h"
#include "base/os.h"
#include "base/release.h"
#include "base/try.h"

namespace galley {

namespace {

// What is appended is moved to where it fits if that gives back more than one in so many bytes.
constexpr std::size_t kLeastGain = 8;

// What is kept stays for long: so much of the limit is left to those who sort, whose runs on disk
// would else be small and many.
constexpr std::uint64_t kLeftToOthers = 33;  // in a hundred

}  // namespace

std::string SpillPlace::new_path(std::string_view stem) {
  return join_path(folder_, std::string(stem) + '-' + std::to_string(next_++));
}

SpillStore::~SpillStore() {
  clear();
}

Result<std::uint64_t> SpillStore::append(std::string bytes) {
  const std::uint64_t offset = size_bytes_;
  if (bytes.empty()) return offset;
  if (in_memory()) {
    if (reservation_.bytes() == 0) reservation_ = Reservation(place_->budget());
    // To move it costs more than a little memory that is never touched.
    if (bytes.capacity() - bytes.size() > bytes.size() / kLeastGain) bytes.shrink_to_fit();
    const bool leaves_room =
        place_->budget().free_bytes() >= bytes.size() + place_->share(kLeftToOthers);
    if (leaves_room && reservation_.try_grow_to(reservation_.bytes() + bytes.size())) {
      size_bytes_ += bytes.size();
      pieces_.push_back({offset, std::move(bytes)});
      return offset;
    }
    GALLEY_TRY(move_to_file());
  }
  GALLEY_TRY(file_.write(bytes));
  place_->count_spilled(bytes.size());
  size_bytes_ += bytes.size();
  return offset;
}

Status SpillStore::move_to_file() {
  GALLEY_ASSIGN(File file, File::open(place_->new_path(stem_), File::Mode::kCreateNew));
  for (const Piece& piece : pieces_) GALLEY_TRY(file.write(piece.bytes));
  place_->count_spilled(size_bytes_);
  file_ = std::move(file);
  release(pieces_);
  reservation_.shrink_to(0);
  return {};
}

Result<std::string_view> SpillStore::view(std::uint64_t offset, std::uint64_t size,
                                          std::string& scratch) const {
  if (size == 0) return std::string_view();
  // Who asks may have read in the file where, and how much.
  const bool is_there = size <= size_bytes_ && offset <= size_bytes_ - size;
  if (!in_memory() && !is_there) return damaged();
  GALLEY_CHECK(is_there);
  if (in_memory()) {
    const auto after = std::upper_bound(
        pieces_.begin(), pieces_.end(), offset,
        [](std::uint64_t value, const Piece& piece) { return value < piece.offset; });
    const Piece& piece = *std::prev(after);
    GALLEY_CHECK(offset - piece.offset + size <= piece.bytes.size());
    return std::string_view(piece.bytes).substr(offset - piece.offset, size);
  }
  scratch.resize(size);
  GALLEY_TRY(adopted_ ? adopted_->read_at(scratch, adopted_offset_ + offset)
                      : file_.read_at(scratch, offset));
  return std::string_view(scratch);
}

std::unexpected<Error> SpillStore::damaged() const {
  if (adopted_) {
    return fail(ErrorCode::kCorrupt, adopted_->path(), "is damaged",
                "begin the run anew with --overwrite");
  }
  return fail(ErrorCode::kCorrupt, file_.is_open() ? file_.path() : "temporary files", "is damaged",
              "check the disk that --temp names and run again");
}

void SpillStore::adopt(std::shared_ptr<const PooledFile> file, std::uint64_t offset,
                       std::uint64_t size_bytes) {
  GALLEY_CHECK(size_bytes_ == 0);
  adopted_ = std::move(file);
  adopted_offset_ = offset;
  size_bytes_ = size_bytes;
}

Status SpillStore::copy_to(const std::function<Status(std::string_view)>& sink) const {
  constexpr std::uint64_t kPieceBytes = std::uint64_t{1} << 20;
  for (const Piece& piece : pieces_) GALLEY_TRY(sink(piece.bytes));
  if (in_memory()) return {};
  std::string scratch;
  for (std::uint64_t at = 0; at < size_bytes_; at += kPieceBytes) {
    GALLEY_ASSIGN(const std::string_view piece,
                  view(at, std::min(kPieceBytes, size_bytes_ - at), scratch));
    GALLEY_TRY(sink(piece));
  }
  return {};
}

void SpillStore::clear() {
  release(pieces_);
  reservation_.shrink_to(0);
  size_bytes_ = 0;
  adopted_.reset();
  if (file_.is_open()) {
    const std::string path = file_.path();
    file_ = File();
    os().unlink(path.c_str());
  }
}

}  // namespace galley
