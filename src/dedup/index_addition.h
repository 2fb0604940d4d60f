// SPDX-License-Identifier: Apache-2.0
// What a search adds to an index: a part with all texts that the index did not have.
#ifndef GALLEY_DEDUP_INDEX_ADDITION_H_
#define GALLEY_DEDUP_INDEX_ADDITION_H_

#include <cstdint>
#include <string>

#include "base/partitioned_records.h"
#include "base/record_sorter.h"
#include "dedup/duplicate_index.h"
#include "dedup/paragraph_texts.h"
#include "dedup/row_table.h"

namespace galley {

/// How an index names a paragraph.
struct ParagraphName {
  std::string id;  ///< of its document
  std::uint64_t paragraph = 0;
};

/// Gives the names of paragraphs. Not thread-safe.
class ParagraphNames {
 public:
  virtual ~ParagraphNames() = default;
  /// The name of paragraph `ord`. Calls come in ascending order of `ord`.
  [[nodiscard]] virtual Result<ParagraphName> name(std::uint64_t ord) = 0;
};

/// Writes a part. DuplicateSearch::finish() makes the calls, in this order; what is written depends
/// on the texts and their order only.
class IndexAddition {
 public:
  IndexAddition(const DuplicateIndex& index, ParagraphNames& names)
      : index_(&index), names_(&names) {}

  /// Numbers the texts. REQUIRES: which rows repeat another is settled.
  void begin(RowTable& rows);
  [[nodiscard]] Status write_exact(const PartitionedRecords<ExactRecord>& exact,
                                   const SpillPlace& place);
  /// Writes keys but for `followers`, which it sorts.
  [[nodiscard]] Status write_keys(const PartitionedRecords<KeyRecord>& keys,
                                  RecordSorter<KeyRecord>& followers, const SpillPlace& place);
  [[nodiscard]] Status write_keys(const PartitionedRecords<AnchorRecord>& anchors,
                                  const SpillPlace& place);
  /// Writes rows, and the texts of those that stay. Sorts `removed` and hands it on to `passed_on`.
  [[nodiscard]] Status write_texts(RecordSorter<RemovedText>& removed,
                                   RecordSorter<RemovedText>& passed_on,
                                   const ParagraphTexts& texts, const StopToken& stop);

  /// For DuplicateIndex::publish().
  [[nodiscard]] const IndexPart& part() const { return part_; }

 private:
  [[nodiscard]] std::uint64_t serial_of(std::uint64_t row) const {
    return part_.first + rows_->distinct_before(row) - known_;
  }
  [[nodiscard]] bool is_empty() const { return part_.end == part_.first; }
  template <class Record>
  [[nodiscard]] Result<RunWriter> create(IndexFile file) const {
    return RunWriter::create(index_->path_of(part_, file), index_->kind_of<Record>(file),
                             Durability::kDurable);
  }

  const DuplicateIndex* index_;
  ParagraphNames* names_;
  RowTable* rows_ = nullptr;
  std::uint64_t known_ = 0;  // distinct texts among those of the index
  IndexPart part_;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_INDEX_ADDITION_H_
