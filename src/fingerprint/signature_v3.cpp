// SPDX-License-Identifier: Apache-2.0
// The signature's loops for processors with AVX2; compiled with -march=x86-64-v3.
#define GALLEY_KERNEL_NAMESPACE v3_signature
#include <immintrin.h>

#include "fingerprint/signature_kernel.h"

namespace galley::v3_signature {

namespace {

void sketch_of(const std::uint32_t* minima, std::size_t count, Sketch& sketch) {
  for (std::size_t i = 0; i < count; i += 8) {
    const __m256i eight = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(minima + i));
    const auto bits_at = [&](int shift) {
      const __m256 top = _mm256_castsi256_ps(_mm256_slli_epi32(eight, shift));
      return static_cast<std::uint64_t>(_mm256_movemask_ps(top)) << (i % 64);
    };
    sketch.low[i / 64] |= bits_at(31);
    sketch.high[i / 64] |= bits_at(30);
  }
}

}  // namespace

extern const SignatureCode kCode;
const SignatureCode kCode{lower_minima, make_keys, sketch_of};

}  // namespace galley::v3_signature
