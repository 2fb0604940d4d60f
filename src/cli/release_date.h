// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_CLI_RELEASE_DATE_H_
#define GALLEY_CLI_RELEASE_DATE_H_

#include <string_view>

namespace galley {

/// The day of the changelog's newest entry, as man pages write it; set by tools/cmake.
inline constexpr std::string_view kReleaseDate = GALLEY_RELEASE_DATE;

}  // namespace galley

#endif  // GALLEY_CLI_RELEASE_DATE_H_
