// SPDX-License-Identifier: Apache-2.0
// Hashes and keys of the input are sorted part by part anyway, and the index has them sorted: so a
// large input reads the index once from end to end, and a small one a few blocks of it.
#include "dedup/index_import.h"

#include <algorithm>
#include <mutex>
#include <optional>

#include "base/parallel.h"
#include "base/radix_sort.h"
#include "base/try.h"
#include "dedup/index_lookup.h"

namespace galley {

namespace {

constexpr std::size_t kRowsHandedOver = 8192;  // handed over at a time

template <class Record>
struct LookupScratch {
  std::vector<Record> records;
  RadixSorter<Record> sorter;
  std::optional<IndexSeeker<Record>> keys;
  std::optional<IndexSeeker<IndexedExact>> exact;
};

// Rows with their keys on the way into a search.
class Handover {
 public:
  Handover(RowTable& rows, PartitionedRecords<ExactRecord>& exact,
           PartitionedRecords<KeyRecord>& keys, PartitionedRecords<AnchorRecord>& anchors)
      : rows_(rows), exact_(exact), keys_(keys), anchors_(anchors) {}

  // The place of the row in this batch.
  std::uint64_t add(const Row& row) {
    batch_.push_back(row);
    return batch_.size() - 1;
  }
  void add_exact(const ExactRecord& record) { batch_exact_.push_back(record); }
  void add_key(const KeyRecord& key) { batch_keys_.push_back(key); }
  void add_key(const AnchorRecord& anchor) { batch_anchors_.push_back(anchor); }
  [[nodiscard]] bool is_full() const { return batch_.size() >= kRowsHandedOver; }

  Status flush() {
    if (batch_.empty()) return {};
    GALLEY_ASSIGN(const std::uint64_t number, rows_.append(batch_));
    for (ExactRecord& each : batch_exact_) each.row = ArrivalRow::of(number, each.row);
    for (KeyRecord& each : batch_keys_) each.set_row(ArrivalRow::of(number, each.row()));
    for (AnchorRecord& each : batch_anchors_) each.set_row(ArrivalRow::of(number, each.row()));
    GALLEY_TRY(exact_.add(batch_exact_));
    GALLEY_TRY(keys_.add(batch_keys_));
    GALLEY_TRY(anchors_.add(batch_anchors_));
    batch_.clear();
    batch_exact_.clear();
    batch_keys_.clear();
    batch_anchors_.clear();
    return {};
  }

 private:
  RowTable& rows_;
  PartitionedRecords<ExactRecord>& exact_;
  PartitionedRecords<KeyRecord>& keys_;
  PartitionedRecords<AnchorRecord>& anchors_;
  std::vector<Row> batch_;
  std::vector<ExactRecord> batch_exact_;
  std::vector<KeyRecord> batch_keys_;
  std::vector<AnchorRecord> batch_anchors_;
};

// Keys of indexed texts by ascending serials, a text at a time.
template <class Record>
class KeyStream {
 public:
  explicit KeyStream(RecordSorter<IndexedKey<Record>>& keys) : keys_(keys) {}

  Status begin() {
    GALLEY_TRY(keys_.sort());
    return advance();
  }
  // UINT64_MAX at the end.
  [[nodiscard]] std::uint64_t serial() const { return serial_; }
  // Hands over those of the present text, which is to be row `place` of the batch.
  Status hand_over(std::uint64_t place, Handover& to) {
    for (const std::uint64_t serial = serial_; serial_ == serial;) {
      Record record = next_;
      record.set_row(place);
      to.add_key(record);
      GALLEY_TRY(advance());
    }
    return {};
  }

 private:
  Status advance() {
    GALLEY_ASSIGN(const std::optional<IndexedKey<Record>> next, keys_.next());
    serial_ = next ? next->record.row() : UINT64_MAX;
    if (next) next_ = next->record;
    return {};
  }
  RecordSorter<IndexedKey<Record>>& keys_;
  Record next_;
  std::uint64_t serial_ = UINT64_MAX;
};

}  // namespace

IndexImport::IndexImport(const DuplicateIndex& index, SpillPlace& place, int threads)
    : index_(&index),
      place_(&place),
      threads_(threads),
      copies_(place, "index-copies", place.budget().limit_bytes() / 20),
      keys_(place, "index-near-keys", place.budget().limit_bytes() / 10),
      anchors_(place, "index-anchors", place.budget().limit_bytes() / 10) {}

Status IndexImport::find_copies(const PartitionedRecords<ExactRecord>& exact, RowTable& rows,
                                ExactCopies exact_copies) {
  const bool marks = exact_copies == ExactCopies::kByHash;
  const std::uint64_t most_records = most_records_at_once<ExactRecord>(place_->budget(), threads_);
  std::vector<LookupScratch<ExactRecord>> scratch(static_cast<std::size_t>(threads_));
  std::mutex mutex;
  const auto look_up = [&](LookupScratch<ExactRecord>& mine, std::vector<Copy>& found) -> Status {
    std::vector<ExactRecord>& records = mine.records;
    mine.sorter.sort(
        std::span(records), [](const ExactRecord& record) { return record.exact.high; },
        std::less<>());
    std::vector<IndexedExact> indexed;
    for (std::size_t begin = 0, end = 0; begin < records.size(); begin = end) {
      while (end < records.size() && records[end].exact.high == records[begin].exact.high) ++end;
      indexed.clear();
      const auto note = [&](const IndexedExact& each) {
        indexed.push_back(each);
        return Status();
      };
      GALLEY_TRY(mine.exact->for_each(records[begin].exact.high, note));
      for (const IndexedExact& each : indexed) {
        bool is_copied = false;
        for (std::size_t i = begin; i < end; ++i) {
          const ExactRecord& record = records[i];
          if (record.exact != each.exact || record.letters != each.letters) continue;
          is_copied = true;
          if (marks && record.row != kNoRow) rows.set_repeats(rows.number_of(record.row));
        }
        if (is_copied) found.push_back({each.serial, each.exact, each.letters});
      }
    }
    return {};
  };
  return for_each_index(
      threads_, exact.kPartitions, place_->stop(), [&](std::size_t part, int thread) -> Status {
        LookupScratch<ExactRecord>& mine = scratch[static_cast<std::size_t>(thread)];
        if (exact.count(part) == 0) return {};
        if (!mine.exact) {
          GALLEY_ASSIGN(mine.exact, IndexSeeker<IndexedExact>::open(*index_, IndexFile::kExact));
        }
        std::vector<Copy> found;
        return exact.use_part(part, most_records, mine.records, [&]() -> Status {
          found.clear();
          GALLEY_TRY(look_up(mine, found));
          const std::lock_guard lock(mutex);
          return copies_.add_all(found);
        });
      });
}

template <class Record>
Status IndexImport::find_keys(const PartitionedRecords<Record>& keys, const RowTable& rows,
                              RecordSorter<IndexedKey<Record>>& found) {
  const std::uint64_t most_records = most_records_at_once<Record>(place_->budget(), threads_);
  std::vector<LookupScratch<Record>> scratch(static_cast<std::size_t>(threads_));
  std::mutex mutex;
  const auto look_up = [&](LookupScratch<Record>& mine) -> Status {
    std::vector<Record>& records = mine.records;
    std::erase_if(records,
                  [&](const Record& record) { return rows.repeats(rows.number_of(record.row())); });
    mine.sorter.sort(
        std::span(records), [](const Record& record) { return record.key(); },
        [](const Record& a, const Record& b) { return a.key() < b.key(); });
    std::vector<IndexedKey<Record>> here;
    const auto note = [&](const Record& each) -> Status {
      here.push_back({each});
      if (here.size() < kRowsHandedOver) return {};
      const std::lock_guard lock(mutex);
      GALLEY_TRY(found.add_all(here));
      here.clear();
      return {};
    };
    for (std::size_t i = 0; i < records.size(); ++i) {
      if (i > 0 && records[i].key() == records[i - 1].key()) continue;
      GALLEY_TRY(mine.keys->for_each(records[i].key(), note));
    }
    const std::lock_guard lock(mutex);
    return found.add_all(here);
  };
  return for_each_index(
      threads_, keys.kPartitions, place_->stop(), [&](std::size_t part, int thread) -> Status {
        LookupScratch<Record>& mine = scratch[static_cast<std::size_t>(thread)];
        if (keys.count(part) == 0) return {};
        if (!mine.keys) {
          GALLEY_ASSIGN(mine.keys, IndexSeeker<Record>::open(*index_, IndexFile::kKeys));
        }
        return keys.use_part(part, most_records, mine.records, [&] { return look_up(mine); });
      });
}

Status IndexImport::find_neighbours(const PartitionedRecords<KeyRecord>& keys,
                                    const RowTable& rows) {
  return find_keys(keys, rows, keys_);
}

Status IndexImport::find_neighbours(const PartitionedRecords<AnchorRecord>& anchors,
                                    const RowTable& rows) {
  return find_keys(anchors, rows, anchors_);
}

void IndexImport::count_row(const IndexedRow& row) {
  if (count_ % 64 == 0) gone_.push_back(0);
  if (row.keeper != row.row.ord) gone_.back() |= std::uint64_t{1} << (count_ % 64);
  ++count_;
}

Status IndexImport::finish(RowTable& rows, PartitionedRecords<ExactRecord>& exact,
                           PartitionedRecords<KeyRecord>& keys,
                           PartitionedRecords<AnchorRecord>& anchors,
                           RecordSorter<RemovedText>& removed) {
  GALLEY_TRY(copies_.sort());
  KeyStream<KeyRecord> key_stream(keys_);
  KeyStream<AnchorRecord> anchor_stream(anchors_);
  GALLEY_TRY(key_stream.begin());
  GALLEY_TRY(anchor_stream.begin());
  GALLEY_ASSIGN(std::optional<Copy> copy, copies_.next());
  IndexRowReader reader(*index_);
  Handover handover(rows, exact, keys, anchors);
  for (;;) {
    const std::uint64_t serial =
        std::min({copy ? copy->serial : UINT64_MAX, key_stream.serial(), anchor_stream.serial()});
    if (serial == UINT64_MAX) return handover.flush();
    GALLEY_ASSIGN(const IndexedRow row, reader.read(serial));
    if (row.keeper != serial) {
      GALLEY_TRY(removed.add({count_, serial, row.keeper, row.similarity_ppm}));
    }
    count_row(row);
    Row ours = row.row;
    ours.score = 0;
    ours.scope = 0;
    const std::uint64_t place = handover.add(ours);
    while (copy && copy->serial == serial) {
      handover.add_exact(
          {copy->exact, serial, place, 0, static_cast<std::uint32_t>(copy->letters)});
      GALLEY_ASSIGN(copy, copies_.next());
    }
    if (key_stream.serial() == serial) GALLEY_TRY(key_stream.hand_over(place, handover));
    if (anchor_stream.serial() == serial) GALLEY_TRY(anchor_stream.hand_over(place, handover));
    if (handover.is_full()) GALLEY_TRY(handover.flush());
  }
}

}  // namespace galley
