// SPDX-License-Identifier: Apache-2.0
#include "dedup/surroundings.h"

namespace galley {

namespace {

// Bytes of a word are steps of eight letters; the first word is what stands before the anchor.
using Steps = std::uint8_t __attribute__((vector_size(16)));
using WordPair = std::uint64_t __attribute__((vector_size(16)));

// A phrase that two texts share by chance makes some steps alike to the last letter; so these count
// little more than steps that are just like enough.
constexpr unsigned kMostOfStep = 7;

WordPair ones_in_bytes(WordPair bits) {
  bits = bits - (bits >> 1 & 0x5555555555555555u);
  bits = (bits & 0x3333333333333333u) + (bits >> 2 & 0x3333333333333333u);
  return (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
}

}  // namespace

unsigned likeness_around(const AnchorRecord& a, const AnchorRecord& b) {
  constexpr std::uint64_t kAll = (std::uint64_t{1} << kAnchorAround) - 1;
  const WordPair bits_a = {a.before(), a.after()};
  const WordPair bits_b = {b.before(), b.after()};
  const WordPair all = {kAll, kAll};
  Steps best = {};
  const auto consider = [&](WordPair moved) {
    const auto same = reinterpret_cast<Steps>(ones_in_bytes(~(bits_a ^ moved) & all));
    best = same > best ? same : best;
  };
  consider(bits_b);
  consider(bits_b << 1 & all);
  consider(bits_b << 2 & all);
  consider(bits_b >> 1);
  consider(bits_b >> 2);
  unsigned sum = 0;
  for (unsigned i = 0; i < 16; ++i) sum += best[i] < kMostOfStep ? best[i] : kMostOfStep;
  return sum;
}

}  // namespace galley
