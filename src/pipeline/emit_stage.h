// SPDX-License-Identifier: Apache-2.0
// emit, of all splits or of some: each becomes its two output files. Splits whose files stand
// already are left as they are.
#ifndef GALLEY_PIPELINE_EMIT_STAGE_H_
#define GALLEY_PIPELINE_EMIT_STAGE_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/work_meter.h"
#include "galley/stop_token.h"
#include "pipeline/emit.h"
#include "pipeline/keepers.h"
#include "pipeline/spool.h"
#include "pipeline/task_folder.h"

namespace galley {

/// The stage of emit under whose name splits stand in a work folder; see task_path().
inline constexpr std::string_view kEmitTasks = "emit";

/// All of it outlives the stage.
struct EmitStage {
  const Spool* spool = nullptr;
  EmitSettings settings;
  WorkFolder work;  ///< where it is noted which splits are done
  int threads = 1;
  const StopToken* stop = nullptr;
  WorkMeter* meter = nullptr;
};

/// Hands out removals in their order, and nothing at the end.
using RemovalSource = std::function<Result<std::optional<TracedRemoval>>()>;

/// Emits the splits from `first` up to `end`; `removals` begin with the first one's. Calls use()
/// for each split, in order.
[[nodiscard]] Status emit_splits(const EmitStage& stage, std::uint32_t first, std::uint32_t end,
                                 const RemovalSource& removals,
                                 const std::function<Status(EmittedSplit)>& use);

/// What a split's files hold, as the work folder says; nothing where it is not done, or where its
/// files are not what was written. `output` is the folder of the corpus. Cost: reads both files.
/// Errors: kIo.
[[nodiscard]] Result<std::optional<EmittedSplit>> find_emitted(const WorkFolder& work,
                                                               const std::string& output,
                                                               std::uint32_t split);

}  // namespace galley

#endif  // GALLEY_PIPELINE_EMIT_STAGE_H_
