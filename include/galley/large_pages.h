// SPDX-License-Identifier: Apache-2.0
// Memory for tables of many MiB that are read at random: in large pages where the system has them,
// so that a look-up misses a cache and not the page tables as well.
#ifndef GALLEY_LARGE_PAGES_H_
#define GALLEY_LARGE_PAGES_H_

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace galley {

/// Fresh memory, all zero. Throws std::bad_alloc, as containers expect, where there is none.
[[nodiscard]] void* allocate_large(std::size_t bytes);
/// REQUIRES: the bytes that allocate_large() was asked for.
void free_large(void* memory, std::size_t bytes) noexcept;

/// What std::vector allocates by. Numbers begin as zero without being written. REQUIRES: vectors
/// take their size when they are made; they do not grow.
template <class T>
class LargePages {
 public:
  static_assert(std::is_arithmetic_v<T>);
  using value_type = T;

  LargePages() = default;
  template <class Other>
  LargePages(const LargePages<Other>& /*other*/) {}

  [[nodiscard]] T* allocate(std::size_t count) {
    return static_cast<T*>(allocate_large(count * sizeof(T)));
  }
  void deallocate(T* memory, std::size_t count) noexcept { free_large(memory, count * sizeof(T)); }
  void construct(T* /*place*/) {}  // is zero already
  template <class... Arguments>
  void construct(T* place, Arguments&&... arguments) {
    ::new (static_cast<void*>(place)) T(std::forward<Arguments>(arguments)...);
  }
  friend bool operator==(const LargePages& /*a*/, const LargePages& /*b*/) { return true; }
};

/// A table of fixed size that begins as all zero.
template <class T>
using LargeTable = std::vector<T, LargePages<T>>;

}  // namespace galley

#endif  // GALLEY_LARGE_PAGES_H_
