// SPDX-License-Identifier: Apache-2.0
// resolve of a run on a cluster: who goes is decided by one task, which reads verified pairs alone
// and goes by rank; what follows from it is done by ranges of the input, each by a task of its own.
//
//   decide   which texts go, and for which; where all texts lie
//   follow   of the texts of a range: the removals of all their copies
//   trace    of the removals whose keepers are in a range: document and paragraph of these
//   gather   of the paragraphs of a range that go: all that is known, in their order, for emit
//
// DuplicateSearch and trace_keepers() do the same at once.
#ifndef GALLEY_PIPELINE_RESOLVE_STAGE_H_
#define GALLEY_PIPELINE_RESOLVE_STAGE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/match_stage.h"
#include "pipeline/plan.h"
#include "pipeline/spool.h"
#include "pipeline/store_table.h"
#include "pipeline/task_folder.h"

namespace galley {

class ResolveStage {
 public:
  /// All of it outlives the stage.
  ResolveStage(const MatchStage& matching, const Plan& plan, SpillPlace& place, DedupUnit unit,
               const WorkFolder& work)
      : matching_(matching), plan_(plan), place_(place), unit_(unit), work_(work) {}

  /// Does one task of kDecide, kFollow, kTrace or kGather. REQUIRES: all of the steps before it are
  /// done. Errors: kCorrupt, kIo, kResource.
  [[nodiscard]] Status run(ClusterStage stage, std::uint32_t task) const;

 private:
  [[nodiscard]] Status decide(const std::string& folder) const;
  [[nodiscard]] Status trace(std::uint32_t task, const std::string& folder) const;
  [[nodiscard]] Status gather(std::uint32_t task, const std::string& folder) const;
  [[nodiscard]] std::string map_folder(std::uint32_t group) const;
  [[nodiscard]] Result<std::vector<StorePlace>> find_stores() const;
  // The stores of the texts of a range; returns the number of the first.
  [[nodiscard]] Result<std::uint32_t> adopt_range(std::uint32_t task, Spool& spool) const;

  const MatchStage& matching_;
  const Plan& plan_;
  SpillPlace& place_;
  const DedupUnit unit_;
  const WorkFolder& work_;
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_RESOLVE_STAGE_H_
