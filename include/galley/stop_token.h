// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_STOP_TOKEN_H_
#define GALLEY_STOP_TOKEN_H_

#include <atomic>

#include "galley/result.h"

namespace galley {

/// Asks a run to stop. Set by a signal handler (lock-free) or another thread; looked at by every
/// loop that may take longer than a blink, so that a run ends within a second with kInterrupted and
/// without a half-written file. Asking cannot be taken back: a token is for one run. Threads: all
/// members may be used at once. Ownership: whoever makes it keeps it until the run has returned.
class StopToken {
 public:
  /// `signal_number` is what the exit status tells; any number but 0.
  void request_stop(int signal_number) { signal_.store(signal_number); }
  [[nodiscard]] bool stop_requested() const { return signal_.load(std::memory_order_relaxed) != 0; }
  [[nodiscard]] int signal_number() const { return signal_.load(); }

  /// Success, or kInterrupted once a stop was requested.
  [[nodiscard]] Status check() const {
    if (!stop_requested()) return {};
    return fail(ErrorCode::kInterrupted, "run", "was interrupted", "run it again");
  }

 private:
  std::atomic<int> signal_{0};
  static_assert(std::atomic<int>::is_always_lock_free);
};

}  // namespace galley

#endif  // GALLEY_STOP_TOKEN_H_
