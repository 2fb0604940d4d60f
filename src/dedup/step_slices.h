// SPDX-License-Identifier: Apache-2.0
// Sorted runs that others read by slices: where each begins stands in a file beside them.
#ifndef GALLEY_DEDUP_STEP_SLICES_H_
#define GALLEY_DEDUP_STEP_SLICES_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/run_file.h"
#include "base/try.h"
#include "dedup/step_exchange.h"

namespace galley {

/// Where slices begin among the records of a run, and where the last one ends.
using SliceBegins = std::vector<std::uint64_t>;

/// Finds where slices begin while their records are written in order.
class SliceCounter {
 public:
  /// Slice i has the keys from bounds[i] up to bounds[i + 1]. REQUIRES: `bounds` ascend, from 0.
  explicit SliceCounter(std::vector<std::uint64_t> bounds) : bounds_(std::move(bounds)) {}

  void count(std::uint64_t key) {
    while (begins_.size() < bounds_.size() && bounds_[begins_.size()] <= key) {
      begins_.push_back(count_);
    }
    ++count_;
  }
  [[nodiscard]] SliceBegins finish() {
    begins_.resize(bounds_.size() + 1, count_);
    return std::move(begins_);
  }

 private:
  std::vector<std::uint64_t> bounds_;
  SliceBegins begins_;
  std::uint64_t count_ = 0;
};

/// Writes FOLDER/begins: numbers in the order in which read_begins() has them read.
[[nodiscard]] Status write_begins(const std::string& folder,
                                  const std::vector<std::uint64_t>& numbers);

/// Reads numbers from FOLDER/begins, one after another.
class BeginsReader {
 public:
  /// Errors: kNotFound, kCorrupt, kIo.
  [[nodiscard]] static Result<BeginsReader> open(const std::string& folder);

  /// The next number. Errors: kCorrupt where there is none.
  [[nodiscard]] Result<std::uint64_t> next();
  /// The next `slices` slices. Errors: kCorrupt where there are fewer, or they do not ascend.
  [[nodiscard]] Result<SliceBegins> next_slices(std::uint64_t slices);

 private:
  BeginsReader(std::string folder, std::vector<std::uint64_t> numbers)
      : folder_(std::move(folder)), numbers_(std::move(numbers)) {}

  std::string folder_;
  std::vector<std::uint64_t> numbers_;
  std::size_t at_ = 0;
};

/// Files of the steps do not hold what they must. Names FOLDER.
[[nodiscard]] std::unexpected<Error> corrupt_step(const std::string& folder);

/// Calls use(record), which returns a Status, for the records of a slice of FOLDER/NAME, whose kind
/// is called by the letters of its name. Errors: those of RunReader and of `use`.
template <class Record, class Use>
[[nodiscard]] Status for_each_in_slice(const std::string& folder, std::string_view name,
                                       const SliceBegins& begins, std::uint64_t slice, Use use) {
  std::uint64_t left = begins[slice + 1] - begins[slice];
  if (left == 0) return {};
  const RunKind kind = run_kind_of<Record>(name.substr(0, name.find('-')));
  GALLEY_ASSIGN(RunReader reader, RunReader::open(join_path(folder, name), kind));
  if (begins[slice + 1] > reader.records()) return corrupt_step(folder);
  GALLEY_TRY(reader.seek_record(begins[slice]));
  for (; left > 0; --left) {
    GALLEY_ASSIGN(const std::optional<Record> record, reader.template next_record<Record>());
    if (!record) return corrupt_step(folder);
    GALLEY_TRY(use(*record));
  }
  return {};
}

/// Likewise of the slices of one task in a run of each of `folders`, whose `begins` has nothing but
/// where those of `tasks` tasks begin.
template <class Record, class Use>
[[nodiscard]] Status for_each_in_slices(std::span<const std::string> folders, std::string_view name,
                                        std::uint32_t tasks, std::uint32_t task, Use use) {
  for (const std::string& folder : folders) {
    GALLEY_ASSIGN(BeginsReader numbers, BeginsReader::open(folder));
    GALLEY_ASSIGN(const SliceBegins begins, numbers.next_slices(tasks));
    GALLEY_TRY(for_each_in_slice<Record>(folder, name, begins, task, use));
  }
  return {};
}

/// Writes what a task hands on as FOLDER/KIND-0, KIND-1 ...: a run for each begin_run().
class SliceRunWriter final : public SliceSink {
 public:
  /// There are `tasks` to be sent to.
  SliceRunWriter(std::string folder, std::uint32_t tasks)
      : folder_(std::move(folder)), tasks_(tasks) {}

  [[nodiscard]] Status begin_run(const RunKind& kind) override;
  [[nodiscard]] Status append(std::uint32_t to, std::string_view records) override;
  /// Appends how many runs there are, and where their slices begin.
  [[nodiscard]] Status finish(std::vector<std::uint64_t>& numbers) override;

 private:
  [[nodiscard]] Status end_run();

  std::string folder_;
  std::uint32_t tasks_;
  std::uint64_t runs_ = 0;
  std::vector<std::uint64_t> all_begins_;
  SliceBegins begins_;  // of the run that is written
  std::uint64_t count_ = 0;
  std::size_t record_bytes_ = 0;
  std::optional<RunWriter> writer_;
};

/// A slice of a run.
struct StoredSlice {
  std::string folder;  ///< for messages
  std::string path;
  RunKind kind;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

/// Reads slices of runs. Files without records for the task are not opened.
class SliceRunReader final : public SliceSource {
 public:
  /// What a task has sent, by runs.
  using Sent = std::function<Result<std::vector<StoredSlice>>(std::uint32_t)>;

  /// `sent` is asked for one of `senders` tasks after another.
  SliceRunReader(std::uint32_t senders, Sent sent) : senders_(senders), sent_(std::move(sent)) {}

  [[nodiscard]] Result<std::optional<SlicePiece>> next() override;

 private:
  std::uint32_t senders_;
  Sent sent_;
  std::uint32_t next_sender_ = 0;
  std::vector<StoredSlice> slices_;  // of the sender before it
  std::size_t next_slice_ = 0;
  std::optional<RunReader> reader_;  // of the slice before it
  std::uint64_t left_ = 0;
};

/// What a SliceRunWriter has written into FOLDER for `task`. `numbers` stand before what its
/// finish() gave.
[[nodiscard]] Result<std::vector<StoredSlice>> slices_in(const std::string& folder,
                                                         BeginsReader& numbers, const RunKind& kind,
                                                         std::uint32_t tasks, std::uint32_t task);

}  // namespace galley

#endif  // GALLEY_DEDUP_STEP_SLICES_H_
