// SPDX-License-Identifier: Apache-2.0
// Any number of records, divided by a hash into parts that are then worked on one by one and at
// once: in memory while the budget allows, else in runs on disk.
#ifndef GALLEY_BASE_PARTITIONED_RECORDS_H_
#define GALLEY_BASE_PARTITIONED_RECORDS_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/repeat_sieve.h"
#include "base/run_file.h"
#include "base/spill.h"
#include "base/try.h"

namespace galley {

/// Collects records whose `std::uint64_t partition_key() const` is evenly spread. Part i of 256
/// holds the records whose key has i in its eight highest bits; so the parts in order are the
/// records in the order of their keys, as far as these bits go. What a part holds does not depend
/// on what was spilled; in what order it does, so those who read sort it.
template <class Record>
class PartitionedRecords {
 public:
  static constexpr std::size_t kPartitions = 256;

  /// `kind_name` names the runs (at most 16 bytes). At most `most_memory_bytes` of the budget are
  /// used; what is more, or what the budget refuses, goes to disk.
  PartitionedRecords(SpillPlace& place, std::string_view kind_name, std::uint64_t most_memory_bytes)
      : place_(&place),
        kind_(run_kind_of<Record>(kind_name)),
        most_memory_bytes_(most_memory_bytes),
        reservation_(place.budget()) {}
  ~PartitionedRecords() { clear(); }
  PartitionedRecords(const PartitionedRecords&) = delete;
  PartitionedRecords& operator=(const PartitionedRecords&) = delete;

  /// Adds all of `records`. Threads: calls may be made at once.
  [[nodiscard]] Status add(std::span<const Record> records) {
    return add(records, [](Record&) {});
  }
  /// The same, each as change(record), which leaves its key alone, has made it.
  template <class Change>
  [[nodiscard]] Status add(std::span<const Record> records, Change change) {
    if (records.empty()) return {};
    Batch batch = divide(records, change);
    const std::lock_guard lock(mutex_);
    const std::uint64_t bytes = memory_bytes_ + records.size_bytes();
    count_ += records.size();
    const bool fits = bytes <= most_memory_bytes_ && reservation_.try_grow_to(bytes);
    memory_bytes_ = bytes;
    batches_.push_back(std::move(batch));
    return fits ? Status() : spill();
  }

  /// Number of records in part `part`. REQUIRES: no add() is running; likewise below.
  [[nodiscard]] std::uint64_t count(std::size_t part) const {
    std::uint64_t count = 0;
    for (const Batch& batch : batches_) count += batch.begins[part + 1] - batch.begins[part];
    for (const Run& run : runs_) count += run.end(part) - run.begin(part);
    return count;
  }
  [[nodiscard]] std::uint64_t count() const { return count_; }

  /// Loads part `part` into `records`, in pieces of about `most_records` that no key straddles, in
  /// the order of their keys, and calls use() after each. Threads: calls may be made at once.
  template <class Use>
  [[nodiscard]] Status use_part(std::size_t part, std::uint64_t most_records,
                                std::vector<Record>& records, Use use) const {
    const int bits = piece_bits(part, most_records);
    for (std::uint64_t piece = 0; piece < std::uint64_t{1} << bits; ++piece) {
      GALLEY_TRY(load_piece(part, bits, piece, records));
      GALLEY_TRY(use());
    }
    return {};
  }

  /// The same with only those records whose key another record may have; none of those is left out.
  template <class Use>
  [[nodiscard]] Status use_repeated(std::size_t part, std::uint64_t most_records,
                                    RepeatSieve& sieve, std::vector<Record>& records,
                                    Use use) const {
    const int bits = piece_bits(part, most_records);
    const auto may_repeat = [&](const Record& record) {
      return sieve.may_repeat(record.partition_key());
    };
    if (bits == 0 && runs_.empty()) {
      // Nothing is copied to be left out.
      sieve.begin(count(part));
      for (const Batch& batch : batches_) {
        for (const Record& record : batch.part(part)) sieve.note(record.partition_key());
      }
      records.clear();
      for (const Batch& batch : batches_) {
        const std::span<const Record> held = batch.part(part);
        std::copy_if(held.begin(), held.end(), std::back_inserter(records), may_repeat);
      }
      return use();
    }
    return use_part(part, most_records, records, [&] {
      sieve.begin(records.size());
      for (const Record& record : records) sieve.note(record.partition_key());
      std::erase_if(records, [&](const Record& record) { return !may_repeat(record); });
      return use();
    });
  }

  /// Where each part begins among the records of a run, and where the last one ends.
  using Begins = std::array<std::uint64_t, kPartitions + 1>;

  /// Writes all records as a run that another collection can adopt. Returns where its parts begin.
  /// REQUIRES: no add() is running. Memory: some `most_records` records.
  [[nodiscard]] Result<Begins> write(const std::string& path, std::uint64_t most_records,
                                     Durability durability) const {
    GALLEY_ASSIGN(RunWriter writer, RunWriter::create(path, kind_, durability));
    Begins begins{};
    std::vector<Record> records;
    for (std::size_t part = 0; part < kPartitions; ++part) {
      const auto append = [&] { return writer.append_records(std::span<const Record>(records)); };
      GALLEY_TRY(use_part(part, most_records, records, append));
      begins[part + 1] = begins[part] + count(part);
    }
    GALLEY_TRY(writer.finish());
    return begins;
  }

  /// A run that write() has made, and which of its parts are wanted.
  struct Adopted {
    std::string path;
    Begins begins{};
    std::size_t first_part = 0;
    std::size_t end_part = kPartitions;
    std::uint64_t batch = 0;  ///< given to the move_to_batch() of each record that has one
  };
  /// Adds the records of a run that stays where it is and is not removed. Costs nothing until they
  /// are used. REQUIRES: no other call is running.
  void adopt(const Adopted& adopted) {
    const auto begins = adopted.begins.begin();
    Run run{adopted.path, adopted.first_part, adopted.batch, Owner::kOther, {}};
    run.begins.assign(begins + static_cast<std::ptrdiff_t>(adopted.first_part),
                      begins + static_cast<std::ptrdiff_t>(adopted.end_part) + 1);
    const std::uint64_t records = run.begins.back() - run.begins.front();
    if (records == 0) return;
    count_ += records;
    runs_.push_back(std::move(run));
  }

  /// Frees memory and files.
  void clear() {
    batches_.clear();
    for (const Run& run : runs_) {
      if (run.owner == Owner::kThis) static_cast<void>(remove_file(run.path));
    }
    runs_.clear();
    memory_bytes_ = 0;
    count_ = 0;
    reservation_.shrink_to(0);
  }

 private:
  struct Batch {
    std::unique_ptr<Record[]> records;
    Begins begins{};

    [[nodiscard]] std::span<const Record> part(std::size_t number) const {
      return {records.get() + begins[number], records.get() + begins[number + 1]};
    }
  };
  enum class Owner : std::uint8_t { kThis, kOther };
  struct Run {
    std::string path;
    std::size_t first_part = 0;
    std::uint64_t batch = 0;  // of one that was adopted
    Owner owner = Owner::kThis;
    std::vector<std::uint64_t> begins;  // of its parts, and the end of the last

    [[nodiscard]] std::uint64_t begin(std::size_t part) const {
      return begins[std::clamp(part, first_part, first_part + begins.size() - 1) - first_part];
    }
    [[nodiscard]] std::uint64_t end(std::size_t part) const { return begin(part + 1); }
  };

  static std::size_t part_of(const Record& record) { return record.partition_key() >> 56; }

  template <class Change>
  static Batch divide(std::span<const Record> records, Change change) {
    Batch batch{std::make_unique_for_overwrite<Record[]>(records.size()), {}};
    for (const Record& record : records) ++batch.begins[part_of(record) + 1];
    for (std::size_t i = 1; i <= kPartitions; ++i) batch.begins[i] += batch.begins[i - 1];
    Begins at = batch.begins;
    for (Record record : records) {
      change(record);
      batch.records[at[part_of(record)]++] = record;
    }
    return batch;
  }

  // The bits behind those of the part that number its pieces.
  [[nodiscard]] int piece_bits(std::size_t part, std::uint64_t most_records) const {
    int bits = 0;
    while (bits < 32 && count(part) >> bits > most_records) ++bits;
    return bits;
  }

  [[nodiscard]] Status load_piece(std::size_t part, int bits, std::uint64_t piece,
                                  std::vector<Record>& records) const {
    records.clear();
    const auto wanted = [&](const Record& record) {
      return bits == 0 || (record.partition_key() << 8) >> (64 - bits) == piece;
    };
    for (const Batch& batch : batches_) {
      const std::span<const Record> held = batch.part(part);
      if (bits == 0) {
        records.insert(records.end(), held.begin(), held.end());
      } else {
        std::copy_if(held.begin(), held.end(), std::back_inserter(records), wanted);
      }
    }
    for (const Run& run : runs_) GALLEY_TRY(load_run(run, part, records, wanted));
    return {};
  }

  // All that is in memory becomes one run.
  [[nodiscard]] Status spill() {
    Run run{place_->new_path(kind_.name), 0, 0, Owner::kThis, {}};
    GALLEY_ASSIGN(RunWriter writer, RunWriter::create(run.path, kind_, Durability::kScratch));
    std::uint64_t written = 0;
    for (std::size_t part = 0; part < kPartitions; ++part) {
      run.begins.push_back(written);
      for (const Batch& batch : batches_) {
        GALLEY_TRY(writer.append_records(batch.part(part)));
        written += batch.part(part).size();
      }
    }
    run.begins.push_back(written);
    GALLEY_TRY(writer.finish());
    place_->count_spilled(writer.bytes_written());
    runs_.push_back(std::move(run));
    batches_.clear();
    memory_bytes_ = 0;
    reservation_.shrink_to(0);
    return place_->stop().check();
  }

  template <class Wanted>
  [[nodiscard]] Status load_run(const Run& run, std::size_t part, std::vector<Record>& out,
                                const Wanted& wanted) const {
    std::uint64_t left = run.end(part) - run.begin(part);
    if (left == 0) return {};
    GALLEY_ASSIGN(RunReader reader, RunReader::open(run.path, kind_));
    GALLEY_TRY(reader.seek_record(run.begin(part)));
    while (left > 0) {
      GALLEY_ASSIGN(const std::string_view bytes, reader.next_records(left));
      if (bytes.empty()) {
        return fail(ErrorCode::kCorrupt, run.path, "has fewer records than were written",
                    "check the disk and run again");
      }
      const std::size_t records = bytes.size() / sizeof(Record);
      left -= records;
      for (std::size_t i = 0; i < records; ++i) {
        Record record;
        std::memcpy(&record, bytes.data() + i * sizeof record, sizeof record);
        if (!wanted(record)) continue;
        if constexpr (requires { record.move_to_batch(run.batch); }) {
          if (run.owner == Owner::kOther) record.move_to_batch(run.batch);
        }
        out.push_back(record);
      }
    }
    return {};
  }

  SpillPlace* place_;
  RunKind kind_;
  std::uint64_t most_memory_bytes_;
  Reservation reservation_;
  std::mutex mutex_;
  std::vector<Batch> batches_;
  std::vector<Run> runs_;
  std::uint64_t memory_bytes_ = 0;
  std::uint64_t count_ = 0;
};

/// How many records a thread may load at a time: each of `threads` loads them and as much again to
/// sort them, all together in an eighth of the budget.
template <class Record>
[[nodiscard]] std::uint64_t most_records_at_once(const MemoryBudget& budget, int threads) {
  const std::uint64_t share =
      budget.limit_bytes() / 16 / static_cast<std::uint64_t>(threads) / sizeof(Record);
  return std::max<std::uint64_t>(share, 4096);
}

}  // namespace galley

#endif  // GALLEY_BASE_PARTITIONED_RECORDS_H_
