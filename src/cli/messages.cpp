// SPDX-License-Identifier: Apache-2.0
#include "cli/messages.h"

#include <fmt/format.h>

#include <csignal>
#include <cstdio>

#include "cli/figures.h"

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
  const bool is_warning = issue.severity == Issue::Severity::kWarning;
  // A fault is what is said before its first figure: "... (byte 14 of the line)".
  std::pair fault(issue.severity,
                  issue.error.what.substr(0, issue.error.what.find_first_of("0123456789")));
  if (faults_.size() >= kMostFaults && !faults_.contains(fault)) fault.second.clear();
  if (++faults_[std::move(fault)] <= kMostPrinted) {
    print_(is_warning ? warning_line(issue.error) : error_line(issue.error));
    return;
  }
  Rest& rest = is_warning ? warnings_ : issue.line ? records_ : inputs_;
  ++rest.issues;
  // Issues come in the order of the input, so those of a file come together.
  if (rest.files == 0 || rest.last_path != issue.path) {
    ++rest.files;
    rest.last_path = issue.path;
  }
}

void IssuePrinter::sum_up(std::string_view manifest) {
  const std::string remedy = manifest.empty()
                                 ? std::string("galley clean writes down all, in manifest.json")
                                 : fmt::format("all are in {}", manifest);
  sum_up(records_, "more broken record", remedy);
  sum_up(inputs_, "more unreadable input", remedy);
  if (warnings_.issues == 0) return;
  print_(fmt::format("galley: warning: and {} of the kinds above; nothing was lost by them",
                     counted(warnings_.issues, "more warning")));
}

void IssuePrinter::sum_up(const Rest& rest, std::string_view what, std::string_view remedy) {
  if (rest.issues == 0) return;
  const std::string files =
      &rest == &inputs_ ? std::string() : fmt::format(" in {}", counted(rest.files, "file"));
  print_(fmt::format("galley: error: and {}{}; {}", counted(rest.issues, what), files, remedy));
}

}  // namespace galley
