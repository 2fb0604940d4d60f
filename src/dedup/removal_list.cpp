// SPDX-License-Identifier: Apache-2.0
#include "dedup/removal_list.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "base/release.h"
#include "base/try.h"

namespace galley {

namespace {

constexpr std::uint64_t kBlock = 4096;
constexpr std::string_view kKindName = "removals";

Removal removal_of(const RemovalRecord& record) {
  const bool is_indexed = (record.keeper_ord & RemovalRecord::kIndexed) != 0;
  return {record.ord, record.keeper_ord & ~RemovalRecord::kIndexed, record.similarity_ppm,
          static_cast<RemovalReason>(record.reason),
          is_indexed ? KeeperPlace::kIndex : KeeperPlace::kInput};
}

}  // namespace

RemovalList::~RemovalList() {
  if (!path_.empty()) static_cast<void>(remove_file(path_));
}

RemovalList::RemovalList(RemovalList&& other) noexcept
    : size_(std::exchange(other.size_, 0)),
      reservation_(std::move(other.reservation_)),
      records_(std::move(other.records_)),
      path_(std::exchange(other.path_, {})),
      first_of_block_(std::move(other.first_of_block_)) {}

RemovalList& RemovalList::operator=(RemovalList&& other) noexcept {
  std::swap(size_, other.size_);
  std::swap(reservation_, other.reservation_);
  std::swap(records_, other.records_);
  std::swap(path_, other.path_);
  std::swap(first_of_block_, other.first_of_block_);
  return *this;
}

Status RemovalList::load(std::uint64_t first_ord, std::uint64_t end_ord,
                         std::vector<Removal>& out) const {
  out.clear();
  if (path_.empty()) {
    const auto begin = std::lower_bound(
        records_.begin(), records_.end(), first_ord,
        [](const RemovalRecord& record, std::uint64_t ord) { return record.ord < ord; });
    for (auto at = begin; at != records_.end() && at->ord < end_ord; ++at) {
      out.push_back(removal_of(*at));
    }
    return {};
  }
  // The last block that begins at or before the first wanted one.
  const auto after = std::upper_bound(first_of_block_.begin(), first_of_block_.end(), first_ord);
  const auto block = static_cast<std::uint64_t>(after - first_of_block_.begin());
  GALLEY_ASSIGN(RunReader reader, RunReader::open(path_, run_kind_of<RemovalRecord>(kKindName)));
  GALLEY_TRY(reader.seek_record(block == 0 ? 0 : (block - 1) * kBlock));
  for (;;) {
    GALLEY_ASSIGN(const std::optional<RemovalRecord> record, reader.next_record<RemovalRecord>());
    if (!record || record->ord >= end_ord) return {};
    if (record->ord >= first_ord) out.push_back(removal_of(*record));
  }
}

RemovalListBuilder::RemovalListBuilder(SpillPlace& place, std::uint64_t most_memory_bytes)
    : place_(&place), most_memory_bytes_(most_memory_bytes) {
  list_.reservation_ = Reservation(place.budget());
}

Status RemovalListBuilder::add(const RemovalRecord& record) {
  const std::uint64_t index = list_.size_++;
  if (!writer_) {
    if (list_.records_.size() == list_.records_.capacity()) {
      const std::uint64_t wanted = std::max<std::uint64_t>(4096, list_.records_.capacity() * 2);
      // While the array moves to its new place both lie in memory.
      const std::uint64_t bytes = (wanted + list_.records_.capacity()) * sizeof(RemovalRecord);
      if (bytes <= most_memory_bytes_ && list_.reservation_.try_grow_to(bytes)) {
        list_.records_.reserve(wanted);
        list_.reservation_.shrink_to(wanted * sizeof(RemovalRecord));
      } else {
        GALLEY_TRY(move_to_run());
      }
    }
    if (!writer_) {
      list_.records_.push_back(record);
      return {};
    }
  }
  if (index % kBlock == 0) list_.first_of_block_.push_back(record.ord);
  return writer_->append_record(record);
}

Status RemovalListBuilder::move_to_run() {
  list_.path_ = place_->new_path(kKindName);
  GALLEY_ASSIGN(
      RunWriter writer,
      RunWriter::create(list_.path_, run_kind_of<RemovalRecord>(kKindName), Durability::kScratch));
  writer_.emplace(std::move(writer));
  for (std::size_t i = 0; i < list_.records_.size(); ++i) {
    if (i % kBlock == 0) list_.first_of_block_.push_back(list_.records_[i].ord);
    GALLEY_TRY(writer_->append_record(list_.records_[i]));
  }
  release(list_.records_);
  list_.reservation_.shrink_to(0);
  return {};
}

Result<RemovalList> RemovalListBuilder::finish() {
  if (writer_) {
    GALLEY_TRY(writer_->finish());
    place_->count_spilled(writer_->bytes_written());
  }
  return std::move(list_);
}

}  // namespace galley
