// SPDX-License-Identifier: Apache-2.0
#include "base/cpu.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace galley {

namespace {

VectorLevel detect() {
#if defined(__x86_64__)
  __builtin_cpu_init();
  const bool v3 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                  __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma") &&
                  __builtin_cpu_supports("popcnt");
  const bool v4 = v3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                  __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
                  __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2");
  return v4 ? VectorLevel::kV4 : v3 ? VectorLevel::kV3 : VectorLevel::kScalar;
#else
  return VectorLevel::kScalar;
#endif
}

VectorLevel allowed() {
  const char* const named = std::getenv("GALLEY_VECTORS");
  if (named == nullptr) return VectorLevel::kV4;
  if (std::string_view(named) == "scalar") return VectorLevel::kScalar;
  if (std::string_view(named) == "v3") return VectorLevel::kV3;
  return VectorLevel::kV4;
}

}  // namespace

VectorLevel vector_level() {
  static const VectorLevel level = std::min(detect(), allowed());
  return level;
}

}  // namespace galley
