// SPDX-License-Identifier: Apache-2.0
// How --memory and --threads become figures. What a run needs whatever its input is taken off the
// limit first; the rest is the budget that everything growing with the input shares.
#ifndef GALLEY_PIPELINE_MEMORY_PLAN_H_
#define GALLEY_PIPELINE_MEMORY_PLAN_H_

#include <cstdint>

#include "base/memory_budget.h"
#include "galley/run.h"

namespace galley {

/// The threads that a run works on: as asked, else one for each processor; fewer where the memory
/// limit has no room for the scratch of so many.
[[nodiscard]] int thread_count(const RunOptions& options);

/// The limit that options ask for: theirs, else half of what the machine offers.
[[nodiscard]] std::uint64_t memory_limit_bytes(const RunOptions& options);

/// What is left of the limit for what grows with the input.
[[nodiscard]] std::uint64_t budget_bytes(const RunOptions& options, int threads);

/// How many learners fit side by side.
[[nodiscard]] int learner_threads(int threads, const MemoryBudget& budget);

}  // namespace galley

#endif  // GALLEY_PIPELINE_MEMORY_PLAN_H_
