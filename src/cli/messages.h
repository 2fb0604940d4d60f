// SPDX-License-Identifier: Apache-2.0
// What the program says on stderr: one message a line, each with its place and remedy.
#ifndef GALLEY_CLI_MESSAGES_H_
#define GALLEY_CLI_MESSAGES_H_

#include <cstdint>
#include <functional>
#include <string>

#include "galley/read.h"
#include "galley/result.h"

namespace galley {

/// Exit statuses, as the help and the README list them.
enum ExitStatus : int {
  kExitDone = 0,
  kExitFailed = 1,
  kExitUsage = 2,
  kExitIncomplete = 3,     ///< done, but some inputs could not be read whole
  kExitInterrupted = 130,  ///< 128 + SIGINT; 143 for SIGTERM
};

/// "galley: error: WHERE: WHAT; REMEDY"
[[nodiscard]] std::string error_line(const Error& error);
[[nodiscard]] std::string warning_line(const Error& error);

/// The exit status that a failure means. `signal_number` is that of the signal that asked to stop.
[[nodiscard]] int exit_status(const Error& error, int signal_number);

/// Prints the error and returns its exit status.
[[nodiscard]] int report_failure(const Error& error);

/// Prints issues as they come, at most so many of a kind, and sums up the rest at the end.
class IssuePrinter {
 public:
  using PrintLine = std::function<void(const std::string&)>;
  explicit IssuePrinter(PrintLine print) : print_(std::move(print)) {}

  void print(const Issue& issue);
  /// "... and 12 more warnings, 3 more errors; all are in manifest.json". Prints nothing if none.
  void sum_up(std::string_view where_all_are);

 private:
  static constexpr std::uint64_t kMostPrinted = 20;
  PrintLine print_;
  std::uint64_t warnings_ = 0;
  std::uint64_t errors_ = 0;
};

}  // namespace galley

#endif  // GALLEY_CLI_MESSAGES_H_
