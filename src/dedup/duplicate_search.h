// SPDX-License-Identifier: Apache-2.0
// The search for duplicates, whole: fingerprints in, removals out.
#ifndef GALLEY_DEDUP_DUPLICATE_SEARCH_H_
#define GALLEY_DEDUP_DUPLICATE_SEARCH_H_

#include <atomic>
#include <cstdint>
#include <vector>

#include "base/fingerprint.h"
#include "base/partitioned_records.h"
#include "base/record_sorter.h"
#include "base/spill.h"
#include "dedup/duplicate_index.h"
#include "dedup/index_addition.h"
#include "dedup/index_import.h"
#include "dedup/paragraph_texts.h"
#include "dedup/records.h"
#include "dedup/removal_list.h"
#include "dedup/row_table.h"
#include "galley/dedup.h"

namespace galley {

struct SearchFacts;

/// What came out: every removal, in the order of the input, and the counts.
struct DedupOutcome {
  RemovalList removals;
  DedupCounts counts;
};

/// Collects the fingerprints of all paragraphs, then decides which of them go.
///
///   DuplicateSearch search(options, place, threads);
///   // on any thread, for stretches of the input in any order:
///   DuplicateSearch::Batch batch(options);
///   batch.add(ord, doubtful_letters, fingerprinter.compute(text, {.ord = ord}));
///   if (batch.is_full()) GALLEY_TRY(search.take(batch));  // and at the stretch's end
///   // when all are in:
///   GALLEY_ASSIGN(DedupOutcome outcome, search.finish(texts));
///
/// `ord` numbers the paragraphs in the order of the input: ascending, with any gaps. The outcome
/// depends on the paragraphs, their ords and the options only.
class DuplicateSearch {
 public:
  /// Paragraphs on their way in. Not thread-safe; reused after take().
  class Batch {
   public:
    explicit Batch(const DedupOptions& options) : keep_(options.keep) {}

    /// Adds one paragraph. `doubtful_letters` are those in words that the profile doubts, which
    /// Keep::kCleanest ranks by; else 0. REQUIRES: made by fingerprint_plan(options); ords ascend
    /// within a batch, and no paragraph of another batch lies between two of one.
    void add(std::uint64_t ord, std::uint32_t doubtful_letters, const Fingerprint& fingerprint);

    /// Whether it is time for take(): batches of some megabytes keep the search within its memory.
    [[nodiscard]] bool is_full() const;
    [[nodiscard]] std::uint64_t memory_bytes() const;

   private:
    friend class DuplicateSearch;
    friend class SearchFilesWriter;
    /// Adds all records but rows, whose numbers count from `base` on there.
    [[nodiscard]] Status add_to(PartitionedRecords<ExactRecord>& exact,
                                PartitionedRecords<KeyRecord>& keys,
                                PartitionedRecords<AnchorRecord>& anchors,
                                std::uint64_t base) const;

    Keep keep_;
    std::uint64_t paragraphs_ = 0;
    std::vector<ExactRecord> exact_;
    std::vector<Row> rows_;
    std::vector<KeyRecord> keys_;  // these with rows counted from the batch's first
    std::vector<AnchorRecord> anchors_;
  };

  /// `index` may be null; what the search may see of it outranks all that the search is given.
  /// REQUIRES: check(options) succeeded; `place` and `index` outlive the search, `place` also its
  /// outcome.
  DuplicateSearch(const DedupOptions& options, SpillPlace& place, int threads,
                  const DuplicateIndex* index = nullptr);

  /// Takes over what is in `batch` and empties it. Threads: calls may be made at once.
  [[nodiscard]] Status take(Batch& batch);

  /// Takes over what a SearchFilesWriter has written of a stretch of the input; its files stay.
  /// Threads: not while others call. Errors: kIo, kCorrupt.
  [[nodiscard]] Status adopt(const std::string& folder, const SearchFacts& facts);

  /// Compares and decides; writes a part of the index where there is an `addition`. REQUIRES: no
  /// take() is running; called once.
  [[nodiscard]] Result<DedupOutcome> finish(const ParagraphTexts& texts,
                                            IndexAddition* addition = nullptr);

 private:
  [[nodiscard]] Status import_from_index(IndexImport& import, RecordSorter<RemovedText>& removed);
  [[nodiscard]] Status find_pairs(RecordSorter<CandidatePair>& pairs, IndexAddition* addition,
                                  DedupCounts& counts);

  DedupOptions options_;
  SpillPlace* place_;
  int threads_;
  const DuplicateIndex* index_;
  std::atomic<std::uint64_t> paragraphs_{0};
  std::atomic<std::uint64_t> short_paragraphs_{0};
  RowTable rows_;
  PartitionedRecords<ExactRecord> exact_;
  PartitionedRecords<KeyRecord> keys_;        // with DedupPreset::kDefault
  PartitionedRecords<AnchorRecord> anchors_;  // with DedupPreset::kOcr
};

}  // namespace galley

#endif  // GALLEY_DEDUP_DUPLICATE_SEARCH_H_
