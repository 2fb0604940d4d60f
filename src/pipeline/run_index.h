// SPDX-License-Identifier: Apache-2.0
// A run and the index that it reads and adds to (--index).
//
// The index is opened before it is known whether there is anything to do, for what the run sees of
// it decides its output, as its inputs do. The part is written while the search's tables are in
// memory; it is published when the output is whole, before the manifest: so no finished run is
// missing in the index, and a run that ends between the two finds itself in it when it is resumed.
#ifndef GALLEY_PIPELINE_RUN_INDEX_H_
#define GALLEY_PIPELINE_RUN_INDEX_H_

#include <memory>
#include <optional>
#include <string>

#include "dedup/duplicate_index.h"
#include "dedup/index_addition.h"
#include "galley/run.h"
#include "pipeline/spool.h"
#include "write/manifest.h"

namespace galley {

/// Names the paragraphs of a spool for an index.
class SpoolNames final : public ParagraphNames {
 public:
  explicit SpoolNames(Spool& spool) : spool_(spool) {}
  [[nodiscard]] Result<ParagraphName> name(std::uint64_t ord) override;

 private:
  Spool& spool_;
  std::optional<std::uint32_t> loaded_;  // the store whose table of documents is in memory
};

/// What of an index belongs to one run. Empty where the run has no index.
class RunIndex {
 public:
  /// Opens the index that `options` name, if they do. Errors: those of DuplicateIndex::open;
  /// kConflict where it lies among the inputs or is the output; kUsage with DedupScope::kDocument.
  [[nodiscard]] static Result<RunIndex> open(const RunOptions& options, const StopToken& stop);

  /// Tells the index which run this is, and adds to the manifest's options what the run sees of it.
  /// REQUIRES: the manifest has all else that its identity() needs.
  void begin(const RunOptions& options, Manifest& manifest);

  /// Null where there is none.
  [[nodiscard]] const DuplicateIndex* index() const { return index_ ? &*index_ : nullptr; }
  /// What the search shall write; null where it shall not. `spool` outlives the search.
  [[nodiscard]] IndexAddition* addition(Spool& spool);
  /// Makes the addition a part of the index.
  [[nodiscard]] Status publish(const StopToken& stop);

 private:
  std::optional<DuplicateIndex> index_;
  IndexUse use_ = IndexUse::kReadAndAdd;
  std::unique_ptr<SpoolNames> names_;
  std::unique_ptr<IndexAddition> addition_;
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_RUN_INDEX_H_
