// SPDX-License-Identifier: Apache-2.0
// How good the removal of duplicates is on the user's own data: what measure() finds.
#ifndef GALLEY_MEASURE_H_
#define GALLEY_MEASURE_H_

#include <cstdint>

namespace galley {

/// So many of so many.
struct Share {
  std::uint64_t part = 0;
  std::uint64_t whole = 0;
};

/// Where the true share lies, with a confidence of 95 %.
struct Interval {
  double low = 0;
  double high = 1;
};

/// The exact interval of Clopper and Pearson (1934): never too narrow, whatever the share. Nothing
/// counted says nothing: 0 to 1. It takes what is counted to be independent of each other.
[[nodiscard]] Interval interval_of(const Share& share);

/// What a sample of paragraphs, compared with all paragraphs, has shown.
///
/// A paragraph is sampled by a hash of its place, so every paragraph is as likely to be in the
/// sample as any other; and a pair is counted, once, if one of its sides or both are in the sample,
/// so every pair is as likely to be counted as any other: the share of them with both sides kept is
/// an unbiased picture of all. Near-duplicates are seen however rare they are, because each sampled
/// paragraph meets all of its own. Exact copies are left out: they are found by an equal hash and
/// would outnumber the rest. Pairs of one paragraph are not independent of each other, so where few
/// paragraphs have very many near-duplicates the truth may lie further away than the interval says.
struct Measurement {
  std::uint64_t paragraphs = 0;  ///< compared: neither short nor exact copies
  std::uint64_t sampled = 0;
  Share residual;   ///< of sampled pairs at or above the threshold, those with both sides kept
  Share precision;  ///< of sampled near-duplicates, those rightly removed: at or above the
                    ///< threshold to a keeper that is kept
};

}  // namespace galley

#endif  // GALLEY_MEASURE_H_
