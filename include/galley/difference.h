// SPDX-License-Identifier: Apache-2.0
// In what two texts differ, for people to look at.
#ifndef GALLEY_DIFFERENCE_H_
#define GALLEY_DIFFERENCE_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace galley {

/// A stretch of both texts, or of one of them alone.
struct DifferencePart {
  enum class In : std::uint8_t { kBoth, kFirst, kSecond };
  In in = In::kBoth;
  std::string_view text;  ///< of the first text, but for kSecond
};

/// What makes `second` of `first`, in the order of the texts; of a place that changed, the part of
/// the first text comes first. Whole words are compared, and single characters where a script sets
/// no spaces (Han, Kana, Thai, Lao, Khmer, Myanmar). The parts of kBoth and kFirst make up `first`,
/// those of kBoth and kSecond `second`. As few words as can be are marked, but where more than some
/// hundred differ: from there on, all that is between the texts' equal ends is told as changed.
/// The parts point into the texts. REQUIRES: valid UTF-8. Cost: linear in the texts' size, times
/// the number of differing words, of which at most `kMostChangedWords` count; 4 MiB of memory
/// beside 16 bytes a word. Source: Myers, An O(ND) Difference Algorithm and Its Variations, 1986.
[[nodiscard]] std::vector<DifferencePart> difference_of(std::string_view first,
                                                        std::string_view second);

inline constexpr int kMostChangedWords = 1000;

}  // namespace galley

#endif  // GALLEY_DIFFERENCE_H_
