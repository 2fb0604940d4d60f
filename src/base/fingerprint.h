// SPDX-License-Identifier: Apache-2.0
// What the search for duplicates knows of a paragraph without its text: made in src/fingerprint,
// read in src/dedup.
#ifndef GALLEY_BASE_FINGERPRINT_H_
#define GALLEY_BASE_FINGERPRINT_H_

#include <array>
#include <cstdint>
#include <vector>

#include "base/hash.h"

namespace galley {

/// How fingerprints are made. Two fingerprints are comparable only if their plans are equal.
struct FingerprintPlan {
  enum class Keys : std::uint8_t {
    kBands,    ///< `bands` keys of `rows` minima each: one in common at a high Jaccard coefficient
    kAnchors,  ///< spaced shingles: some in common though a third of the letters is misread
  };
  Keys keys = Keys::kBands;
  std::uint32_t bands = 24;       ///< 1 to 64
  std::uint32_t rows = 6;         ///< 1 to 32
  std::uint32_t min_weight = 80;  ///< see weight_of(); lighter paragraphs get no signature
  friend bool operator==(const FingerprintPlan&, const FingerprintPlan&) = default;
};

/// 128 values of two bits. Of two sketches as many values agree as of the shingles are common, and
/// a quarter of the rest by chance.
struct Sketch {
  std::array<std::uint64_t, 2> low{};
  std::array<std::uint64_t, 2> high{};
  friend bool operator==(const Sketch&, const Sketch&) = default;
};
inline constexpr std::uint32_t kSketchValues = 128;

/// The number of values in which two sketches agree, of kSketchValues. Counts bits in pairs, fours
/// and bytes, since not every processor has an instruction for it.
[[nodiscard]] inline std::uint32_t agreement(const Sketch& a, const Sketch& b) {
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < 2; ++i) {
    std::uint64_t differ = (a.low[i] ^ b.low[i]) | (a.high[i] ^ b.high[i]);
    differ -= differ >> 1 & 0x5555555555555555u;
    differ = (differ & 0x3333333333333333u) + (differ >> 2 & 0x3333333333333333u);
    bytes += (differ + (differ >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
  }
  return kSketchValues - static_cast<std::uint32_t>(bytes * 0x0101010101010101u >> 56);
}

/// A place in a text that is likely to survive misreading, and what stands around it: one bit for
/// each of the 40 letters on either side, the nearest lowest; 0 beyond the text's ends.
struct Anchor {
  std::uint64_t key = 0;  ///< of its letters
  std::uint64_t before = 0;
  std::uint64_t after = 0;
};
inline constexpr unsigned kAnchorAround = 40;

/// The fingerprint of one paragraph.
struct Fingerprint {
  enum class Kind : std::uint8_t {
    kShort,   ///< too short to be removed: nothing but `letters` is set
    kRepeat,  ///< the same letters have been signed before: no sketch, no keys
    kSigned,
  };
  Kind kind = Kind::kShort;
  std::uint32_t letters = 0;
  std::uint32_t weight = 0;  ///< quarter letters: 1 a letter of an alphabet, 4 a digit or ideograph
  std::uint32_t scope = 0;   ///< hash of the scope's key; 0 for the whole corpus
  Hash128 exact;             ///< of the letters, and of the scope where there is one
  std::uint64_t numbers = 0;  ///< a set of 64 marks that the numbers of the text leave
  Sketch sketch;
  std::vector<std::uint64_t> keys;  ///< with Keys::kBands, one for each band
  std::vector<Anchor> anchors;      ///< with Keys::kAnchors
};

}  // namespace galley

#endif  // GALLEY_BASE_FINGERPRINT_H_
