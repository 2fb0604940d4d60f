// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_STAGE_CLOCK_H_
#define GALLEY_PIPELINE_STAGE_CLOCK_H_

#include <sys/resource.h>

#include <chrono>
#include <cstdint>

#include "galley/progress.h"
#include "galley/summary.h"

namespace galley {

/// Times one stage from its construction to its end, and tells the progress that it has begun.
class StageClock {
 public:
  /// `progress` may be null. `summary` outlives the clock.
  StageClock(Stage stage, std::uint64_t bytes, RunSummary& summary, RunProgress* progress)
      : stage_(stage), bytes_(bytes), summary_(summary) {
    if (progress != nullptr) progress->begin(stage, bytes);
  }
  StageClock(const StageClock&) = delete;
  StageClock& operator=(const StageClock&) = delete;
  ~StageClock() {
    StageTime& time = summary_.stages[static_cast<std::size_t>(stage_)];
    time.seconds +=
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    time.cpu_seconds += cpu_seconds() - cpu_start_;
    time.bytes += bytes_;
  }

  void set_bytes(std::uint64_t bytes) { bytes_ = bytes; }

 private:
  static double cpu_seconds() {
    struct rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
      return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
  }

  const Stage stage_;
  std::uint64_t bytes_;
  RunSummary& summary_;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  const double cpu_start_ = cpu_seconds();
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_STAGE_CLOCK_H_
