// SPDX-License-Identifier: Apache-2.0
// Processor time by kind of work, across the threads of a run.
#ifndef GALLEY_BASE_WORK_METER_H_
#define GALLEY_BASE_WORK_METER_H_

#include <time.h>

#include <array>
#include <atomic>
#include <cstdint>

#include "galley/summary.h"

namespace galley {

/// Sums up the time of work. Threads: at once.
class WorkMeter {
 public:
  void add(Work work, std::uint64_t nanoseconds) {
    nanoseconds_[static_cast<std::size_t>(work)] += nanoseconds;
  }
  [[nodiscard]] double seconds(Work work) const {
    return static_cast<double>(nanoseconds_[static_cast<std::size_t>(work)]) * 1e-9;
  }

 private:
  std::array<std::atomic<std::uint64_t>, kWorks> nanoseconds_{};
};

/// Adds the calling thread's processor time, from construction to destruction, to a meter; does
/// nothing for a null one. Cost: two calls of the system, 0.2 us each, so for a document rather
/// than for a line.
class WorkTimer {
 public:
  WorkTimer(WorkMeter* meter, Work work)
      : meter_(meter), work_(work), start_(meter == nullptr ? 0 : now()) {}
  WorkTimer(const WorkTimer&) = delete;
  WorkTimer& operator=(const WorkTimer&) = delete;
  ~WorkTimer() {
    if (meter_ != nullptr) meter_->add(work_, now() - start_);
  }

 private:
  static std::uint64_t now() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000u +
           static_cast<std::uint64_t>(time.tv_nsec);
  }

  WorkMeter* const meter_;
  const Work work_;
  const std::uint64_t start_;
};

}  // namespace galley

#endif  // GALLEY_BASE_WORK_METER_H_
