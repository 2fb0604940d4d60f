// SPDX-License-Identifier: Apache-2.0
// The loops of the signature: compiled once for every processor and once for each wider instruction
// set (signature_*.cpp), with the same bits from each. Written with the vector types of GCC and
// clang, since their loop vectorisers do not see through minima whose place depends on the shingle.
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
// A band's key is two sums of its minima with odd factors, mixed: enough for minima that are random
// already.
//
// Included by files that define GALLEY_KERNEL_NAMESPACE.
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "base/fingerprint.h"
#include "fingerprint/signature.h"

namespace galley::GALLEY_KERNEL_NAMESPACE {

using Lanes = std::uint32_t __attribute__((vector_size(32)));
using HalfLanes = std::uint16_t __attribute__((vector_size(32)));
static_assert(kGroupBands == 8, "a group is as wide as Lanes");

// Shingles are hashed in blocks of this many, small enough for the first-level cache.
inline constexpr std::size_t kBlock = 256;

constexpr std::uint32_t constant(std::uint64_t index) {
  return static_cast<std::uint32_t>(mix64(index * 0x9E3779B97F4A7C15u + 0x5851F42D4C957F2Du)) | 1u;
}
template <std::size_t kCount>
constexpr std::array<std::uint32_t, kCount> constants(std::uint64_t first) {
  std::array<std::uint32_t, kCount> values{};
  for (std::size_t i = 0; i < kCount; ++i) values[i] = constant(first + i);
  return values;
}
inline constexpr auto kFactors = constants<kMostBandGroups * kGroupBands>(0);
inline constexpr auto kOffsets = constants<kMostBandGroups * kGroupBands>(1000);
inline constexpr auto kBinFactors = constants<kMostBandGroups>(2000);
inline constexpr auto kRowFactors = constants<kMostRows>(3000);
inline constexpr auto kOtherRowFactors = constants<kMostRows>(4000);

inline Lanes load(const void* from) {
  Lanes lanes;
  std::memcpy(&lanes, from, sizeof lanes);
  return lanes;
}
inline void store(void* to, const Lanes& lanes) {
  std::memcpy(to, &lanes, sizeof lanes);
}

// Half of the finisher "lowbias32" (Wellons, public domain), which is enough for sums of products.
inline Lanes mix_once(Lanes x, std::uint32_t factor) {
  x ^= x >> 16;
  x *= factor;
  return x ^ (x >> 15);
}
inline Lanes mix(Lanes x) {
  return mix_once(mix_once(x, 0x7FEB352Du), 0x846CA68Bu);
}

// The sums of a block of shingles, made of five letters each.
inline void sum_shingles(const char32_t* letters, std::size_t count, std::uint32_t* sums) {
  for (std::size_t i = 0; i < count; i += kGroupBands) {
    // The last eight may reach behind the letters: then they are summed from a copy.
    char32_t tail[kGroupBands + kShingleLetters - 1];
    const char32_t* at = letters + i;
    if (count - i < kGroupBands) {
      std::memset(tail, 0, sizeof tail);
      std::memcpy(tail, at, (count - i + kShingleLetters - 1) * sizeof *at);
      at = tail;
    }
    const Lanes first_two = load(at) * 0x9E3779B1u + load(at + 1);
    const Lanes next_two = load(at + 2) * 0x9E3779B1u + load(at + 3);
    store(sums + i, (first_two * 0x85EBCA77u + next_two) * 0xC2B2AE3Du + load(at + 4));
  }
}

// Groups are worked on by three, which is how many the default plan has: they take their bins from
// one number, ten bits each (with six rows the fullest bin is one in 170 fuller than the emptiest).
inline constexpr std::size_t kTriple = 3;

// Lowers the minima of `kGroups` groups beginning with `first`, the first of a triple.
template <std::size_t kGroups>
inline void lower_groups(const std::uint32_t* sums, std::size_t count, std::size_t first,
                         std::size_t rows, std::uint32_t* minima) {
  // Side by side, so that one register finds them all.
  struct alignas(32) {
    std::uint32_t values[kBlock];
    // Where in the group's minima the bin begins, in bytes: nothing is left to be reckoned.
    std::uint32_t places[kGroups][kBlock];
  } block;
  const HalfLanes bins = HalfLanes{} + static_cast<std::uint16_t>(rows);
  for (std::size_t i = 0; i < count; i += kGroupBands) {
    const Lanes sum = load(sums + i);
    store(block.values + i, mix_once(sum, 0x7FEB352Du));
    const Lanes number = mix_once(sum, kBinFactors[first]);
    for (std::size_t g = 0; g < kGroups; ++g) {
      const Lanes ten_bits = number >> static_cast<int>(10 * g) & 1023u;
      const auto bin = reinterpret_cast<Lanes>(reinterpret_cast<HalfLanes>(ten_bits) * bins) >> 10;
      store(block.places[g] + i, bin * static_cast<std::uint32_t>(sizeof(Lanes)));
    }
  }
  Lanes factors[kGroups];
  Lanes offsets[kGroups];
  char* lowered[kGroups];
  for (std::size_t g = 0; g < kGroups; ++g) {
    factors[g] = load(kFactors.data() + (first + g) * kGroupBands);
    offsets[g] = load(kOffsets.data() + (first + g) * kGroupBands);
    lowered[g] = reinterpret_cast<char*>(minima + (first + g) * rows * kGroupBands);
    // Seen through, it would be added up anew from its parts for every shingle.
    asm("" : "+r"(lowered[g]));
  }
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t g = 0; g < kGroups; ++g) {
      char* const place = lowered[g] + block.places[g][i];
      const Lanes before = load(place);
      const Lanes candidates = factors[g] * block.values[i] + offsets[g];
      store(place, candidates < before ? candidates : before);
    }
  }
}

inline void lower_minima(const char32_t* letters, std::size_t shingles, std::size_t groups,
                         std::size_t rows, std::uint32_t* minima) {
  alignas(32) std::uint32_t sums[kBlock];
  for (std::size_t begin = 0; begin < shingles; begin += kBlock) {
    const std::size_t count = kBlock < shingles - begin ? kBlock : shingles - begin;
    sum_shingles(letters + begin, count, sums);
    for (std::size_t first = 0; first < groups; first += kTriple) {
      switch (groups - first) {
        case 1:
          lower_groups<1>(sums, count, first, rows, minima);
          break;
        case 2:
          lower_groups<2>(sums, count, first, rows, minima);
          break;
        default:
          lower_groups<kTriple>(sums, count, first, rows, minima);
      }
    }
  }
}

inline void make_keys(const std::uint32_t* minima, std::size_t groups, std::size_t rows,
                      std::uint64_t* keys) {
  for (std::size_t group = 0; group < groups; ++group) {
    // No two bands begin with the same sums, so that their keys differ where their minima do not.
    Lanes low = load(kOffsets.data() + group * kGroupBands);
    Lanes high = load(kFactors.data() + group * kGroupBands);
    for (std::size_t row = 0; row < rows; ++row) {
      const Lanes values = load(minima + (group * rows + row) * kGroupBands);
      low += values * kRowFactors[row];
      high += values * kOtherRowFactors[row];
    }
    low = mix(low);
    high = mix(high);
    std::uint64_t* const group_keys = keys + group * kGroupBands;
    if constexpr (std::endian::native == std::endian::little) {
      store(group_keys, __builtin_shufflevector(low, high, 0, 8, 1, 9, 2, 10, 3, 11));
      store(group_keys + 4, __builtin_shufflevector(low, high, 4, 12, 5, 13, 6, 14, 7, 15));
    } else {
      for (std::size_t i = 0; i < kGroupBands; ++i) {
        group_keys[i] = std::uint64_t{high[i]} << 32 | low[i];
      }
    }
  }
}

}  // namespace galley::GALLEY_KERNEL_NAMESPACE
