// SPDX-License-Identifier: Apache-2.0
#include "dedup/row_table.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <utility>

#include "base/check.h"
#include "base/try.h"

namespace galley {

namespace {

// Rows further ahead than this are sought, nearer ones read up to: a block of a run has 4096.
constexpr std::uint64_t kSeekBeyond = 4096;

}  // namespace

Error too_many_batches() {
  return {ErrorCode::kLimit, "the input", "is more text than one run compares",
          "clean it in parts that share an --index"};
}

RowTable::RowTable(SpillPlace& place, Keep keep, std::uint64_t most_memory_bytes,
                   std::uint64_t most_batches)
    : place_(&place),
      keep_(keep),
      most_memory_bytes_(most_memory_bytes),
      most_batches_(most_batches),
      reservation_(place.budget()) {}

RowTable::~RowTable() {
  for (const std::string& run : own_runs_) static_cast<void>(remove_file(run));
}

Result<std::uint64_t> RowTable::append(std::span<const Row> rows) {
  GALLEY_CHECK(!rows.empty() && rows.size() <= ArrivalRow::kMostPlaces);
  Batch batch;
  batch.first_ord = rows.front().ord;
  batch.size = rows.size();
  batch.rows = std::make_unique_for_overwrite<Row[]>(rows.size());
  std::copy(rows.begin(), rows.end(), batch.rows.get());
  if (keep_ != Keep::kFirst) {
    batch.scores = std::make_unique_for_overwrite<std::uint32_t[]>(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) batch.scores[i] = rows[i].score;
  }
  const std::lock_guard lock(mutex_);
  if (batches_.size() == most_batches_) return std::unexpected(too_many_batches());
  batch.number = batches_.size();
  const std::uint64_t number = batch.number;
  batches_.push_back(std::move(batch));
  memory_bytes_ += rows.size_bytes();
  if (memory_bytes_ > most_memory_bytes_ || !reservation_.try_grow_to(memory_bytes_)) {
    GALLEY_TRY(spill());
  }
  return number;
}

Result<std::uint64_t> RowTable::adopt(const std::string& run, std::uint64_t rows,
                                      std::uint64_t first_ord) {
  GALLEY_CHECK(rows > 0 && rows <= ArrivalRow::kMostPlaces);
  if (batches_.size() == most_batches_) return std::unexpected(too_many_batches());
  Batch batch;
  batch.first_ord = first_ord;
  batch.size = rows;
  batch.adopted = run;
  const std::uint64_t bytes = memory_bytes_ + rows * sizeof(Row);
  const bool fits = runs_.empty() && bytes <= most_memory_bytes_ && reservation_.try_grow_to(bytes);
  if (fits) batch.rows = std::make_unique_for_overwrite<Row[]>(rows);
  if (keep_ != Keep::kFirst) batch.scores = std::make_unique_for_overwrite<std::uint32_t[]>(rows);
  if (batch.rows != nullptr || batch.scores != nullptr) {
    std::uint64_t read = 0;
    GALLEY_TRY(for_each_record<Row>(run, run_kind_of<Row>(kRowsName), [&](const Row& row) {
      if (read < rows) {
        if (batch.rows != nullptr) batch.rows[read] = row;
        if (batch.scores != nullptr) batch.scores[read] = row.score;
      }
      ++read;
      return Status();
    }));
    if (read != rows) {
      return fail(ErrorCode::kCorrupt, run, "has not as many records as were written",
                  "check the disk and run again");
    }
  }
  batch.number = batches_.size();
  const std::uint64_t number = batch.number;
  batches_.push_back(std::move(batch));
  if (fits) {
    memory_bytes_ = bytes;
  } else {
    GALLEY_TRY(spill());
  }
  return number;
}

// All or nothing lies in memory: whoever reads rows here and there must know what that costs.
Status RowTable::spill() {
  const RunKind kind = run_kind_of<Row>(kRowsName);
  std::optional<RunWriter> writer;
  std::string path;
  std::uint64_t written = 0;
  for (Batch& batch : batches_) {
    if (batch.adopted.empty()) continue;
    batch.rows = nullptr;
    batch.run = runs_.size();
    runs_.push_back(std::exchange(batch.adopted, {}));
  }
  const std::size_t run = runs_.size();
  for (Batch& batch : batches_) {
    if (batch.rows == nullptr) continue;
    if (!writer) {
      path = place_->new_path(kRowsName);
      GALLEY_ASSIGN(RunWriter created, RunWriter::create(path, kind, Durability::kScratch));
      writer.emplace(std::move(created));
    }
    GALLEY_TRY(writer->append_records(std::span<const Row>(batch.rows.get(), batch.size)));
    batch.run = run;
    batch.first_in_run = written;
    written += batch.size;
    batch.rows = nullptr;
  }
  if (writer) {
    GALLEY_TRY(writer->finish());
    place_->count_spilled(writer->bytes_written());
    runs_.push_back(path);
    own_runs_.push_back(path);
  }
  memory_bytes_ = 0;
  reservation_.shrink_to(0);
  return place_->stop().check();
}

void RowTable::settle(std::uint64_t known_rows) {
  known_rows_ = known_rows;
  std::sort(batches_.begin(), batches_.end(),
            [](const Batch& a, const Batch& b) { return a.first_ord < b.first_ord; });
  first_of_batch_.resize(batches_.size());
  begins_.assign(1, 0);
  for (const Batch& batch : batches_) {
    first_of_batch_[batch.number] = begins_.back();
    begins_.push_back(begins_.back() + batch.size);
  }
  hints_.clear();
  for (std::size_t index = 0; index < batches_.size(); ++index) {
    while (hints_.size() << kHintBits < begins_[index + 1]) hints_.push_back(index);
  }
  repeats_.assign((size() + 63) / 64, 0);
}

void RowTable::set_repeats(std::uint64_t row) {
  std::atomic_ref(repeats_[row / 64]).fetch_or(std::uint64_t{1} << (row % 64));
}

std::uint64_t RowTable::count_distinct() const {
  std::uint64_t repeating = 0;
  for (const std::uint64_t word : repeats_) {
    repeating += static_cast<std::uint64_t>(std::popcount(word));
  }
  return size() - repeating;
}

void RowTable::number_distinct() {
  distinct_before_.clear();
  std::uint64_t before = 0;
  for (const std::uint64_t word : repeats_) {
    distinct_before_.push_back(before);
    before += static_cast<std::uint64_t>(std::popcount(~word));
  }
  distinct_before_.push_back(before);
}

std::uint64_t RowTable::distinct_before(std::uint64_t row) const {
  const std::uint64_t before = distinct_before_[row / 64];
  if (row % 64 == 0) return before;
  const std::uint64_t below = (std::uint64_t{1} << (row % 64)) - 1;
  return before + static_cast<std::uint64_t>(std::popcount(~repeats_[row / 64] & below));
}

Result<Row> RowReader::read(std::uint64_t row) {
  const RowTable& table = *table_;
  const std::size_t index = table.batch_index(row);
  const RowTable::Batch& batch = table.batches_[index];
  if (batch.rows != nullptr) return batch.rows[row - table.begins_[index]];
  if (!reader_ || index != batch_) {
    GALLEY_ASSIGN(RunReader reader,
                  RunReader::open(table.runs_[batch.run], run_kind_of<Row>(kRowsName)));
    reader_.emplace(std::move(reader));
    batch_ = index;
    next_ = row + kSeekBeyond + 1;  // wherever it stands, seek
  }
  if (row + 1 == next_) return last_;
  if (row < next_ || row - next_ > kSeekBeyond) {
    GALLEY_TRY(reader_->seek_record(batch.first_in_run + row - table.begins_[index]));
    next_ = row;
  }
  for (; next_ <= row; ++next_) {
    GALLEY_ASSIGN(const std::optional<Row> read, reader_->next_record<Row>());
    GALLEY_CHECK(read);
    last_ = *read;
  }
  return last_;
}

}  // namespace galley
