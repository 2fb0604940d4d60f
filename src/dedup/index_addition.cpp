// SPDX-License-Identifier: Apache-2.0
// Hashes and keys lie in 256 parts by their highest bits, so sorting part by part sorts all. Rows
// are numbered in the order of the input, and so are serials.
#include "dedup/index_addition.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <vector>

#include "base/radix_sort.h"
#include "base/try.h"
#include "dedup/anchor_matcher.h"
#include "dedup/index_texts.h"

namespace galley {

namespace {

// Calls use() with the records of each piece of `all`, one piece after the other.
template <class Record, class Use>
Status for_each_piece(const PartitionedRecords<Record>& all, const SpillPlace& place, Use use) {
  const std::uint64_t most_records = most_records_at_once<Record>(place.budget(), 1);
  std::vector<Record> records;
  for (std::size_t part = 0; part < all.kPartitions; ++part) {
    GALLEY_TRY(place.stop().check());
    GALLEY_TRY(all.use_part(part, most_records, records, [&] { return use(records); }));
  }
  return {};
}

// Numbers the rows, and leaves out those that repeat another.
template <class Record>
void number_rows(std::vector<Record>& records, const RowTable& rows) {
  for (Record& record : records) record.set_row(rows.number_of(record.row()));
  std::erase_if(records, [&](const Record& record) { return rows.repeats(record.row()); });
}

}  // namespace

void IndexAddition::begin(RowTable& rows) {
  rows.number_distinct();
  rows_ = &rows;
  known_ = rows.distinct_before(rows.known_rows());
  part_ = index_->next_part(rows.count_distinct() - known_);
}

Status IndexAddition::write_exact(const PartitionedRecords<ExactRecord>& exact,
                                  const SpillPlace& place) {
  if (is_empty()) return {};
  GALLEY_ASSIGN(RunWriter writer, create<IndexedExact>(IndexFile::kExact));
  RadixSorter<ExactRecord> sorter;
  const auto write = [&](std::vector<ExactRecord>& records) -> Status {
    sorter.sort(
        std::span(records), [](const ExactRecord& record) { return record.exact.high; },
        std::less<>());
    // One of each text. Where letters were compared, several texts may have one hash.
    for (const ExactRecord& record : records) {
      if (record.row == kNoRow) continue;
      const std::uint64_t row = rows_->number_of(record.row);
      if (row < rows_->known_rows() || rows_->repeats(row)) continue;
      GALLEY_TRY(
          writer.append_record(IndexedExact{record.exact, serial_of(row), record.letters, 0}));
    }
    return {};
  };
  GALLEY_TRY(for_each_piece(exact, place, write));
  return writer.finish();
}

Status IndexAddition::write_keys(const PartitionedRecords<KeyRecord>& keys,
                                 RecordSorter<KeyRecord>& followers, const SpillPlace& place) {
  if (is_empty()) return {};
  GALLEY_ASSIGN(RunWriter writer, create<KeyRecord>(IndexFile::kKeys));
  RadixSorter<KeyRecord> sorter;
  GALLEY_TRY(followers.sort());
  GALLEY_ASSIGN(std::optional<KeyRecord> follower, followers.next());
  const auto write = [&](std::vector<KeyRecord>& records) -> Status {
    number_rows(records, *rows_);
    sorter.sort(
        std::span(records), [](const KeyRecord& record) { return record.key(); }, std::less<>());
    for (const KeyRecord& record : records) {
      if (record.row() < rows_->known_rows()) continue;
      while (follower && *follower < record) {
        GALLEY_ASSIGN(follower, followers.next());
      }
      if (follower && !(record < *follower)) {
        GALLEY_ASSIGN(follower, followers.next());
        continue;
      }
      GALLEY_TRY(writer.append_record(KeyRecord::of(record.key(), serial_of(record.row()))));
    }
    return {};
  };
  GALLEY_TRY(for_each_piece(keys, place, write));
  return writer.finish();
}

Status IndexAddition::write_keys(const PartitionedRecords<AnchorRecord>& anchors,
                                 const SpillPlace& place) {
  if (is_empty()) return {};
  GALLEY_ASSIGN(RunWriter writer, create<AnchorRecord>(IndexFile::kKeys));
  RadixSorter<AnchorRecord> sorter;
  const auto write = [&](std::vector<AnchorRecord>& records) -> Status {
    number_rows(records, *rows_);
    sorter.sort(
        std::span(records), [](const AnchorRecord& record) { return record.key(); },
        [](const AnchorRecord& a, const AnchorRecord& b) { return a.key() < b.key(); });
    for (std::size_t begin = 0, end = 0; begin < records.size(); begin = end) {
      while (end < records.size() && records[end].key() == records[begin].key()) ++end;
      const std::span<AnchorRecord> bucket = std::span(records).subspan(begin, end - begin);
      const std::size_t members = std::min(order_anchor_bucket(bucket, *rows_), kMostAnchorMembers);
      std::span<AnchorRecord> front = bucket.first(members);
      // By rank up to here; from here on by serial, as parts are merged.
      std::sort(front.begin(), front.end(),
                [](const AnchorRecord& a, const AnchorRecord& b) { return a.row() < b.row(); });
      for (AnchorRecord& record : front) {
        if (record.row() < rows_->known_rows()) continue;
        record.set_row(serial_of(record.row()));
        GALLEY_TRY(writer.append_record(record));
      }
    }
    return {};
  };
  GALLEY_TRY(for_each_piece(anchors, place, write));
  return writer.finish();
}

Status IndexAddition::write_texts(RecordSorter<RemovedText>& removed,
                                  RecordSorter<RemovedText>& passed_on, const ParagraphTexts& texts,
                                  const StopToken& stop) {
  GALLEY_TRY(removed.sort());
  std::optional<RunWriter> row_writer;
  std::optional<IndexTextWriter> text_writer;
  if (!is_empty()) {
    GALLEY_ASSIGN(RunWriter rows, create<IndexedRow>(IndexFile::kRows));
    row_writer.emplace(std::move(rows));
    GALLEY_ASSIGN(RunWriter run,
                  RunWriter::create(index_->path_of(part_, IndexFile::kTexts),
                                    index_texts_kind(index_->parameters()), Durability::kDurable));
    text_writer.emplace(std::move(run));
  }
  GALLEY_ASSIGN(std::optional<RemovedText> gone, removed.next());
  RowReader reader(*rows_);
  std::string scratch;
  for (std::uint64_t row = 0; row < rows_->size(); ++row) {
    const bool goes = gone && gone->row == row;
    if (row >= rows_->known_rows() && !rows_->repeats(row)) {
      if (row % kStopEvery == 0) GALLEY_TRY(stop.check());
      const std::uint64_t serial = serial_of(row);
      GALLEY_ASSIGN(const Row ours, reader.read(row));
      IndexedRow indexed;
      indexed.row = ours;
      indexed.row.ord = serial;
      indexed.row.score = 0;
      indexed.keeper = serial;
      if (goes) {
        const bool is_known = gone->keeper_row == kNoRow || gone->keeper_ord < kFirstInputOrd;
        indexed.keeper = is_known ? gone->keeper_ord : serial_of(gone->keeper_row);
        indexed.similarity_ppm = static_cast<std::uint32_t>(gone->similarity_ppm);
      } else {
        GALLEY_ASSIGN(const std::string_view text, texts.text(ours.ord, scratch));
        GALLEY_ASSIGN(const ParagraphName name, names_->name(ours.ord - kFirstInputOrd));
        GALLEY_TRY(text_writer->append({serial, name.paragraph, name.id, text}));
      }
      GALLEY_TRY(row_writer->append_record(indexed));
    }
    if (goes) {
      GALLEY_TRY(passed_on.add(*gone));
      GALLEY_ASSIGN(gone, removed.next());
    }
  }
  if (is_empty()) return {};
  GALLEY_TRY(row_writer->finish());
  return text_writer->finish();
}

}  // namespace galley
