// SPDX-License-Identifier: Apache-2.0
#include "base/memory_budget.h"

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <string>

#include "base/file.h"

namespace galley {

namespace {

// To look costs little, to give back needs a walk over all that is free.
constexpr std::uint64_t kLooks = 16;  // while as much is released as the limit
constexpr std::uint64_t kLeastBetweenLooks = std::uint64_t{64} << 20;

std::uint64_t page_bytes() {
  return static_cast<std::uint64_t>(sysconf(_SC_PAGE_SIZE));
}

}  // namespace

bool MemoryBudget::try_reserve(std::uint64_t bytes) {
  std::uint64_t used = used_bytes_.load();
  do {
    if (bytes > limit_bytes_ || used > limit_bytes_ - bytes) return false;
  } while (!used_bytes_.compare_exchange_weak(used, used + bytes));
  return true;
}

void MemoryBudget::reserve(std::uint64_t bytes) {
  used_bytes_ += bytes;
}

void MemoryBudget::release(std::uint64_t bytes) {
  used_bytes_ -= bytes;
  const std::uint64_t step = std::max(limit_bytes_ / kLooks, kLeastBetweenLooks);
  const std::uint64_t before = released_bytes_.fetch_add(bytes);
  if (before / step != (before + bytes) / step && resident_bytes() > limit_bytes_) malloc_trim(0);
}

std::uint64_t MemoryBudget::free_bytes() const {
  const std::uint64_t used = used_bytes_.load();
  return used < limit_bytes_ ? limit_bytes_ - used : 0;
}

bool Reservation::try_grow_to(std::uint64_t bytes) {
  if (bytes <= bytes_) return true;
  if (budget_ != nullptr && !budget_->try_reserve(bytes - bytes_)) return false;
  bytes_ = bytes;
  return true;
}

void Reservation::grow_to(std::uint64_t bytes) {
  if (bytes <= bytes_) return;
  if (budget_ != nullptr) budget_->reserve(bytes - bytes_);
  bytes_ = bytes;
}

void Reservation::shrink_to(std::uint64_t bytes) {
  if (bytes >= bytes_) return;
  if (budget_ != nullptr) budget_->release(bytes_ - bytes);
  bytes_ = bytes;
}

std::uint64_t machine_memory_bytes() {
  std::uint64_t bytes = static_cast<std::uint64_t>(sysconf(_SC_PHYS_PAGES)) * page_bytes();
  // Version 2 and version 1 of control groups; "max" and absent files leave the machine's figure.
  for (const char* path :
       {"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"}) {
    const Result<std::string> text = read_file(path, 4096);
    std::uint64_t limit = 0;
    if (text &&
        std::from_chars(text->data(), text->data() + text->size(), limit).ec == std::errc()) {
      bytes = std::min(bytes, limit);
    }
  }
  return bytes;
}

std::uint64_t resident_bytes() {
  const Result<std::string> text = read_file("/proc/self/statm", 4096);
  if (!text) return 0;
  const std::size_t second = text->find(' ') + 1;
  std::uint64_t pages = 0;
  std::from_chars(text->data() + second, text->data() + text->size(), pages);
  return pages * page_bytes();
}

std::uint64_t peak_resident_bytes() {
  struct rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

}  // namespace galley
