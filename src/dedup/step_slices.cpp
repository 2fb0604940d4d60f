// SPDX-License-Identifier: Apache-2.0
#include "dedup/step_slices.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"

namespace galley {

namespace {

constexpr std::string_view kBeginsName = "begins";

std::string run_path(const std::string& folder, const RunKind& kind, std::uint64_t run) {
  return join_path(folder, fmt::format("{}-{}", kind.name, run));
}

}  // namespace

std::unexpected<Error> corrupt_step(const std::string& folder) {
  return fail(ErrorCode::kCorrupt, folder, "does not hold what a task of match writes",
              "begin anew with --overwrite");
}

std::unexpected<Error> corrupt_piece(const SlicePiece& piece) {
  return fail(ErrorCode::kCorrupt, fmt::format("what task {} has sent", piece.from),
              "is not what this step of match reads", "send what the step before has for this one");
}

Status write_begins(const std::string& folder, const std::vector<std::uint64_t>& numbers) {
  GALLEY_ASSIGN(RunWriter writer,
                RunWriter::create(join_path(folder, kBeginsName),
                                  run_kind_of<std::uint64_t>(kBeginsName), Durability::kScratch));
  GALLEY_TRY(writer.append_records(std::span(numbers)));
  return writer.finish();
}

Result<BeginsReader> BeginsReader::open(const std::string& folder) {
  std::vector<std::uint64_t> numbers;
  GALLEY_TRY(for_each_record<std::uint64_t>(join_path(folder, kBeginsName),
                                            run_kind_of<std::uint64_t>(kBeginsName),
                                            [&](std::uint64_t number) {
                                              numbers.push_back(number);
                                              return Status();
                                            }));
  return BeginsReader(folder, std::move(numbers));
}

Result<std::uint64_t> BeginsReader::next() {
  if (at_ == numbers_.size()) return corrupt_step(folder_);
  return numbers_[at_++];
}

Result<SliceBegins> BeginsReader::next_slices(std::uint64_t slices) {
  if (slices >= numbers_.size() - at_) return corrupt_step(folder_);
  const auto begin = numbers_.begin() + static_cast<std::ptrdiff_t>(at_);
  SliceBegins begins(begin, begin + static_cast<std::ptrdiff_t>(slices) + 1);
  at_ += begins.size();
  if (!std::is_sorted(begins.begin(), begins.end())) return corrupt_step(folder_);
  return begins;
}

Status SliceRunWriter::begin_run(const RunKind& kind) {
  GALLEY_TRY(end_run());
  GALLEY_ASSIGN(RunWriter writer,
                RunWriter::create(run_path(folder_, kind, runs_++), kind, Durability::kScratch));
  writer_.emplace(std::move(writer));
  record_bytes_ = kind.record_bytes;
  return {};
}

Status SliceRunWriter::append(std::uint32_t to, std::string_view records) {
  GALLEY_CHECK(writer_ && to < tasks_ && begins_.size() <= std::size_t{to} + 1);
  while (begins_.size() <= to) begins_.push_back(count_);
  for (; !records.empty(); records.remove_prefix(record_bytes_), ++count_) {
    GALLEY_TRY(writer_->append(records.substr(0, record_bytes_)));
  }
  return {};
}

Status SliceRunWriter::end_run() {
  if (!writer_) return {};
  GALLEY_TRY(writer_->finish());
  writer_.reset();
  begins_.resize(tasks_ + 1, count_);
  all_begins_.insert(all_begins_.end(), begins_.begin(), begins_.end());
  begins_.clear();
  count_ = 0;
  return {};
}

Status SliceRunWriter::finish(std::vector<std::uint64_t>& numbers) {
  GALLEY_TRY(end_run());
  numbers.push_back(runs_);
  numbers.insert(numbers.end(), all_begins_.begin(), all_begins_.end());
  return {};
}

Result<std::optional<SlicePiece>> SliceRunReader::next() {
  for (;;) {
    if (left_ > 0) {
      const StoredSlice& slice = slices_[next_slice_ - 1];
      GALLEY_ASSIGN(const std::string_view records, reader_->next_records(left_));
      if (records.empty()) return corrupt_step(slice.folder);
      left_ -= records.size() / slice.kind.record_bytes;
      return std::optional(
          SlicePiece{next_sender_ - 1, static_cast<std::uint32_t>(next_slice_ - 1), records});
    }
    if (next_slice_ < slices_.size()) {
      const StoredSlice& slice = slices_[next_slice_++];
      left_ = slice.end - slice.begin;
      if (left_ == 0) continue;
      GALLEY_ASSIGN(RunReader reader, RunReader::open(slice.path, slice.kind));
      if (slice.end > reader.records()) return corrupt_step(slice.folder);
      GALLEY_TRY(reader.seek_record(slice.begin));
      reader_.emplace(std::move(reader));
      continue;
    }
    if (next_sender_ == senders_) return std::optional<SlicePiece>();
    GALLEY_ASSIGN(slices_, sent_(next_sender_));
    ++next_sender_;
    next_slice_ = 0;
  }
}

Result<std::vector<StoredSlice>> slices_in(const std::string& folder, BeginsReader& numbers,
                                           const RunKind& kind, std::uint32_t tasks,
                                           std::uint32_t task) {
  GALLEY_ASSIGN(const std::uint64_t runs, numbers.next());
  std::vector<StoredSlice> slices;
  for (std::uint64_t run = 0; run < runs; ++run) {
    GALLEY_ASSIGN(const SliceBegins begins, numbers.next_slices(tasks));
    slices.push_back({folder, run_path(folder, kind, run), kind, begins[task], begins[task + 1]});
  }
  return slices;
}

}  // namespace galley
