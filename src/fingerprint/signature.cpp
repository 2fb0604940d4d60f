// SPDX-License-Identifier: Apache-2.0
// The sketch takes the two lowest bits of the first 128 minima; these are of several groups and all
// of their bins, so that it estimates the coefficient from the whole text.
#define GALLEY_KERNEL_NAMESPACE scalar_signature
#include "fingerprint/signature.h"

#include <algorithm>
#include <limits>

#include "base/check.h"
#include "fingerprint/signature_kernel.h"

namespace galley {

#if defined(__x86_64__)
namespace v3_signature {
extern const SignatureCode kCode;  // signature_v3.cpp
}
#endif

namespace {

void sketch_of(const std::uint32_t* minima, std::size_t count, Sketch& sketch) {
  for (std::size_t i = 0; i < count; ++i) {
    sketch.low[i / 64] |= std::uint64_t{minima[i] & 1} << (i % 64);
    sketch.high[i / 64] |= std::uint64_t{(minima[i] >> 1) & 1} << (i % 64);
  }
}

constexpr SignatureCode kScalarCode{scalar_signature::lower_minima, scalar_signature::make_keys,
                                    sketch_of};

const SignatureCode& code_for([[maybe_unused]] VectorLevel level) {
#if defined(__x86_64__)
  if (level >= VectorLevel::kV3) return v3_signature::kCode;
#endif
  return kScalarCode;
}

}  // namespace

Signature::Signature(const FingerprintPlan& plan, VectorLevel level)
    : bands_(plan.bands),
      rows_(plan.rows),
      groups_((plan.bands + kGroupBands - 1) / kGroupBands),
      code_(&code_for(level)) {
  GALLEY_CHECK(bands_ >= 1 && groups_ <= kMostBandGroups);
  GALLEY_CHECK(rows_ >= 1 && rows_ <= kMostRows);
}

void Signature::compute(std::span<const char32_t> letters) {
  std::fill_n(minima_.begin(), minima().size(), std::numeric_limits<std::uint32_t>::max());
  if (letters.size() >= kShingleLetters) {
    code_->lower(letters.data(), letters.size() - kShingleLetters + 1, groups_, rows_,
                 minima_.data());
    return;
  }
  // No code point is 0xFFFFFFFF, so this is no other text's shingle.
  char32_t padded[kShingleLetters];
  std::fill_n(padded, kShingleLetters, char32_t{0xFFFFFFFF});
  std::copy(letters.begin(), letters.end(), padded);
  code_->lower(padded, 1, groups_, rows_, minima_.data());
}

void Signature::make_keys(std::vector<std::uint64_t>& keys) const {
  keys.resize(groups_ * kGroupBands);
  code_->make_keys(minima_.data(), groups_, rows_, keys.data());
  keys.resize(bands_);
}

Sketch Signature::sketch() const {
  Sketch sketch;
  code_->sketch(minima_.data(), std::min<std::size_t>(kSketchValues, minima().size()), sketch);
  return sketch;
}

}  // namespace galley
