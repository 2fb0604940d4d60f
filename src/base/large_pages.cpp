// SPDX-License-Identifier: Apache-2.0
// Mapped memory is asked for with room to spare, so that a large page's border lies within, and the
// rest is given back. Small tables take whole small pages.
#include "galley/large_pages.h"

#include <sys/mman.h>

#include <cstdint>

#include "base/out_of_memory.h"

namespace galley {

namespace {

constexpr std::size_t kLarge = std::size_t{2} << 20;
constexpr std::size_t kSmall = 4096;

std::size_t rounded(std::size_t bytes) {
  const std::size_t page = bytes < kLarge ? kSmall : kLarge;
  return (bytes + page - 1) / page * page;
}

}  // namespace

void* allocate_large(std::size_t bytes) {
  if (bytes > SIZE_MAX / 2) tell_out_of_memory();
  const std::size_t size = rounded(bytes < 1 ? 1 : bytes);
  const std::size_t spare = size < kLarge ? 0 : kLarge;
  void* const mapped =
      mmap(nullptr, size + spare, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) tell_out_of_memory();
  if (spare == 0) return mapped;
  char* const begin = static_cast<char*>(mapped);
  const std::size_t before = (kLarge - reinterpret_cast<std::uintptr_t>(mapped) % kLarge) % kLarge;
  if (before > 0) munmap(begin, before);
  if (before < spare) munmap(begin + before + size, spare - before);
#if defined(MADV_HUGEPAGE)
  (void)madvise(begin + before, size, MADV_HUGEPAGE);  // a wish: small pages do as well
#endif
  return begin + before;
}

void free_large(void* memory, std::size_t bytes) noexcept {
  munmap(memory, rounded(bytes < 1 ? 1 : bytes));
}

}  // namespace galley
