// SPDX-License-Identifier: Apache-2.0
// What decides the bytes of a run, for its manifest.
#ifndef GALLEY_PIPELINE_RUN_IDENTITY_H_
#define GALLEY_PIPELINE_RUN_IDENTITY_H_

#include <vector>

#include "galley/run.h"
#include "pipeline/map.h"
#include "write/manifest.h"

namespace galley {

/// The options that change what comes out, by the names that they have on the command line.
/// `profile_hash` is that of the profile given, or empty.
[[nodiscard]] std::vector<NamedValue> recorded_options(const RunOptions& options, Taking taking,
                                                       const std::string& profile_hash);

/// How a run read and repaired.
struct RecordedWork {
  Taking taking = Taking::kRepair;
  ReadOptions read;
  RepairOptions repair;
  DedupUnit unit = DedupUnit::kParagraph;
};

/// What recorded_options() wrote, read back; what it did not write keeps its default. Errors:
/// kCorrupt for a value that no run records, naming `where`.
[[nodiscard]] Result<RecordedWork> recorded_work(const std::vector<NamedValue>& options,
                                                 const std::string& where);

/// galley's version and that of what it compresses with.
[[nodiscard]] std::vector<NamedValue> recorded_versions();

/// The inputs as the manifest names them, without the documents that are not counted yet.
[[nodiscard]] std::vector<InputFacts> recorded_inputs(const std::vector<Input>& inputs);

}  // namespace galley

#endif  // GALLEY_PIPELINE_RUN_IDENTITY_H_
