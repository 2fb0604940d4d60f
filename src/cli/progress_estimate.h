// SPDX-License-Identifier: Apache-2.0
// From what a run counts to what a person is told: the share that is done, the rate, the time left.
#ifndef GALLEY_CLI_PROGRESS_ESTIMATE_H_
#define GALLEY_CLI_PROGRESS_ESTIMATE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "galley/progress.h"

namespace galley {

/// A run at one moment. Shares and times are for the eye: nothing is decided by them.
struct ProgressView {
  std::string stage;  ///< its name; the command's, where a command has no stages
  unsigned stage_number = 1;
  unsigned stages = 1;
  std::uint64_t bytes_done = 0;   ///< of this stage
  std::uint64_t bytes_total = 0;  ///< 0: not known
  double seconds = 0;             ///< since the run began
  double stage_seconds = 0;
  std::optional<double> share;         ///< of the whole run, 0 to 1; never falls
  std::optional<double> seconds_left;  ///< of the whole run
  std::uint64_t paragraphs = 0;
  std::uint64_t duplicates = 0;
};

/// Looks at one run again and again. Not thread-safe.
class ProgressEstimate {
 public:
  /// `command` outlives the estimate.
  explicit ProgressEstimate(std::string_view command) : command_(command) {}

  /// `seconds` have passed since the run began. REQUIRES: not less than at the look before.
  [[nodiscard]] ProgressView look(const RunProgress& progress, double seconds);

 private:
  void reckon(const RunProgress& progress, double stage_share, ProgressView& view);

  std::string_view command_;
  std::optional<Stage> stage_;
  double stage_start_ = 0;
  double most_share_ = 0;
};

}  // namespace galley

#endif  // GALLEY_CLI_PROGRESS_ESTIMATE_H_
