// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_ISSUE_LOG_H_
#define GALLEY_PIPELINE_ISSUE_LOG_H_

#include <span>
#include <vector>

#include "galley/run.h"

namespace galley {

/// Collects what could not be read, and tells the monitor of it as it comes. Not thread-safe.
class IssueLog {
 public:
  /// `monitor` outlives the log.
  explicit IssueLog(const RunMonitor& monitor) : monitor_(monitor) {}

  void take(std::span<const Issue> issues);
  /// Takes what an earlier part of the run has met. It is told again: who sees this part need not
  /// have seen that one.
  void restore(std::vector<Unreadable> unreadable);

  /// Whether something could not be read that may be readable another time.
  [[nodiscard]] bool may_pass() const { return may_pass_; }

  /// Those that are no mere warnings, in the order in which they came.
  [[nodiscard]] const std::vector<Unreadable>& unreadable() const { return unreadable_; }

 private:
  const RunMonitor& monitor_;
  std::vector<Unreadable> unreadable_;
  bool may_pass_ = false;
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_ISSUE_LOG_H_
