// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.h"

#include <system_error>

namespace galley {

bool start_thread(std::thread& thread, std::function<void()> body) {
  // The library reports it by an exception; that ends here.
  try {
    thread = std::thread(std::move(body));
  } catch (const std::system_error&) {
    return false;
  }
  return true;
}

Status for_each_index(int threads, std::size_t count, const StopToken& stop,
                      const std::function<Status(std::size_t index, int thread)>& work) {
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::optional<std::pair<std::size_t, Error>> failure;
  const auto loop = [&](int thread) {
    for (;;) {
      const std::size_t index = next.fetch_add(1);
      if (index >= count) return;
      pause_here();
      Status status = stop.check();
      if (status) status = work(index, thread);
      if (status) continue;
      const std::lock_guard lock(mutex);
      if (!failure || index < failure->first) failure.emplace(index, std::move(status).error());
      next.store(count);  // indices below the failed one are already in work and are finished
      return;
    }
  };
  std::vector<std::thread> others;
  const auto useful =
      static_cast<int>(std::min<std::size_t>(static_cast<std::size_t>(threads), count));
  for (int thread = 1; thread < useful; ++thread) {
    std::thread other;
    if (!start_thread(other, [&loop, thread] { loop(thread); })) break;
    others.push_back(std::move(other));
  }
  loop(0);
  for (std::thread& other : others) other.join();
  if (failure) return std::unexpected(std::move(failure->second));
  return {};
}

}  // namespace galley
