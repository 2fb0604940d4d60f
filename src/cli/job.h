// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_CLI_JOB_H_
#define GALLEY_CLI_JOB_H_

#include <string>
#include <string_view>

#include "base/file.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "cli/progress_display.h"
#include "galley/run.h"

namespace galley {

/// Standard output, through the seam, so that a closed pipe is seen as what it is.
[[nodiscard]] File& standard_output();
[[nodiscard]] Status write_out(std::string_view bytes);

/// Tells on standard output what was asked for; the exit status says whether it arrived.
[[nodiscard]] int answer(std::string_view text);

/// A job on its way: what it shows and hears while it works. Catches signals.
class Job {
 public:
  Job(std::string_view command, const CommandLine& line);

  [[nodiscard]] const RunMonitor& monitor() const { return monitor_; }
  void say(const std::string& text) { display_.print_line(text); }
  void say_summary(const RunSummary& summary, const RunOptions& options);
  void sum_up(std::string_view where_all_are) { printer_.sum_up(where_all_are); }
  /// Says what has failed, and returns the exit status for it.
  [[nodiscard]] int failed(Error error);

 private:
  const std::string_view command_;
  RunProgress progress_;
  StopToken stop_;
  ProgressDisplay display_;
  IssuePrinter printer_;
  RunMonitor monitor_;
};

}  // namespace galley

#endif  // GALLEY_CLI_JOB_H_
