// SPDX-License-Identifier: Apache-2.0
#include "cli/version_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <boost/version.hpp>
#include <vector>

#include "galley/run.h"
#include "pipeline/versions.h"

namespace galley {

std::string version_text() {
  std::vector<std::string> libraries = {fmt::format(
      "Boost {}.{}.{}", BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000, BOOST_VERSION % 100)};
  for (const LibraryVersion& library : library_versions()) {
    libraries.push_back(fmt::format("{} {}", library.name, library.version));
  }
  return fmt::format("galley {}\nvectors: {}\nlibraries: {}\n", version(),
                     to_string(vector_level()), fmt::join(libraries, ", "));
}

}  // namespace galley
