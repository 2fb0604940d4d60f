// SPDX-License-Identifier: Apache-2.0
// The memory that a run may use. Whatever grows with the input reserves here first and goes to disk
// where it is refused; what is fixed (code, stacks, scratch of each thread) is reserved at the
// start.
#ifndef GALLEY_BASE_MEMORY_BUDGET_H_
#define GALLEY_BASE_MEMORY_BUDGET_H_

#include <atomic>
#include <cstdint>
#include <utility>

namespace galley {

/// Counts bytes against a limit. Threads: all calls may be made at once.
class MemoryBudget {
 public:
  explicit MemoryBudget(std::uint64_t limit_bytes) : limit_bytes_(limit_bytes) {}
  MemoryBudget(const MemoryBudget&) = delete;
  MemoryBudget& operator=(const MemoryBudget&) = delete;

  /// Takes `bytes` if they fit under the limit.
  [[nodiscard]] bool try_reserve(std::uint64_t bytes);
  /// Takes `bytes` whether they fit or not: for what cannot be done without.
  void reserve(std::uint64_t bytes);
  /// Gives back. Now and then, where the process still holds more than the limit, the allocator
  /// gives the system what lies free between what is used.
  void release(std::uint64_t bytes);

  [[nodiscard]] std::uint64_t limit_bytes() const { return limit_bytes_; }
  [[nodiscard]] std::uint64_t used_bytes() const { return used_bytes_.load(); }
  /// What may still be reserved; 0 when the limit is passed.
  [[nodiscard]] std::uint64_t free_bytes() const;

 private:
  const std::uint64_t limit_bytes_;
  std::atomic<std::uint64_t> used_bytes_{0};
  std::atomic<std::uint64_t> released_bytes_{0};
};

/// Bytes taken from a budget, given back on destruction. REQUIRES: the budget outlives it.
class Reservation {
 public:
  Reservation() = default;
  explicit Reservation(MemoryBudget& budget) : budget_(&budget) {}
  ~Reservation() { shrink_to(0); }
  Reservation(Reservation&& other) noexcept
      : budget_(std::exchange(other.budget_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
  Reservation& operator=(Reservation&& other) noexcept {
    if (this != &other) {
      shrink_to(0);
      budget_ = std::exchange(other.budget_, nullptr);
      bytes_ = std::exchange(other.bytes_, 0);
    }
    return *this;
  }

  /// Raises the reservation to `bytes` if the budget allows; true if it now holds that many.
  [[nodiscard]] bool try_grow_to(std::uint64_t bytes);
  /// Raises the reservation to `bytes` whatever the budget says.
  void grow_to(std::uint64_t bytes);
  void shrink_to(std::uint64_t bytes);
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  MemoryBudget* budget_ = nullptr;
  std::uint64_t bytes_ = 0;
};

/// The memory that this process may use: its control group's limit, else the machine's memory.
[[nodiscard]] std::uint64_t machine_memory_bytes();
/// The resident set of this process; 0 where the system does not tell.
[[nodiscard]] std::uint64_t resident_bytes();
/// The largest resident set that this process has had.
[[nodiscard]] std::uint64_t peak_resident_bytes();

}  // namespace galley

#endif  // GALLEY_BASE_MEMORY_BUDGET_H_
