// SPDX-License-Identifier: Apache-2.0
// Sorting any number of records in bounded memory: in one array while the budget allows, else in
// sorted runs on disk that are merged as they are read. What comes out does not depend on which.
#ifndef GALLEY_BASE_RECORD_SORTER_H_
#define GALLEY_BASE_RECORD_SORTER_H_

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/check.h"
#include "base/merged_runs.h"
#include "base/radix_sort.h"
#include "base/release.h"
#include "base/run_file.h"
#include "base/spill.h"
#include "base/try.h"

namespace galley {

/// A record that comes later has no smaller sort_key(). With it, sorting takes a third of the time,
/// and as much memory again where the budget has it.
template <class Record>
concept HasSortKey = requires(const Record& record) {
  { record.sort_key() } -> std::same_as<std::uint64_t>;
};

/// Collects records, then hands them out by operator<. Records that compare equal must be equal, so
/// that the order is one and the same however often it spilled. One thread at a time.
template <class Record>
class RecordSorter {
 public:
  /// `kind_name` names the runs (at most 16 bytes). No more than `most_memory_bytes` are asked of
  /// the budget at a time; what the budget refuses goes to disk.
  RecordSorter(SpillPlace& place, std::string_view kind_name, std::uint64_t most_memory_bytes)
      : place_(&place),
        kind_(run_kind_of<Record>(kind_name)),
        most_memory_bytes_(most_memory_bytes),
        reservation_(place.budget()) {}
  ~RecordSorter() { remove_runs(); }
  RecordSorter(RecordSorter&& other) noexcept = default;
  RecordSorter& operator=(RecordSorter&&) = delete;

  [[nodiscard]] Status add(const Record& record) {
    GALLEY_CHECK(!sorted_);
    if (records_.size() == records_.capacity()) GALLEY_TRY(make_room());
    records_.push_back(record);
    ++count_;
    return {};
  }

  [[nodiscard]] Status add_all(std::span<const Record> records) {
    GALLEY_CHECK(!sorted_);
    while (!records.empty()) {
      if (records_.size() == records_.capacity()) GALLEY_TRY(make_room());
      const std::size_t fit = std::min(records.size(), records_.capacity() - records_.size());
      records_.insert(records_.end(), records.begin(),
                      records.begin() + static_cast<std::ptrdiff_t>(fit));
      count_ += fit;
      records = records.subspan(fit);
    }
    return {};
  }

  /// Ends the adding. next() may then be called until it has no more.
  [[nodiscard]] Status sort() {
    GALLEY_CHECK(!sorted_);
    sorted_ = true;
    sort_records();
    if (runs_.empty()) return {};
    // The last records become a run too: their memory is then free for the readers' blocks.
    if (!records_.empty()) GALLEY_TRY(spill());
    release(records_);
    reservation_.shrink_to(0);
    while (runs_.size() > most_fan_in()) GALLEY_TRY(merge_some());
    return open_runs();
  }

  /// The next record in order; nothing at the end. REQUIRES: sort() has succeeded.
  [[nodiscard]] Result<std::optional<Record>> next() {
    GALLEY_CHECK(sorted_);
    if (runs_.empty()) {
      if (at_ == records_.size()) return std::optional<Record>();
      return std::optional<Record>(records_[at_++]);
    }
    return merged_->next();
  }

  /// The sorted records where all are in memory, else an empty optional. REQUIRES: sorted.
  [[nodiscard]] std::optional<std::span<const Record>> in_memory() const {
    GALLEY_CHECK(sorted_);
    if (!runs_.empty()) return std::nullopt;
    return std::span<const Record>(records_);
  }

  [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
  static constexpr std::uint64_t kLeastFanIn = 8;
  static constexpr std::uint64_t kMostFanIn = 128;
  static constexpr std::size_t kLeastRecords = 4096;

  // Each reader holds a block of its run, and all of them stay within the sorter's share.
  [[nodiscard]] std::size_t most_fan_in() const {
    return static_cast<std::size_t>(
        std::clamp(most_memory_bytes_ / kRunBlockBytes, kLeastFanIn, kMostFanIn));
  }

  [[nodiscard]] Status make_room() {
    const std::size_t wanted = std::max(kLeastRecords, records_.capacity() * 2);
    const std::uint64_t bytes = std::uint64_t{wanted} * sizeof(Record);
    // While the array moves to its new place both lie in memory.
    const std::uint64_t with_copy = bytes + records_.capacity() * sizeof(Record);
    if (bytes <= most_memory_bytes_ && reservation_.try_grow_to(with_copy)) {
      records_.reserve(wanted);
      reservation_.shrink_to(bytes);
      return {};
    }
    if (records_.capacity() < kLeastRecords) {
      reservation_.grow_to(kLeastRecords * sizeof(Record));
      records_.reserve(kLeastRecords);
      return {};
    }
    sort_records();
    return spill();
  }

  void sort_records() {
    if constexpr (HasSortKey<Record>) {
      const std::uint64_t bytes = reservation_.bytes();
      if (reservation_.try_grow_to(bytes + records_.size() * sizeof(Record))) {
        RadixSorter<Record> sorter;
        sorter.sort(
            std::span(records_), [](const Record& record) { return record.sort_key(); },
            std::less<>());
        reservation_.shrink_to(bytes);
        return;
      }
    }
    std::sort(records_.begin(), records_.end());
  }

  [[nodiscard]] Status spill() {
    const std::string path = place_->new_path(kind_.name);
    GALLEY_ASSIGN(RunWriter writer, RunWriter::create(path, kind_, Durability::kScratch));
    GALLEY_TRY(writer.append_records(std::span<const Record>(records_)));
    GALLEY_TRY(writer.finish());
    place_->count_spilled(writer.bytes_written());
    runs_.push_back(path);
    records_.clear();
    return place_->stop().check();
  }

  // Merges the oldest runs into one. Runs are of like size, so few records are read twice.
  [[nodiscard]] Status merge_some() {
    const std::size_t many = std::min(most_fan_in(), runs_.size() - most_fan_in() + 1);
    std::vector<std::string> rest(runs_.begin() + static_cast<std::ptrdiff_t>(many), runs_.end());
    runs_.resize(many);
    GALLEY_TRY(open_runs());
    const std::string path = place_->new_path(kind_.name);
    GALLEY_ASSIGN(RunWriter writer, RunWriter::create(path, kind_, Durability::kScratch));
    for (;;) {
      GALLEY_ASSIGN(const std::optional<Record> record, merged_->next());
      if (!record) break;
      GALLEY_TRY(writer.append_record(*record));
    }
    GALLEY_TRY(writer.finish());
    place_->count_spilled(writer.bytes_written());
    reservation_.shrink_to(0);
    remove_runs();
    runs_ = std::move(rest);
    runs_.push_back(path);
    return place_->stop().check();
  }

  [[nodiscard]] Status open_runs() {
    merged_.reset();
    reservation_.grow_to(runs_.size() * kRunBlockBytes);
    GALLEY_ASSIGN(MergedRuns<Record> merged, MergedRuns<Record>::open(runs_, kind_));
    merged_.emplace(std::move(merged));
    return {};
  }

  void remove_runs() {
    merged_.reset();
    for (const std::string& run : runs_) static_cast<void>(remove_file(run));
    runs_.clear();
  }

  SpillPlace* place_;
  RunKind kind_;
  std::uint64_t most_memory_bytes_;
  Reservation reservation_;
  std::vector<Record> records_;
  std::vector<std::string> runs_;
  std::optional<MergedRuns<Record>> merged_;
  std::size_t at_ = 0;
  std::uint64_t count_ = 0;
  bool sorted_ = false;
};

}  // namespace galley

#endif  // GALLEY_BASE_RECORD_SORTER_H_
