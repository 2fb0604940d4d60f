// SPDX-License-Identifier: Apache-2.0
// Which libraries run, for --version and for who reports a fault.
#ifndef GALLEY_BASE_VERSIONS_H_
#define GALLEY_BASE_VERSIONS_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/cpu.h"

namespace galley {

struct LibraryVersion {
  std::string_view name;
  std::string version;  ///< "1.5.4": of the library that was loaded, where that can be asked
};

/// Those behind src/base.
[[nodiscard]] std::vector<LibraryVersion> base_library_versions();

/// "scalar", "AVX2 (x86-64-v3)", "AVX-512 (x86-64-v4, VBMI2)".
[[nodiscard]] std::string_view to_string(VectorLevel level);

}  // namespace galley

#endif  // GALLEY_BASE_VERSIONS_H_
