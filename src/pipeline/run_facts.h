// SPDX-License-Identifier: Apache-2.0
// run.json, beside manifest.json: what differs from run to run.
//
//   { "galley": "run 1",
//     "seconds": wall clock, "threads",
//     "memory_limit_bytes": of --memory, "memory_budget_bytes": what is left of it for what grows
//     with the input, "peak_memory_bytes": resident, "spilled_bytes": to disk,
//     "bytes_in": as the inputs lie on disk, "decoded_bytes": of their text, "bytes_out": of the
//     corpus files,
//     "stages": {NAME: {"seconds", "cpu_seconds", "bytes"}},
//     "work_cpu_seconds": {NAME: seconds} }
//
// "stages" are plan, survey, map, match, resolve, emit. "work_cpu_seconds" stands with
// --profile-stages only.
#ifndef GALLEY_PIPELINE_RUN_FACTS_H_
#define GALLEY_PIPELINE_RUN_FACTS_H_

#include <cstdint>
#include <string>

#include "galley/run.h"

namespace galley {

/// run.json: what differs from run to run: times by stage, threads, memory, disk.
[[nodiscard]] std::string run_facts(const RunSummary& summary, const RunOptions& options,
                                    int threads, std::uint64_t budget_bytes);

}  // namespace galley

#endif  // GALLEY_PIPELINE_RUN_FACTS_H_
