// SPDX-License-Identifier: Apache-2.0
// Passing failures on: the two macros of the house.
#ifndef GALLEY_BASE_TRY_H_
#define GALLEY_BASE_TRY_H_

#include <utility>

#include "galley/result.h"

#define GALLEY_TRY_NAME_2(line) galley_try_result_##line
#define GALLEY_TRY_NAME(line) GALLEY_TRY_NAME_2(line)

/// Returns from the function with the failure of `expression` (a Status or Result), if it has one.
#define GALLEY_TRY(expression)                                                            \
  do {                                                                                    \
    auto&& galley_try_status = (expression);                                              \
    if (!galley_try_status) return std::unexpected(std::move(galley_try_status).error()); \
  } while (false)

/// `GALLEY_ASSIGN(File file, File::open(path));` declares and sets, or returns with the failure.
#define GALLEY_ASSIGN(declaration, expression)                            \
  auto&& GALLEY_TRY_NAME(__LINE__) = (expression);                        \
  if (!GALLEY_TRY_NAME(__LINE__))                                         \
    return std::unexpected(std::move(GALLEY_TRY_NAME(__LINE__)).error()); \
  declaration = *std::move(GALLEY_TRY_NAME(__LINE__))

#endif  // GALLEY_BASE_TRY_H_
