// SPDX-License-Identifier: Apache-2.0
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
