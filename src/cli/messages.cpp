// SPDX-License-Identifier: Apache-2.0
#include "cli/messages.h"

#include <fmt/format.h>

#include <csignal>
#include <cstdio>

namespace galley {

std::string error_line(const Error& error) {
  return "galley: error: " + to_string(error);
}
std::string warning_line(const Error& error) {
  return "galley: warning: " + to_string(error);
}

int exit_status(const Error& error, int signal_number) {
  switch (error.code) {
    case ErrorCode::kUsage:
      return kExitUsage;
    case ErrorCode::kInterrupted:
      return 128 + (signal_number == 0 ? SIGINT : signal_number);
    case ErrorCode::kClosedPipe:
      return 128 + SIGPIPE;  // as if it had ended the program
    default:
      return kExitFailed;
  }
}

int report_failure(const Error& error) {
  std::fputs((error_line(error) + '\n').c_str(), stderr);
  return exit_status(error, 0);
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
