// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_ROW_TABLE_H_
#define GALLEY_DEDUP_ROW_TABLE_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/run_file.h"
#include "base/spill.h"
#include "dedup/records.h"
#include "galley/dedup.h"

namespace galley {

/// The kind of the runs that rows lie in.
inline constexpr std::string_view kRowsName = "rows";

/// As many batches as the records of a preset can name. Of 4 MiB each that is 64 TiB, or 256 GiB
/// with DedupPreset::kOcr.
[[nodiscard]] inline std::uint64_t most_batches_of(DedupPreset preset) {
  return preset == DedupPreset::kOcr ? AnchorRecord::kMostBatches : KeyRecord::kMostBatches;
}
/// What is told of a batch that records cannot name.
[[nodiscard]] Error too_many_batches();

/// The rows of all texts: in memory while the budget allows, else in runs on disk. One bit a row
/// stays in memory in any case, and four bytes where the keep policy has scores.
class RowTable {
 public:
  /// `most_batches` are what the records can name that are made of the rows: most_batches_of().
  RowTable(SpillPlace& place, Keep keep, std::uint64_t most_memory_bytes,
           std::uint64_t most_batches = KeyRecord::kMostBatches);
  ~RowTable();
  RowTable(const RowTable&) = delete;
  RowTable& operator=(const RowTable&) = delete;

  /// Appends a batch and returns its number. REQUIRES: 1 to ArrivalRow::kMostPlaces rows by
  /// ascending ord; the ords of two batches do not interleave. Threads: at once.
  [[nodiscard]] Result<std::uint64_t> append(std::span<const Row> rows);

  /// Appends as one batch `rows` rows that lie in a run, which stays where it is and is not
  /// removed. They are read at once while the budget allows. Threads: not while others call.
  /// REQUIRES: as for append(); the first has the ord `first_ord`. Errors: kIo, kCorrupt.
  [[nodiscard]] Result<std::uint64_t> adopt(const std::string& run, std::uint64_t rows,
                                            std::uint64_t first_ord);

  /// Ends the appending and numbers the rows in the order of the input. The rest needs it. More may
  /// be appended after it, which needs another settle(): that numbers all rows anew and forgets
  /// what repeats. The first `known_rows` of them are texts of an index.
  void settle(std::uint64_t known_rows = 0);
  [[nodiscard]] std::uint64_t known_rows() const { return known_rows_; }
  [[nodiscard]] std::uint64_t size() const { return begins_.back(); }
  /// The number of a row that came in as `arrival`.
  [[nodiscard]] std::uint64_t number_of(std::uint64_t arrival) const {
    return first_of_batch_[ArrivalRow::batch_of(arrival)] + ArrivalRow::place_of(arrival);
  }

  /// Notes that a better ranked copy of the row's text has a row too. Threads: at once.
  void set_repeats(std::uint64_t row);
  [[nodiscard]] bool repeats(std::uint64_t row) const {
    return (repeats_[row / 64] >> (row % 64) & 1) != 0;
  }
  /// The number of rows that no better copy's row repeats.
  [[nodiscard]] std::uint64_t count_distinct() const;
  /// Makes distinct_before() ready. REQUIRES: no more set_repeats().
  void number_distinct();
  /// How many rows below `row`, which may be size(), are such.
  [[nodiscard]] std::uint64_t distinct_before(std::uint64_t row) const;

  [[nodiscard]] std::uint32_t score(std::uint64_t row) const {
    return keep_ == Keep::kFirst ? 0 : batch_at(row).scores[row - begins_[batch_index(row)]];
  }
  [[nodiscard]] bool in_memory() const { return runs_.empty(); }
  /// REQUIRES: in_memory().
  [[nodiscard]] const Row& operator[](std::uint64_t row) const {
    const std::size_t index = batch_index(row);
    return batches_[index].rows[row - begins_[index]];
  }

 private:
  friend class RowReader;
  static constexpr unsigned kHintBits = 10;

  struct Batch {
    std::uint64_t number = 0;  // in the order of arrival
    std::uint64_t first_ord = 0;
    std::uint64_t size = 0;
    std::unique_ptr<Row[]> rows;  // null where they are in a run
    std::unique_ptr<std::uint32_t[]> scores;
    std::string adopted;  // the run that its rows were read from
    std::size_t run = 0;
    std::uint64_t first_in_run = 0;
  };
  [[nodiscard]] Status spill();
  [[nodiscard]] std::size_t batch_index(std::uint64_t row) const {
    std::size_t index = hints_[row >> kHintBits];
    while (begins_[index + 1] <= row) ++index;
    return index;
  }
  [[nodiscard]] const Batch& batch_at(std::uint64_t row) const {
    return batches_[batch_index(row)];
  }

  SpillPlace* place_;
  Keep keep_;
  std::uint64_t most_memory_bytes_;
  std::uint64_t most_batches_;
  Reservation reservation_;
  std::mutex mutex_;
  std::vector<Batch> batches_;  // by arrival, then by ord
  std::vector<std::string> runs_;
  std::vector<std::string> own_runs_;  // those that go with the table
  std::uint64_t memory_bytes_ = 0;
  std::uint64_t known_rows_ = 0;
  std::vector<std::uint64_t> begins_{0};       // number of each batch's first row, and the end
  std::vector<std::uint64_t> first_of_batch_;  // the same by arrival
  std::vector<std::size_t> hints_;             // the batch of every 1024th row
  std::vector<std::uint64_t> repeats_;
  std::vector<std::uint64_t> distinct_before_;  // for each word of repeats_
};

/// Reads rows in ascending order, wherever they are. One for each thread.
class RowReader {
 public:
  explicit RowReader(const RowTable& table) : table_(&table) {}

  /// REQUIRES: `row` is not below that of the last call. Errors: kIo, kCorrupt.
  [[nodiscard]] Result<Row> read(std::uint64_t row);

 private:
  const RowTable* table_;
  std::size_t batch_ = 0;
  std::optional<RunReader> reader_;
  std::uint64_t next_ = 0;  // the row that the reader reads next
  Row last_;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_ROW_TABLE_H_
