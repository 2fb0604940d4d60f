// SPDX-License-Identifier: Apache-2.0
#include "pipeline/issue_log.h"

#include <optional>
#include <utility>

#include "read/inputs.h"

namespace galley {

void IssueLog::take(std::span<const Issue> issues) {
  for (const Issue& issue : issues) {
    if (monitor_.on_issue) monitor_.on_issue(issue);
    may_pass_ |= issue.error.code == ErrorCode::kIo || issue.error.code == ErrorCode::kResource;
    if (issue.severity == Issue::Severity::kUnreadable) {
      unreadable_.push_back({issue.path, issue.line.value_or(0), issue.error.what});
    }
  }
}

void IssueLog::restore(std::vector<Unreadable> unreadable) {
  if (monitor_.on_issue) {
    for (const Unreadable& each : unreadable) {
      const auto line = each.line > 0 ? std::optional(each.line) : std::nullopt;
      monitor_.on_issue(galley::unreadable(
          each.path, line,
          {ErrorCode::kCorrupt, "", each.reason,
           "it was left out when the run began: mend it and begin anew with --overwrite"}));
    }
  }
  unreadable_ = std::move(unreadable);
}

}  // namespace galley
