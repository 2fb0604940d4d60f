// SPDX-License-Identifier: Apache-2.0
#include "cli/messages.h"

#include <fmt/format.h>

#include <cstdio>

namespace galley {

std::string error_line(const Error& error) {
  return "galley: error: " + to_string(error);
}
std::string warning_line(const Error& error) {
  return "galley: warning: " + to_string(error);
}

int report_failure(const Error& error, int signal_number) {
  if (error.code == ErrorCode::kClosedPipe) return 128 + 13;  // as if SIGPIPE had ended it
  std::fputs((error_line(error) + '\n').c_str(), stderr);
  switch (error.code) {
    case ErrorCode::kUsage:
      return kExitUsage;
    case ErrorCode::kInterrupted:
      return 128 + (signal_number == 0 ? 2 : signal_number);
    default:
      return kExitFailed;
  }
}

void IssuePrinter::print(const Issue& issue) {
  const bool warning = issue.severity == Issue::Severity::kWarning;
  std::uint64_t& count = warning ? warnings_ : errors_;
  if (++count > kMostPrinted) return;
  print_(warning ? warning_line(issue.error) : error_line(issue.error));
}

void IssuePrinter::sum_up(std::string_view where_all_are) {
  const auto more = [](std::uint64_t count) {
    return count > kMostPrinted ? count - kMostPrinted : 0;
  };
  if (more(errors_) > 0) {
    print_(fmt::format("galley: error: and {} more that could not be read; all are in {}",
                       more(errors_), where_all_are));
  }
  if (more(warnings_) > 0)
    print_(fmt::format("galley: warning: and {} more warnings", more(warnings_)));
}

}  // namespace galley
