// SPDX-License-Identifier: Apache-2.0
// Looking things up in the parts of an index that a run sees.
#ifndef GALLEY_DEDUP_INDEX_LOOKUP_H_
#define GALLEY_DEDUP_INDEX_LOOKUP_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/run_search.h"
#include "base/try.h"
#include "dedup/duplicate_index.h"
#include "dedup/index_texts.h"

namespace galley {

/// Finds IndexedExact, KeyRecord or AnchorRecord by ascending keys. One for each thread; holds a
/// block of each part.
template <class Record>
class IndexSeeker {
 public:
  [[nodiscard]] static Result<IndexSeeker> open(const DuplicateIndex& index, IndexFile file) {
    IndexSeeker seeker(index.end());
    for (const IndexPart& part : index.parts()) {
      GALLEY_ASSIGN(RunSeeker<Record> run, RunSeeker<Record>::open(index.path_of(part, file),
                                                                   index.kind_of<Record>(file)));
      seeker.runs_.push_back(std::move(run));
    }
    return seeker;
  }

  /// Calls use(record) for each record with this partition_key() that the run sees, by ascending
  /// serial where the record has one order. REQUIRES: a greater key than that of the last call.
  template <class Use>
  [[nodiscard]] Status for_each(std::uint64_t key, Use use) {
    for (RunSeeker<Record>& run : runs_) {
      GALLEY_TRY(run.for_each(
          key, [&](const Record& record) { return record.row() < end_ ? use(record) : Status(); }));
    }
    return {};
  }

 private:
  explicit IndexSeeker(std::uint64_t end) : end_(end) {}
  std::uint64_t end_;
  std::vector<RunSeeker<Record>> runs_;
};

/// Reads rows by ascending serials.
class IndexRowReader {
 public:
  explicit IndexRowReader(const DuplicateIndex& index) : index_(&index) {}

  /// REQUIRES: `serial` is not below that of the last call. Errors: kIo; kCorrupt, also for a
  /// serial that no part has and for a row that cannot be.
  [[nodiscard]] Result<IndexedRow> read(std::uint64_t serial);

 private:
  const DuplicateIndex* index_;
  std::size_t part_ = 0;
  std::optional<RunReader> run_;
  std::uint64_t next_ = 0;  // the serial that run_ reads next
  IndexedRow last_;
};

/// Gives back texts by their serials in any order. Threads: all calls may be made at once; it holds
/// a block and a chunk of each part for each of them.
class IndexTexts {
 public:
  explicit IndexTexts(const DuplicateIndex& index) : index_(&index) {}

  /// Calls use(const IndexedText&) for the text with this serial. Errors: kCorrupt, also where it
  /// is not there; kIo; those of use().
  template <class Use>
  [[nodiscard]] Status with(std::uint64_t serial, Use use) const {
    std::unique_ptr<Readers> readers = take();
    Result<IndexedText> text = find(*readers, serial);
    Status status = text ? Status(use(*text)) : std::unexpected(std::move(text).error());
    give_back(std::move(readers));
    return status;
  }

 private:
  using Readers = std::vector<std::optional<IndexTextReader>>;  // of each part
  [[nodiscard]] std::unique_ptr<Readers> take() const;
  void give_back(std::unique_ptr<Readers> readers) const;
  [[nodiscard]] Result<IndexedText> find(Readers& readers, std::uint64_t serial) const;

  const DuplicateIndex* index_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Readers>> idle_;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_INDEX_LOOKUP_H_
