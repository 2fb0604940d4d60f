// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_CLI_PROGRESS_DISPLAY_H_
#define GALLEY_CLI_PROGRESS_DISPLAY_H_

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include "galley/progress.h"

namespace galley {

/// Shows on stderr how far a run is: a bar that is redrawn on a terminal, else a line each 10 s.
/// Stops, and clears the bar, on destruction.
class ProgressDisplay {
 public:
  enum class Style : std::uint8_t { kQuiet, kLines, kBar };

  /// `progress` outlives the display.
  ProgressDisplay(const RunProgress& progress, Style style);
  ~ProgressDisplay();
  ProgressDisplay(const ProgressDisplay&) = delete;
  ProgressDisplay& operator=(const ProgressDisplay&) = delete;

  /// Prints a line of its own above the bar.
  void print_line(const std::string& line);

 private:
  void loop();
  void draw();

  const RunProgress& progress_;
  const Style style_;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  Stage stage_ = Stage::kPlan;
  std::chrono::steady_clock::time_point stage_start_ = start_;
  bool bar_drawn_ = false;
  bool ended_ = false;
  std::mutex mutex_;
  std::condition_variable end_;
  std::thread thread_;
};

/// "survey   41 % [########            ] 1.2 GiB/2.9 GiB  187 MB/s  ETA 0:09  ..." without the end
/// of line. `seconds` have passed since the stage began.
[[nodiscard]] std::string progress_line(const RunProgress& progress, double seconds);

}  // namespace galley

#endif  // GALLEY_CLI_PROGRESS_DISPLAY_H_
