// SPDX-License-Identifier: Apache-2.0
// Rows are written as they come; the rest is divided first. In the files all rows are of one batch:
// whoever adopts them gives it its number.
#include "dedup/search_files.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "base/try.h"
#include "dedup/row_table.h"

namespace galley {

namespace {

constexpr std::size_t kBegins = PartitionedRecords<ExactRecord>::kPartitions + 1;
constexpr std::size_t kNumbers = 4 + 3 * kBegins;
constexpr std::uint64_t kMostRecordsAtOnce = std::uint64_t{1} << 16;
// Of the budget, for each of the three kinds of records.
constexpr std::uint64_t kPercent = 5;

}  // namespace

std::vector<std::uint64_t> SearchFacts::numbers() const {
  std::vector<std::uint64_t> numbers = {paragraphs, short_paragraphs, rows, first_ord};
  for (const auto* begins : {&exact, &keys, &anchors}) {
    numbers.insert(numbers.end(), begins->begin(), begins->end());
  }
  return numbers;
}

std::optional<SearchFacts> SearchFacts::of(const std::vector<std::uint64_t>& numbers) {
  if (numbers.size() != kNumbers) return std::nullopt;
  SearchFacts facts;
  facts.paragraphs = numbers[0];
  facts.short_paragraphs = numbers[1];
  facts.rows = numbers[2];
  facts.first_ord = numbers[3];
  auto at = numbers.begin() + 4;
  for (auto* const begins : {&facts.exact, &facts.keys, &facts.anchors}) {
    std::copy_n(at, kBegins, begins->begin());
    at += kBegins;
    if (!std::is_sorted(begins->begin(), begins->end())) return std::nullopt;
  }
  if (facts.rows > ArrivalRow::kMostPlaces) return std::nullopt;
  return facts;
}

namespace {

template <class Record>
Status check_run(const std::string& path, std::string_view name, std::uint64_t records) {
  GALLEY_ASSIGN(RunReader reader, RunReader::open(path, run_kind_of<Record>(name)));
  for (std::uint64_t block = 0; block < reader.blocks(); ++block) {
    GALLEY_ASSIGN(const RunReader::Block read, reader.block(block));
    static_cast<void>(read);
  }
  if (reader.records() == records) return {};
  return fail(ErrorCode::kCorrupt, path, "has not as many records as were written",
              "remove its folder and run again");
}

}  // namespace

Status check_search_files(const std::string& folder, const SearchFacts& facts) {
  GALLEY_TRY(check_run<Row>(join_path(folder, kRowsName), kRowsName, facts.rows));
  GALLEY_TRY(check_run<ExactRecord>(join_path(folder, kExactName), kExactName, facts.exact.back()));
  GALLEY_TRY(check_run<KeyRecord>(join_path(folder, kKeysName), kKeysName, facts.keys.back()));
  return check_run<AnchorRecord>(join_path(folder, kAnchorsName), kAnchorsName,
                                 facts.anchors.back());
}

SearchFilesWriter::SearchFilesWriter(std::string folder, SpillPlace& place, RunWriter rows,
                                     Durability durability)
    : folder_(std::move(folder)),
      durability_(durability),
      rows_(std::move(rows)),
      exact_(std::make_unique<PartitionedRecords<ExactRecord>>(place, kExactName,
                                                               place.share(kPercent))),
      keys_(
          std::make_unique<PartitionedRecords<KeyRecord>>(place, kKeysName, place.share(kPercent))),
      anchors_(std::make_unique<PartitionedRecords<AnchorRecord>>(place, kAnchorsName,
                                                                  place.share(kPercent))) {}

Result<SearchFilesWriter> SearchFilesWriter::create(const std::string& folder, SpillPlace& place,
                                                    Durability durability) {
  GALLEY_ASSIGN(RunWriter rows, RunWriter::create(join_path(folder, kRowsName),
                                                  run_kind_of<Row>(kRowsName), durability));
  return SearchFilesWriter(folder, place, std::move(rows), durability);
}

Status SearchFilesWriter::add(DuplicateSearch::Batch batch) {
  facts_.paragraphs += batch.paragraphs_;
  facts_.short_paragraphs += batch.paragraphs_ - batch.exact_.size();
  if (facts_.rows == 0 && !batch.rows_.empty()) facts_.first_ord = batch.rows_.front().ord;
  GALLEY_CHECK(facts_.rows + batch.rows_.size() <= ArrivalRow::kMostPlaces);
  const std::uint64_t base = facts_.rows;
  for (Row& row : batch.rows_) {
    row.place = static_cast<std::uint32_t>(facts_.rows++);
    GALLEY_TRY(rows_.append_record(row));
  }
  return batch.add_to(*exact_, *keys_, *anchors_, base);
}

Result<SearchFacts> SearchFilesWriter::finish() {
  GALLEY_TRY(rows_.finish());
  GALLEY_ASSIGN(facts_.exact,
                exact_->write(join_path(folder_, kExactName), kMostRecordsAtOnce, durability_));
  GALLEY_ASSIGN(facts_.keys,
                keys_->write(join_path(folder_, kKeysName), kMostRecordsAtOnce, durability_));
  GALLEY_ASSIGN(facts_.anchors,
                anchors_->write(join_path(folder_, kAnchorsName), kMostRecordsAtOnce, durability_));
  return facts_;
}

}  // namespace galley
