// SPDX-License-Identifier: Apache-2.0
// What the program says on stderr: one message a line, each with its place and remedy.
#ifndef GALLEY_CLI_MESSAGES_H_
#define GALLEY_CLI_MESSAGES_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>

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

/// Prints issues as they come, at most twenty of a kind (one severity and one fault), and sums up
/// the rest at the end. Not thread-safe.
class IssuePrinter {
 public:
  using PrintLine = std::function<void(const std::string&)>;
  explicit IssuePrinter(PrintLine print) : print_(std::move(print)) {}

  void print(const Issue& issue);
  /// "and 12,345 more broken records in 3 files; all are in out/manifest.json". Prints nothing
  /// where nothing was held back. `manifest` is empty for a job that writes none.
  void sum_up(std::string_view manifest);

 private:
  static constexpr std::uint64_t kMostPrinted = 20;
  static constexpr std::size_t kMostFaults = 16;  // further ones are one kind

  // Issues that were not printed.
  struct Rest {
    std::uint64_t issues = 0;
    std::uint64_t files = 0;
    std::string last_path;
  };
  void sum_up(const Rest& rest, std::string_view what, std::string_view remedy);

  PrintLine print_;
  std::map<std::pair<Issue::Severity, std::string>, std::uint64_t> faults_;
  Rest records_, inputs_, warnings_;
};

}  // namespace galley

#endif  // GALLEY_CLI_MESSAGES_H_
