// SPDX-License-Identifier: Apache-2.0
// Minima of the shingles' hashes: the signature that band keys and sketch are made of.
#ifndef GALLEY_FINGERPRINT_SIGNATURE_H_
#define GALLEY_FINGERPRINT_SIGNATURE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/cpu.h"
#include "base/fingerprint.h"

namespace galley {

/// Letters in a shingle.
inline constexpr std::size_t kShingleLetters = 5;
/// Bands that share a partition of the shingles, and lie side by side in a vector.
inline constexpr std::size_t kGroupBands = 8;
inline constexpr std::size_t kMostBandGroups = 8;
inline constexpr std::size_t kMostRows = 32;

/// The loops of a signature, as compiled for one level of processors. `minima` are laid out as
/// Signature::minima() says.
struct SignatureCode {
  /// Lowers the minima by the shingles that begin at letters[0] to letters[shingles - 1].
  void (*lower)(const char32_t* letters, std::size_t shingles, std::size_t groups, std::size_t rows,
                std::uint32_t* minima);
  /// One key for each band of each group.
  void (*make_keys)(const std::uint32_t* minima, std::size_t groups, std::size_t rows,
                    std::uint64_t* keys);
  /// The two lowest bits of the first `count` minima, 8 to kSketchValues and a multiple of 8.
  void (*sketch)(const std::uint32_t* minima, std::size_t count, Sketch& sketch);
};

/// A signature under construction, and its shape. Reused from text to text.
class Signature {
 public:
  /// `plan` must be of FingerprintPlan::Keys::kBands; the widest code is used that `level` allows.
  explicit Signature(const FingerprintPlan& plan, VectorLevel level = vector_level());

  /// Takes the shingles of `letters`; one of fewer letters than a shingle has counts as one.
  /// Cost: 1 to 2 ns a letter with AVX2.
  void compute(std::span<const char32_t> letters);

  /// The key of each band: equal where all its minima are.
  void make_keys(std::vector<std::uint64_t>& keys) const;
  [[nodiscard]] Sketch sketch() const;

  /// minima()[(group * rows + row) * kGroupBands + band in group].
  [[nodiscard]] std::span<const std::uint32_t> minima() const {
    return {minima_.data(), groups_ * rows_ * kGroupBands};
  }

 private:
  std::uint32_t bands_;
  std::size_t rows_;
  std::size_t groups_;
  const SignatureCode* code_;
  // Aligned: a vector of them that crosses two cache lines costs double.
  alignas(64) std::array<std::uint32_t, kMostBandGroups * kMostRows * kGroupBands> minima_;
};

}  // namespace galley

#endif  // GALLEY_FINGERPRINT_SIGNATURE_H_
