// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_VERSIONS_H_
#define GALLEY_PIPELINE_VERSIONS_H_

#include <vector>

#include "base/versions.h"

namespace galley {

/// Of all libraries that galley stands on but for the command line's, by name.
[[nodiscard]] std::vector<LibraryVersion> library_versions();

}  // namespace galley

#endif  // GALLEY_PIPELINE_VERSIONS_H_
