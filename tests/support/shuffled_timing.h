// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_TESTS_SUPPORT_SHUFFLED_TIMING_H_
#define GALLEY_TESTS_SUPPORT_SHUFFLED_TIMING_H_

#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>

#include "base/hash.h"
#include "base/pause.h"

namespace galley {

/// While it lives, threads are held up at random: most pauses are none, some let others go first,
/// few are so long that all else is done meanwhile.
class ShuffledTiming {
 public:
  explicit ShuffledTiming(std::uint64_t seed) : scoped_(&pause) { state() = seed; }
  /// How often a thread was held up.
  [[nodiscard]] static std::uint64_t pauses() { return count(); }

 private:
  static std::atomic<std::uint64_t>& state() {
    static std::atomic<std::uint64_t> state;
    return state;
  }
  static std::atomic<std::uint64_t>& count() {
    static std::atomic<std::uint64_t> count;
    return count;
  }
  static void pause() {
    const std::uint64_t random = mix64(state().fetch_add(0x9E3779B97F4A7C15u)) % 64;
    if (random > 24) return;
    ++count();
    if (random > 4) {
      std::this_thread::yield();
    } else {
      std::this_thread::sleep_for(std::chrono::microseconds(random == 0 ? 3000 : 100 * random));
    }
  }
  ScopedPause scoped_;
};

}  // namespace galley

#endif  // GALLEY_TESTS_SUPPORT_SHUFFLED_TIMING_H_
