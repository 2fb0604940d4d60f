// SPDX-License-Identifier: Apache-2.0
#include "pipeline/issue_log.h"

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

}  // namespace galley
