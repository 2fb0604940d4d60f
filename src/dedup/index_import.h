// SPDX-License-Identifier: Apache-2.0
// What a search must know of an index: the texts that the input has too, and those that share a key
// with a text of the input. They become rows of the search, better ranked than all of the input's.
#ifndef GALLEY_DEDUP_INDEX_IMPORT_H_
#define GALLEY_DEDUP_INDEX_IMPORT_H_

#include <cstdint>
#include <vector>

#include "base/partitioned_records.h"
#include "base/record_sorter.h"
#include "base/spill.h"
#include "dedup/duplicate_index.h"
#include "dedup/row_table.h"

namespace galley {

/// A key of an indexed text. Sorted by the text.
template <class Record>
struct IndexedKey {
  Record record;
  friend bool operator<(const IndexedKey& a, const IndexedKey& b) {
    return order_of(a.record) < order_of(b.record);
  }

 private:
  static auto order_of(const KeyRecord& key) { return std::pair(key.row(), key.key()); }
  static auto order_of(const AnchorRecord& anchor) {
    return std::tuple(anchor.row(), anchor.key(), anchor.before(), anchor.after());
  }
};

/// Imports once; the calls in this order, each at most once.
class IndexImport {
 public:
  IndexImport(const DuplicateIndex& index, SpillPlace& place, int threads);

  /// Finds the texts that the input has too. Rows that have one of them are marked as repeats, so
  /// that nothing is looked up for them, unless their letters are still to be compared. REQUIRES:
  /// `rows` are settled.
  [[nodiscard]] Status find_copies(const PartitionedRecords<ExactRecord>& exact, RowTable& rows,
                                   ExactCopies exact_copies);

  /// Finds the texts that have a key of the other rows: all members that each of their buckets has
  /// in the index.
  [[nodiscard]] Status find_neighbours(const PartitionedRecords<KeyRecord>& keys,
                                       const RowTable& rows);
  [[nodiscard]] Status find_neighbours(const PartitionedRecords<AnchorRecord>& anchors,
                                       const RowTable& rows);

  /// Adds what was found to the search, in the order of the serials, which are their ords. Those
  /// that an earlier run has removed are added to `removed`. REQUIRES: `rows` are settled anew
  /// before they are used.
  [[nodiscard]] Status finish(RowTable& rows, PartitionedRecords<ExactRecord>& exact,
                              PartitionedRecords<KeyRecord>& keys,
                              PartitionedRecords<AnchorRecord>& anchors,
                              RecordSorter<RemovedText>& removed);

  /// How many rows were added: the first of all.
  [[nodiscard]] std::uint64_t count() const { return count_; }
  /// A bit for each of them: whether an earlier run has removed it.
  [[nodiscard]] const std::vector<std::uint64_t>& gone() const { return gone_; }

 private:
  /// An indexed text whose letters the input has. Sorted by the text.
  struct Copy {
    std::uint64_t serial = 0;
    Hash128 exact;
    std::uint64_t letters = 0;
    friend auto operator<=>(const Copy&, const Copy&) = default;
  };
  template <class Record>
  [[nodiscard]] Status find_keys(const PartitionedRecords<Record>& keys, const RowTable& rows,
                                 RecordSorter<IndexedKey<Record>>& found);
  void count_row(const IndexedRow& row);

  const DuplicateIndex* index_;
  SpillPlace* place_;
  int threads_;
  RecordSorter<Copy> copies_;
  RecordSorter<IndexedKey<KeyRecord>> keys_;
  RecordSorter<IndexedKey<AnchorRecord>> anchors_;
  std::uint64_t count_ = 0;
  std::vector<std::uint64_t> gone_;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_INDEX_IMPORT_H_
