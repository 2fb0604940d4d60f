// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_ISSUE_LOG_H_
#define GALLEY_PIPELINE_ISSUE_LOG_H_

#include <span>
#include <utility>
#include <vector>

#include "galley/run.h"

namespace galley {

/// Collects what could not be read, and tells the monitor of it as it comes. Not thread-safe.
class IssueLog {
 public:
  /// `monitor` outlives the log.
  explicit IssueLog(const RunMonitor& monitor) : monitor_(monitor) {}

  void take(std::span<const Issue> issues);
  /// Has from now on what an earlier part of the run has met, and was told of then.
  void restore(std::vector<Unreadable> unreadable) { unreadable_ = std::move(unreadable); }

  /// Those that are no mere warnings, in the order in which they came.
  [[nodiscard]] const std::vector<Unreadable>& unreadable() const { return unreadable_; }

 private:
  const RunMonitor& monitor_;
  std::vector<Unreadable> unreadable_;
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_ISSUE_LOG_H_
