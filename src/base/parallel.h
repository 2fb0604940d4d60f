// SPDX-License-Identifier: Apache-2.0
// The two ways in which galley uses threads. Both give the same result for any number of threads,
// and report the failure of the lowest item, whichever failed first in time.
#ifndef GALLEY_BASE_PARALLEL_H_
#define GALLEY_BASE_PARALLEL_H_

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "base/pause.h"
#include "galley/result.h"
#include "galley/stop_token.h"

namespace galley {

/// Starts `body` on a thread of its own. False where the system allows no more: callers go on with
/// those they have.
[[nodiscard]] bool start_thread(std::thread& thread, std::function<void()> body);

/// Calls work(index, thread) for every index below `count`, each once, on `threads` threads that
/// take the next index when they are free. `thread` counts from 0 and may index scratch memory.
/// Stops early at a failure or a requested stop. `threads` = 1 runs in the caller.
[[nodiscard]] Status for_each_index(
    int threads, std::size_t count, const StopToken& stop,
    const std::function<Status(std::size_t index, int thread)>& work);

/// A line of work: one item at a time is made in order, any number are worked on at once, and what
/// comes out is taken in the order of the items.
///
///   make()          -> Result<std::optional<Item>>, nothing at the end; calls never overlap
///   work(Item, int) -> Result<Output>; calls overlap, the int is the thread
///   take(Output)    -> Status; calls never overlap, and come in the order of make()
///
/// A thread makes an item and works on it itself, so nothing waits in queues: at most `threads`
/// items are in work, and at most `threads` * 4 outputs wait for an earlier one.
template <class Item, class Output>
class OrderedPipeline {
 public:
  using Make = std::function<Result<std::optional<Item>>()>;
  using Work = std::function<Result<Output>(Item, int thread)>;
  using Take = std::function<Status(Output)>;

  OrderedPipeline(Make make, Work work, Take take)
      : make_(std::move(make)), work_(std::move(work)), take_(std::move(take)) {}

  [[nodiscard]] Status run(int threads, const StopToken& stop) {
    most_waiting_ = static_cast<std::size_t>(threads) * 4;
    std::vector<std::thread> others;
    for (int thread = 1; thread < threads; ++thread) {
      std::thread other;
      if (!start_thread(other, [this, thread, &stop] { loop(thread, stop); })) break;
      others.push_back(std::move(other));
    }
    loop(0, stop);
    for (std::thread& other : others) other.join();
    if (failure_) return std::unexpected(std::move(failure_->second));
    return {};
  }

 private:
  void loop(int thread, const StopToken& stop) {
    for (;;) {
      std::optional<std::pair<std::uint64_t, Item>> item = make_next(stop);
      if (!item) return;
      pause_here();
      Result<Output> output = work_(std::move(item->second), thread);
      if (!output) {
        fail_at(item->first, std::move(output).error());
        continue;
      }
      pause_here();
      deliver(item->first, *std::move(output));
    }
  }

  std::optional<std::pair<std::uint64_t, Item>> make_next(const StopToken& stop) {
    const std::lock_guard making(making_);
    {
      // A thread must not run far ahead of the slowest: outputs would pile up.
      std::unique_lock lock(mutex_);
      room_.wait(lock, [&] { return ended_ || made_ - taken_ < most_waiting_; });
      if (ended_) return std::nullopt;
    }
    pause_here();
    Result<std::optional<Item>> item = std::optional<Item>();
    if (Status go_on = stop.check(); go_on) {
      item = make_();
    } else {
      item = std::unexpected(std::move(go_on).error());
    }
    if (!item) {
      fail_at(made_, std::move(item).error());
      return std::nullopt;
    }
    const std::lock_guard lock(mutex_);
    if (!*item) {
      ended_ = true;
      room_.notify_all();
      return std::nullopt;
    }
    return std::pair(made_++, **std::move(item));
  }

  void deliver(std::uint64_t index, Output output) {
    std::unique_lock lock(mutex_);
    waiting_.emplace(index, std::move(output));
    if (taking_) return;  // the thread that takes will see it
    taking_ = true;
    while (!waiting_.empty() && waiting_.begin()->first == taken_ &&
           (!failure_ || taken_ < failure_->first)) {
      Output next = std::move(waiting_.begin()->second);
      waiting_.erase(waiting_.begin());
      lock.unlock();
      pause_here();
      Status status = take_(std::move(next));
      lock.lock();
      const std::uint64_t index_taken = taken_++;
      if (!status) note_failure(index_taken, std::move(status).error());
      room_.notify_all();
    }
    taking_ = false;
  }

  void fail_at(std::uint64_t index, Error error) {
    const std::lock_guard lock(mutex_);
    note_failure(index, std::move(error));
  }

  void note_failure(std::uint64_t index, Error error) {
    if (!failure_ || index < failure_->first) failure_.emplace(index, std::move(error));
    ended_ = true;
    room_.notify_all();
  }

  Make make_;
  Work work_;
  Take take_;
  std::size_t most_waiting_ = 0;
  std::mutex making_;
  std::mutex mutex_;
  std::condition_variable room_;
  std::map<std::uint64_t, Output> waiting_;
  std::uint64_t made_ = 0;
  std::uint64_t taken_ = 0;
  bool taking_ = false;
  bool ended_ = false;
  std::optional<std::pair<std::uint64_t, Error>> failure_;
};

}  // namespace galley

#endif  // GALLEY_BASE_PARALLEL_H_
