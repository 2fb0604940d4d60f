// SPDX-License-Identifier: Apache-2.0
// GALLEY_CHECK: a broken invariant of our own stops the program, in every build. Never for input.
#ifndef GALLEY_BASE_CHECK_H_
#define GALLEY_BASE_CHECK_H_

namespace galley {

/// Prints FILE:LINE and the condition to stderr and aborts.
[[noreturn]] void check_failed(const char* file, int line, const char* condition);

}  // namespace galley

#define GALLEY_CHECK(condition) \
  (static_cast<bool>(condition) ? void(0) : ::galley::check_failed(__FILE__, __LINE__, #condition))

#endif  // GALLEY_BASE_CHECK_H_
