// SPDX-License-Identifier: Apache-2.0
#include "base/versions.h"

#include <unicode/uversion.h>

#include <array>

#include "base/hash.h"
#include "base/zstd_codec.h"

namespace galley {

std::vector<LibraryVersion> base_library_versions() {
  UVersionInfo icu;
  u_getVersion(icu);
  std::array<char, U_MAX_VERSION_STRING_LENGTH> text{};
  u_versionToString(icu, text.data());
  constexpr unsigned xxhash = XXH_VERSION_NUMBER;  // its functions are compiled in
  return {{"ICU", text.data()},
          {"xxHash", std::to_string(xxhash / 10000) + "." + std::to_string(xxhash / 100 % 100) +
                         "." + std::to_string(xxhash % 100)},
          {"zstd", zstd_version()}};
}

std::string_view to_string(VectorLevel level) {
  switch (level) {
    case VectorLevel::kScalar:
      break;
    case VectorLevel::kV3:
      return "AVX2 (x86-64-v3)";
    case VectorLevel::kV4:
      return "AVX-512 (x86-64-v4, VBMI2)";
  }
  return "scalar";
}

}  // namespace galley
