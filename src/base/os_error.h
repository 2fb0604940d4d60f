// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_BASE_OS_ERROR_H_
#define GALLEY_BASE_OS_ERROR_H_

#include <expected>
#include <string>
#include <string_view>

#include "galley/result.h"

namespace galley {

/// The failure that errno describes, with the remedy that fits it.
[[nodiscard]] Error os_error(const std::string& path, std::string_view attempted, int error_number);

/// The same of errno as it stands: for the return right behind a call that failed.
[[nodiscard]] std::unexpected<Error> os_failure(const std::string& path,
                                                std::string_view attempted);

}  // namespace galley

#endif  // GALLEY_BASE_OS_ERROR_H_
