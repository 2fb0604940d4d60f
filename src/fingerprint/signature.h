// SPDX-License-Identifier: Apache-2.0
// Minima of the shingles' hashes: the signature that band keys and sketch are made of.
#ifndef GALLEY_FINGERPRINT_SIGNATURE_H_
#define GALLEY_FINGERPRINT_SIGNATURE_H_

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

/// A signature under construction, and its shape. Reused from text to text.
class Signature {
 public:
  /// `plan` must be of FingerprintPlan::Keys::kBands; the widest code is used that `level` allows.
  explicit Signature(const FingerprintPlan& plan, VectorLevel level = vector_level());

  /// Takes the shingles of `letters`; one of fewer letters than a shingle has counts as one.
  /// Cost: 1 to 2 ns a letter with AVX2.
  void compute(std::span<const char32_t> letters);

  /// The key of each band: equal where all its minima are.
  void keys(std::vector<std::uint64_t>& out) const;
  [[nodiscard]] Sketch sketch() const;

  /// minima()[(group * rows + row) * kGroupBands + band in group].
  [[nodiscard]] std::span<const std::uint32_t> minima() const { return minima_; }

 private:
  using Lower = void (*)(const char32_t* letters, std::size_t shingles, std::size_t groups,
                         std::size_t rows, std::uint32_t* minima);
  std::uint32_t bands_;
  std::uint32_t rows_;
  std::size_t groups_;
  Lower lower_;
  std::vector<std::uint32_t> minima_;
};

}  // namespace galley

#endif  // GALLEY_FINGERPRINT_SIGNATURE_H_
