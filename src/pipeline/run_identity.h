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

/// galley's version and that of what it compresses with.
[[nodiscard]] std::vector<NamedValue> recorded_versions();

/// The inputs as the manifest names them, without the documents that are not counted yet.
[[nodiscard]] std::vector<InputFacts> recorded_inputs(const std::vector<Input>& inputs);

}  // namespace galley

#endif  // GALLEY_PIPELINE_RUN_IDENTITY_H_
