// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_READ_VERSIONS_H_
#define GALLEY_READ_VERSIONS_H_

#include <vector>

#include "base/versions.h"

namespace galley {

/// Of the libraries that inputs are read with.
[[nodiscard]] std::vector<LibraryVersion> reading_library_versions();

}  // namespace galley

#endif  // GALLEY_READ_VERSIONS_H_
