// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_BASE_OUT_OF_MEMORY_H_
#define GALLEY_BASE_OUT_OF_MEMORY_H_

#include <new>

namespace galley {

/// What operator new does where there is no more: for memory that is asked of the system otherwise.
/// Throws std::bad_alloc unless the program's handler ends it.
[[noreturn]] inline void tell_out_of_memory() {
  if (const std::new_handler handler = std::get_new_handler(); handler != nullptr) handler();
  throw std::bad_alloc();
}

}  // namespace galley

#endif  // GALLEY_BASE_OUT_OF_MEMORY_H_
