// SPDX-License-Identifier: Apache-2.0
// What --profile-stages and bench tell of a run's time.
#ifndef GALLEY_CLI_WORK_TEXT_H_
#define GALLEY_CLI_WORK_TEXT_H_

#include <string>

#include "galley/bench.h"
#include "galley/summary.h"

namespace galley {

/// A table of the kinds of work: processor time, megabytes (10^6 bytes of decoded text) a second of
/// one core, nanoseconds a byte, share of all. Several lines, each ended. REQUIRES: timed work.
[[nodiscard]] std::string work_text(const RunSummary& summary);

/// All that bench() found out, with the forecast. Several lines, each ended.
[[nodiscard]] std::string bench_text(const BenchOutcome& outcome);

}  // namespace galley

#endif  // GALLEY_CLI_WORK_TEXT_H_
