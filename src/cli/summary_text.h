// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_CLI_SUMMARY_TEXT_H_
#define GALLEY_CLI_SUMMARY_TEXT_H_

#include <string>

#include "galley/run.h"

namespace galley {

/// What a run tells at its end: what came in and stayed, where the time went, one repair and one
/// removal to look at, and what to do next. Lines of at most 100 columns.
[[nodiscard]] std::string summary_text(const RunSummary& summary, const RunOptions& options);

}  // namespace galley

#endif  // GALLEY_CLI_SUMMARY_TEXT_H_
