// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_BENCH_ALL_PAIRS_JOIN_H_
#define GALLEY_BENCH_ALL_PAIRS_JOIN_H_

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace galley {

/// Finds every pair of sets with a Jaccard coefficient of at least `similarity_ppm`, exactly: the
/// truth that a search by bands is measured against. Sets hold any distinct numbers, in any order.
/// Calls found(a, b, common, united) with a < b. Two sets must share one of their rarest elements
/// (prefix filter, Chaudhuri, Ganti, Kaushik 2006; with the position filter of Xiao et al. 2008).
void all_pairs_join(std::span<const std::vector<std::uint64_t>> sets, std::uint64_t similarity_ppm,
                    const std::function<void(std::uint32_t a, std::uint32_t b, std::uint64_t common,
                                             std::uint64_t united)>& found);

}  // namespace galley

#endif  // GALLEY_BENCH_ALL_PAIRS_JOIN_H_
