// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_BASE_ZEROED_ARRAY_H_
#define GALLEY_BASE_ZEROED_ARRAY_H_

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <type_traits>

#include "base/out_of_memory.h"

namespace galley {

/// Numbers that begin as zero, for tables of millions of which few are ever asked: the system's
/// pages are taken where one is first read or written. Throws std::bad_alloc where there is no
/// room.
template <class T>
class ZeroedArray {
 public:
  static_assert(std::is_arithmetic_v<T>);

  explicit ZeroedArray(std::size_t size) : numbers_(static_cast<T*>(std::calloc(size, sizeof(T)))) {
    if (numbers_ == nullptr) tell_out_of_memory();
  }
  /// REQUIRES: index < size.
  [[nodiscard]] T& operator[](std::size_t index) const { return numbers_[index]; }

 private:
  struct Free {
    void operator()(T* numbers) const { std::free(numbers); }
  };
  std::unique_ptr<T[], Free> numbers_;
};

}  // namespace galley

#endif  // GALLEY_BASE_ZEROED_ARRAY_H_
