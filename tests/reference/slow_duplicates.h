// SPDX-License-Identifier: Apache-2.0
// The slow, obvious twin of src/fingerprint and src/dedup: every paragraph is compared with every
// better ranked one that stays, by sets of strings.
#ifndef GALLEY_TESTS_REFERENCE_SLOW_DUPLICATES_H_
#define GALLEY_TESTS_REFERENCE_SLOW_DUPLICATES_H_

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "galley/dedup.h"

namespace galley {

/// Shingles of five letters, or the one shingle of a shorter text.
std::set<std::u32string> slow_shingles(std::u32string_view letters);

/// The Jaccard coefficient of two texts' shingles in ppm, rounded down.
std::uint32_t slow_similarity_ppm(std::u32string_view a, std::u32string_view b);

/// The edit distance, by the whole matrix; with `free_ends`, to the nearest part of `other`.
std::uint64_t slow_distance(std::u32string_view text, std::u32string_view other, bool free_ends);

/// The letters of `text`.
std::u32string letters_of(std::string_view text);

/// What a search by DedupPreset::kDefault would remove if it missed no pair. `doubtful_letters` and
/// `documents` may be empty: then all are 0.
std::vector<Removal> slow_duplicates(std::span<const std::string> paragraphs,
                                     const DedupOptions& options,
                                     std::span<const std::uint32_t> doubtful_letters = {},
                                     std::span<const std::uint64_t> documents = {});

}  // namespace galley

#endif  // GALLEY_TESTS_REFERENCE_SLOW_DUPLICATES_H_
