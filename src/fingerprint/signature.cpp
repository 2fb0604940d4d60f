// SPDX-License-Identifier: Apache-2.0
// Band keys are sums of the minima with odd factors of 64 bits, mixed: enough for minima that are
// random already. The sketch takes the two lowest bits of the first 128 minima, a band's neighbours
// in other groups included, so that it estimates the coefficient from all bins.
#define GALLEY_KERNEL_NAMESPACE scalar_signature
#include "fingerprint/signature.h"

#include <algorithm>
#include <limits>

#include "base/check.h"
#include "fingerprint/signature_kernel.h"

namespace galley {

#if defined(__x86_64__)
namespace v3_signature {  // signature_v3.cpp
void lower(const char32_t* letters, std::size_t shingles, std::size_t groups, std::size_t rows,
           std::uint32_t* minima);
}
#endif

namespace {

constexpr std::uint32_t kMostRows = 32;

auto lower_for([[maybe_unused]] VectorLevel level) {
#if defined(__x86_64__)
  if (level >= VectorLevel::kV3) return &v3_signature::lower;
#endif
  return &scalar_signature::lower_minima;
}

constexpr auto kRowFactors = [] {
  std::array<std::uint64_t, kMostRows> factors{};
  for (std::size_t row = 0; row < factors.size(); ++row) {
    factors[row] = scalar_signature::constant(2000 + row) | 1u;
  }
  return factors;
}();

}  // namespace

Signature::Signature(const FingerprintPlan& plan, VectorLevel level)
    : bands_(plan.bands),
      rows_(plan.rows),
      groups_((plan.bands + kGroupBands - 1) / kGroupBands),
      lower_(lower_for(level)),
      minima_(groups_ * plan.rows * kGroupBands) {
  GALLEY_CHECK(bands_ >= 1 && groups_ <= scalar_signature::kMostGroups);
  GALLEY_CHECK(rows_ >= 1 && rows_ <= kMostRows);
}

void Signature::compute(std::span<const char32_t> letters) {
  std::fill(minima_.begin(), minima_.end(), std::numeric_limits<std::uint32_t>::max());
  if (letters.size() >= kShingleLetters) {
    lower_(letters.data(), letters.size() - kShingleLetters + 1, groups_, rows_, minima_.data());
    return;
  }
  // No code point is 0xFFFFFFFF, so this is no other text's shingle.
  char32_t padded[kShingleLetters];
  std::fill_n(padded, kShingleLetters, char32_t{0xFFFFFFFF});
  std::copy(letters.begin(), letters.end(), padded);
  lower_(padded, 1, groups_, rows_, minima_.data());
}

void Signature::keys(std::vector<std::uint64_t>& out) const {
  out.resize(bands_);
  for (std::uint32_t band = 0; band < bands_; ++band) {
    const std::uint32_t* const minimum =
        minima_.data() + band / kGroupBands * rows_ * kGroupBands + band % kGroupBands;
    std::uint64_t key = band;
    for (std::uint32_t row = 0; row < rows_; ++row) {
      key += minimum[row * kGroupBands] * kRowFactors[row];
    }
    out[band] = mix64(key);
  }
}

Sketch Signature::sketch() const {
  Sketch sketch;
  const std::size_t values = std::min<std::size_t>(kSketchValues, minima_.size());
  for (std::size_t i = 0; i < values; ++i) {
    sketch.low[i / 64] |= std::uint64_t{minima_[i] & 1} << (i % 64);
    sketch.high[i / 64] |= std::uint64_t{(minima_[i] >> 1) & 1} << (i % 64);
  }
  return sketch;
}

}  // namespace galley
