// SPDX-License-Identifier: Apache-2.0
// The program with an allocator that has no more memory from the n-th request on:
// GALLEY_TEST_LAST_ALLOCATION=n. What it writes to GALLEY_TEST_ALLOCATIONS, where that is set, is
// how many requests there were.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <new>

#include "cli/program.h"

namespace {

std::atomic<unsigned long> requests{0};
unsigned long last = ~0ul;  // set before threads start

void* allocate(std::size_t bytes) {
  for (;;) {
    void* const found = ++requests > last ? nullptr : std::malloc(bytes > 0 ? bytes : 1);
    if (found != nullptr) return found;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) std::abort();
    handler();
  }
}

}  // namespace

void* operator new(std::size_t bytes) {
  return allocate(bytes);
}
void* operator new[](std::size_t bytes) {
  return allocate(bytes);
}
void operator delete(void* found) noexcept {
  std::free(found);
}
void operator delete[](void* found) noexcept {
  std::free(found);
}
void operator delete(void* found, std::size_t) noexcept {
  std::free(found);
}
void operator delete[](void* found, std::size_t) noexcept {
  std::free(found);
}

int main(int argc, char** argv) {
  if (const char* const wanted = std::getenv("GALLEY_TEST_LAST_ALLOCATION")) {
    last = requests + std::strtoul(wanted, nullptr, 10);
  }
  const unsigned long before = requests;
  const int status = galley::run_program(argc, argv);
  if (const char* const path = std::getenv("GALLEY_TEST_ALLOCATIONS")) {
    if (std::FILE* const file = std::fopen(path, "w")) {
      std::fprintf(file, "%lu", requests - before);
      std::fclose(file);
    }
  }
  return status;
}
