// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_CLI_PROGRESS_DISPLAY_H_
#define GALLEY_CLI_PROGRESS_DISPLAY_H_

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "cli/progress_estimate.h"
#include "galley/progress.h"
#include "galley/summary.h"

namespace galley {

/// Shows on stderr how far a run is, and prints what else is said there. Threads: all calls may be
/// made at once.
///
///   kQuiet   nothing but what is printed
///   kLines   a line each ten seconds
///   kBar     a bar, rewritten in place ten times a second at most, erased at the end
///   kJson    JSON Lines, as cli/progress_text.h tells
class ProgressDisplay {
 public:
  enum class Style : std::uint8_t { kQuiet, kLines, kBar, kJson };

  /// `progress` and `command` outlive the display.
  ProgressDisplay(const RunProgress& progress, std::string_view command, Style style);
  /// Ends it: erases the bar, or tells the last state as JSON.
  ~ProgressDisplay();
  ProgressDisplay(const ProgressDisplay&) = delete;
  ProgressDisplay& operator=(const ProgressDisplay&) = delete;

  /// Prints a message on a line of its own, above the bar; as an object with kJson.
  void print_line(const std::string& line);
  /// Prints what a run came to: `text` for people, or the summary's figures with kJson.
  void print_summary(const RunSummary& summary, const std::string& text);

 private:
  using Clock = std::chrono::steady_clock;
  void loop();
  void show();
  void put_line(const std::string& line);

  const RunProgress& progress_;
  const Style style_;
  const Clock::time_point start_ = Clock::now();
  ProgressEstimate estimate_;
  Stage stage_ = Stage::kPlan;
  Clock::time_point shown_ = start_;
  bool bar_drawn_ = false;
  bool ended_ = false;
  std::mutex mutex_;
  std::condition_variable end_;
  std::thread thread_;
};

}  // namespace galley

#endif  // GALLEY_CLI_PROGRESS_DISPLAY_H_
