// SPDX-License-Identifier: Apache-2.0
// What this processor can do: asked once, before a function pointer is chosen.
#ifndef GALLEY_BASE_CPU_H_
#define GALLEY_BASE_CPU_H_

namespace galley {

/// Instruction sets that vector files are compiled for, each including those before it.
enum class VectorLevel : int {
  kScalar,  ///< what the compiler assumes of every processor
  kV3,      ///< x86-64-v3: AVX2, BMI2
  kV4,      ///< x86-64-v4 with VBMI2: AVX-512 as of Ice Lake and Zen 4
};

/// The widest level that this processor and system run. GALLEY_VECTORS=scalar|v3 in the environment
/// lowers it, for tests and measurements.
[[nodiscard]] VectorLevel vector_level();

}  // namespace galley

#endif  // GALLEY_BASE_CPU_H_
