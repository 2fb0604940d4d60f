// SPDX-License-Identifier: Apache-2.0
// The inner loops of the signature, as plain loops: compiled once for every processor and once for
// each wider instruction set (signature_*.cpp), with the same bits from each.
//
// A shingle's five letters are summed with odd factors and mixed into a value and, for each group
// of eight bands, the number of a bin: one of `rows` that share the shingles among them. Only that
// bin's minimum is lowered, in all eight bands of the group at once, each band with its own factor
// and offset. So a band's minima are those of disjoint parts of the text, at the cost of one
// minimum a shingle: one-permutation hashing (Li, Owen, Zhang 2012) inside a band, with the parts
// in common to a group. Groups have parts of their own, since a share of common shingles that is
// unlucky in one part would otherwise be so in every band: with 16 shingles and J = 0.78 three
// groups find 0.956 of the pairs where one finds 0.763.
//
// Included by files that define GALLEY_KERNEL_NAMESPACE.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "base/fingerprint.h"
#include "fingerprint/signature.h"

namespace galley::GALLEY_KERNEL_NAMESPACE {

// Shingles are hashed in blocks of this many, small enough for the first-level cache.
inline constexpr std::size_t kBlock = 256;
inline constexpr std::size_t kMostGroups = 8;

// The finisher "lowbias32" (Wellons, public domain): a bijection that spreads every bit.
inline std::uint32_t mix32(std::uint32_t x) {
  x ^= x >> 16;
  x *= 0x7FEB352Du;
  x ^= x >> 15;
  x *= 0x846CA68Bu;
  x ^= x >> 16;
  return x;
}

constexpr std::uint64_t constant(std::uint64_t index) {
  return mix64(index * 0x9E3779B97F4A7C15u + 0x5851F42D4C957F2Du);
}

struct BandConstants {
  std::array<std::uint32_t, kMostGroups * kGroupBands> factors{};
  std::array<std::uint32_t, kMostGroups * kGroupBands> offsets{};
};

inline constexpr BandConstants kBands = [] {
  BandConstants bands;
  for (std::size_t i = 0; i < bands.factors.size(); ++i) {
    bands.factors[i] = static_cast<std::uint32_t>(constant(2 * i)) | 1u;
    bands.offsets[i] = static_cast<std::uint32_t>(constant(2 * i + 1));
  }
  return bands;
}();

inline void lower_group(const std::uint32_t* values, const std::uint32_t* bins, std::size_t count,
                        std::size_t group, std::uint32_t* minima) {
  std::uint32_t factors[kGroupBands];
  std::uint32_t offsets[kGroupBands];
  std::copy_n(kBands.factors.data() + group * kGroupBands, kGroupBands, factors);
  std::copy_n(kBands.offsets.data() + group * kGroupBands, kGroupBands, offsets);
  for (std::size_t i = 0; i < count; ++i) {
    std::uint32_t* const lowered = minima + bins[i];
    for (std::size_t band = 0; band < kGroupBands; ++band) {
      const std::uint32_t value = values[i] * factors[band] + offsets[band];
      lowered[band] = std::min(lowered[band], value);
    }
  }
}

inline void lower_minima(const char32_t* letters, std::size_t shingles, std::size_t groups,
                         std::size_t rows, std::uint32_t* minima) {
  alignas(64) std::uint32_t values[kBlock];
  alignas(64) std::uint32_t bins[kBlock];
  const auto bin_count = static_cast<std::uint32_t>(rows);
  for (std::size_t begin = 0; begin < shingles; begin += kBlock) {
    const std::size_t count = std::min(kBlock, shingles - begin);
    const char32_t* const at = letters + begin;
    std::uint32_t sums[kBlock];
    for (std::size_t i = 0; i < count; ++i) {
      sums[i] = at[i] * 0x9E3779B1u + at[i + 1] * 0x85EBCA77u + at[i + 2] * 0xC2B2AE3Du +
                at[i + 3] * 0x27D4EB2Fu + at[i + 4] * 0x165667B1u;
    }
    for (std::size_t i = 0; i < count; ++i) values[i] = mix32(sums[i]);
    for (std::size_t group = 0; group < groups; ++group) {
      // Sixteen bits choose the bin: with 32 rows the fullest is 1/2048 fuller than the emptiest.
      const auto factor = static_cast<std::uint32_t>(constant(1000 + group)) | 1u;
      for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t mixed = (sums[i] ^ (sums[i] >> 15)) * factor;
        bins[i] = (((mixed >> 16) * bin_count) >> 16) * static_cast<std::uint32_t>(kGroupBands);
      }
      lower_group(values, bins, count, group, minima + group * rows * kGroupBands);
    }
  }
}

}  // namespace galley::GALLEY_KERNEL_NAMESPACE
