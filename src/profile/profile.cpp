// SPDX-License-Identifier: Apache-2.0
// A profile on disk is a run of varints: the totals first, then for each cell that is not zero the
// distance from the one before and its count. Cells are the sketch of base/count_cells.h.
#include "galley/profile.h"

#include <bit>
#include <limits>
#include <optional>

#include "base/bytes.h"
#include "base/check.h"
#include "base/count_cells.h"
#include "base/hash.h"
#include "base/run_file.h"

namespace galley {

namespace {

// `parameters` pins the geometry: cells of another one mean something else.
RunKind run_kind(std::size_t cells) {
  return {"profile", 1, 0, cells};
}
constexpr std::size_t kRecordBytes = std::size_t{64} << 10;

// Who names a profile does not know that it is a run: a file that is none is told in their words.
Error told_of_profile(Error error) {
  const bool is_other =
      error.code == ErrorCode::kConflict || error.what == kTooShortForRun || error.what == kNoRun;
  if (is_other) {
    error.what = "is no profile";
    error.remedy = "name a file that galley learn has written, or the profile in a corpus' folder";
  }
  return error;
}

}  // namespace

Profile::Profile() : Profile(kProfileCells) {}

Profile::Profile(std::size_t cells) : cells_(cells) {
  GALLEY_CHECK(cells >= 2 * kCellsPerBlock && std::has_single_bit(cells));
}

void Profile::merge(const Profile& other) {
  GALLEY_CHECK(cells_.size() == other.cells_.size());
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const std::uint32_t sum = cells_[i] + other.cells_[i];
    cells_[i] = sum < cells_[i] ? std::numeric_limits<std::uint32_t>::max() : sum;
  }
  for (std::size_t i = 0; i < totals_.size(); ++i) totals_[i] += other.totals_[i];
}

Status Profile::save(const std::string& path) const {
  Result<RunWriter> writer = RunWriter::create(path, run_kind(cells_.size()), Durability::kDurable);
  if (!writer) return std::unexpected(std::move(writer).error());
  std::string record;
  for (const std::uint64_t total : totals_) append_varint(record, total);
  if (Status status = writer->append(record); !status) return status;
  record.clear();
  std::size_t last = 0;
  for (std::size_t i = next_counted(cells_, 0); i < cells_.size();
       i = next_counted(cells_, i + 1)) {
    append_varint(record, i - last);
    append_varint(record, cells_[i]);
    last = i;
    if (record.size() < kRecordBytes) continue;
    if (Status status = writer->append(record); !status) return status;
    record.clear();
  }
  if (!record.empty()) {
    if (Status status = writer->append(record); !status) return status;
  }
  return writer->finish();
}

Result<Profile> Profile::load(const std::string& path) {
  return load_into(Profile(), path);
}

Result<Profile> Profile::load_into(Profile profile, const std::string& path) {
  const std::size_t cells = profile.cells_.size();
  Result<RunReader> reader = RunReader::open(path, run_kind(cells));
  if (!reader) return std::unexpected(told_of_profile(std::move(reader).error()));
  const auto corrupt = [&] {
    return fail(ErrorCode::kCorrupt, path, "is not a whole profile", "learn it anew");
  };
  Result<std::optional<std::string_view>> record = reader->next();
  if (!record) return std::unexpected(std::move(record).error());
  if (!*record) return corrupt();
  const char* at = (*record)->data();
  const char* end = at + (*record)->size();
  for (std::uint64_t& total : profile.totals_) {
    if (!read_varint(at, end, total)) return corrupt();
  }
  std::uint64_t cell = 0;
  for (;;) {
    record = reader->next();
    if (!record) return std::unexpected(std::move(record).error());
    if (!*record) return profile;
    at = (*record)->data();
    end = at + (*record)->size();
    while (at != end) {
      std::uint64_t distance = 0, count = 0;
      if (!read_varint(at, end, distance) || !read_varint(at, end, count)) return corrupt();
      if (distance >= cells || cell + distance >= cells) return corrupt();
      cell += distance;
      add_saturating(profile.cells_[cell], count);
    }
  }
}

std::string Profile::content_hash() const {
  StreamHash128 hash;
  std::string bytes;
  for (const std::uint64_t total : totals_) append_little(bytes, total);
  for (const std::uint32_t cell : cells_) {
    append_little(bytes, cell);
    if (bytes.size() < kRecordBytes) continue;
    hash.update(bytes);
    bytes.clear();
  }
  hash.update(bytes);
  return to_hex(hash.value());
}

Vocabulary Profile::vocabulary() const {
  Vocabulary vocabulary(cells_);
  vocabulary.set_totals(vocabulary.words() + words(), pairs());
  return vocabulary;
}

}  // namespace galley
