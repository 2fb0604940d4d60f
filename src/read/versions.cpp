// SPDX-License-Identifier: Apache-2.0
#include "read/versions.h"

#include <bzlib.h>
#include <lzma.h>
#include <simdjson.h>
#include <zlib.h>

namespace galley {

std::vector<LibraryVersion> reading_library_versions() {
  // "1.0.8, 13-Jul-2019"
  const std::string_view bzip2 = BZ2_bzlibVersion();
  return {{"bzip2", std::string(bzip2.substr(0, bzip2.find(',')))},
          {"liblzma", lzma_version_string()},
          {"simdjson", std::to_string(simdjson::SIMDJSON_VERSION_MAJOR) + "." +
                           std::to_string(simdjson::SIMDJSON_VERSION_MINOR) + "." +
                           std::to_string(simdjson::SIMDJSON_VERSION_REVISION)},
          {"zlib", zlibVersion()}};
}

}  // namespace galley
