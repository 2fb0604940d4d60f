// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_VERIFIED_REMOVALS_H_
#define GALLEY_DEDUP_VERIFIED_REMOVALS_H_

#include <cstdint>
#include <span>

#include "base/record_sorter.h"
#include "dedup/pair_verifier.h"
#include "dedup/records.h"
#include "galley/dedup.h"

namespace galley {

/// Compares sorted candidate pairs and decides which texts go, in one scan.
class VerifiedRemovals {
 public:
  /// See PairVerifier.
  VerifiedRemovals(const DedupOptions& options, const ParagraphTexts& texts, int threads,
                   const StopToken& stop, std::uint64_t most_letters)
      : verifier_(options, texts, threads, stop, most_letters) {}

  /// Adds the texts that go to `removed`. `rows` is the number of all texts; for `gone` see
  /// Resolver. REQUIRES: `pairs` are sorted.
  [[nodiscard]] Status decide(RecordSorter<CandidatePair>& pairs, std::uint64_t rows,
                              RecordSorter<RemovedText>& removed,
                              std::span<const std::uint64_t> gone = {});

  /// See Resolver.
  [[nodiscard]] std::uint64_t compared() const { return compared_; }
  [[nodiscard]] std::uint64_t verified() const { return verified_; }

 private:
  PairVerifier verifier_;
  std::uint64_t compared_ = 0;
  std::uint64_t verified_ = 0;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_VERIFIED_REMOVALS_H_
