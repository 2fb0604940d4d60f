// SPDX-License-Identifier: Apache-2.0
// The signature's loops for processors with AVX2; compiled with -march=x86-64-v3.
#define GALLEY_KERNEL_NAMESPACE v3_signature
#include "fingerprint/signature_kernel.h"

namespace galley::v3_signature {

void lower(const char32_t* letters, std::size_t shingles, std::size_t groups, std::size_t rows,
           std::uint32_t* minima);

void lower(const char32_t* letters, std::size_t shingles, std::size_t groups, std::size_t rows,
           std::uint32_t* minima) {
  lower_minima(letters, shingles, groups, rows, minima);
}

}  // namespace galley::v3_signature
