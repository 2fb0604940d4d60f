// SPDX-License-Identifier: Apache-2.0
// What the stages of a run cost one beside the other. It decides nothing but what is told of the
// time that is left.
#ifndef GALLEY_PIPELINE_STAGE_COSTS_H_
#define GALLEY_PIPELINE_STAGE_COSTS_H_

#include <array>
#include <cstdint>

#include "galley/run.h"
#include "pipeline/map.h"

namespace galley {

/// What each stage of a run over `text_bytes` of decoded text costs that learns from `sample_bytes`
/// of it.
[[nodiscard]] std::array<std::uint64_t, kStages> stage_costs(Taking taking,
                                                             std::uint64_t text_bytes,
                                                             std::uint64_t sample_bytes);

/// Tells it to `progress`, which may be null.
void expect_stages(RunProgress* progress, Taking taking, const RunOptions& options,
                   std::uint64_t text_bytes);

}  // namespace galley

#endif  // GALLEY_PIPELINE_STAGE_COSTS_H_
