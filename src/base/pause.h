// SPDX-License-Identifier: Apache-2.0
// Where threads may be held up, so that a test can shuffle what happens when.
#ifndef GALLEY_BASE_PAUSE_H_
#define GALLEY_BASE_PAUSE_H_

#include <atomic>

namespace galley {

/// What pause_here() calls; null but in tests. Threads: it is called on many at once.
using Pause = void (*)();
inline std::atomic<Pause> current_pause = nullptr;

/// Stands before each piece of work that threads share, and before each time one hands on what it
/// did. Cost: a load that no write disturbs.
inline void pause_here() {
  if (const Pause pause = current_pause.load(std::memory_order_relaxed)) pause();
}

/// Puts a pause in place while it lives. For tests.
class ScopedPause {
 public:
  explicit ScopedPause(Pause pause) : before_(current_pause.exchange(pause)) {}
  ~ScopedPause() { current_pause = before_; }
  ScopedPause(const ScopedPause&) = delete;
  ScopedPause& operator=(const ScopedPause&) = delete;

 private:
  Pause before_;
};

}  // namespace galley

#endif  // GALLEY_BASE_PAUSE_H_
