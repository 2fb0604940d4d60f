// SPDX-License-Identifier: Apache-2.0
#include "pipeline/versions.h"

#include <fmt/format.h>

#include <algorithm>

#include "read/versions.h"

namespace galley {

std::vector<LibraryVersion> library_versions() {
  std::vector<LibraryVersion> all = base_library_versions();
  for (LibraryVersion& version : reading_library_versions()) all.push_back(std::move(version));
  all.push_back({"fmt", fmt::format("{}.{}.{}", FMT_VERSION / 10000, FMT_VERSION / 100 % 100,
                                    FMT_VERSION % 100)});
  std::ranges::sort(all, {}, &LibraryVersion::name);
  return all;
}

}  // namespace galley
