// SPDX-License-Identifier: Apache-2.0
// One run of `galley clean` or `galley dedup`, from the inputs to the manifest.
#ifndef GALLEY_PIPELINE_CORPUS_RUN_H_
#define GALLEY_PIPELINE_CORPUS_RUN_H_

#include <optional>
#include <string>
#include <vector>

#include "base/atomic_file.h"
#include "base/memory_budget.h"
#include "base/record_sorter.h"
#include "base/scratch_folder.h"
#include "base/spill.h"
#include "dedup/duplicate_search.h"
#include "galley/run.h"
#include "pipeline/input_sequence.h"
#include "pipeline/keepers.h"
#include "pipeline/map.h"
#include "pipeline/output_folder.h"
#include "pipeline/repeated_ids.h"
#include "pipeline/run_index.h"
#include "pipeline/scan.h"
#include "pipeline/spool.h"
#include "write/manifest.h"

namespace galley {

/// Does one run and is then spent. The stages stand in the order in which run() calls them.
class CorpusRun {
 public:
  CorpusRun(const RunOptions& options, const RunMonitor& monitor, Taking taking);

  [[nodiscard]] Result<RunSummary> run();

 private:
  [[nodiscard]] Status lock_output();
  [[nodiscard]] Status list();
  [[nodiscard]] Status settle_output();
  [[nodiscard]] Status plan();
  [[nodiscard]] Status survey();
  [[nodiscard]] Status map();
  [[nodiscard]] Status match();
  [[nodiscard]] Status resolve();
  [[nodiscard]] Status emit();
  [[nodiscard]] Status finish();

  [[nodiscard]] Status take_mapped(std::uint32_t chunk, MappedChunk mapped);
  [[nodiscard]] Status check_unchanged(const NumberedChunk& chunk,
                                       const DocumentBatch& batch) const;
  [[nodiscard]] Status write_profile();
  [[nodiscard]] WorkMeter* meter() { return meter_ ? &*meter_ : nullptr; }
  void sum_up_work();

  const RunOptions& options_;
  const RunMonitor& monitor_;
  const StopToken never_;
  const StopToken& stop_;
  const Taking taking_;
  const int threads_;
  RunSummary summary_;
  std::optional<WorkMeter> meter_;  // where work is timed
  Manifest manifest_;
  IssueLog issues_;
  std::vector<Input> inputs_;
  MemoryBudget budget_;
  std::optional<OutputFolder> folder_;  // locked until all that lies in it has gone
  RunIndex index_;
  std::optional<ScratchFolder> streams_;
  std::optional<ScratchFolder> temp_;
  std::optional<SpillPlace> place_;
  std::optional<SurveySample> sample_;
  Scan scan_;
  std::optional<Vocabulary> vocabulary_;
  std::optional<Spool> spool_;
  std::optional<AtomicFile> edits_;
  std::optional<DuplicateSearch> search_;
  std::optional<RecordSorter<IdHash>> id_hashes_;
  RemovalList removals_;
  std::optional<IndexedKeepers> indexed_keepers_;
  std::optional<RecordSorter<TracedRemoval>> traced_;
  std::uint64_t last_document_paragraphs_ = 0;
  std::uint64_t continued_paragraphs_ = 0;
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_CORPUS_RUN_H_
