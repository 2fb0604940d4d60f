// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_VERIFIED_REMOVALS_H_
#define GALLEY_DEDUP_VERIFIED_REMOVALS_H_

#include <cstdint>
#include <functional>
#include <optional>
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

  /// Hands out pairs, and nothing at the end.
  using PairSource = std::function<Result<std::optional<CandidatePair>>()>;
  /// Takes pairs that are alike enough.
  using VerifiedUse = std::function<Status(const VerifiedPair&)>;
  /// Compares all of the pairs and hands out those that are alike enough, in their order, for
  /// decide_verified(). REQUIRES: each comes once; those of one worse text come together.
  [[nodiscard]] Status compare(const PairSource& pairs, const VerifiedUse& use);

  /// See Resolver.
  [[nodiscard]] std::uint64_t compared() const { return compared_; }
  [[nodiscard]] std::uint64_t verified() const { return verified_; }

 private:
  PairVerifier verifier_;
  std::uint64_t compared_ = 0;
  std::uint64_t verified_ = 0;
};

/// As VerifiedRemovals::decide(), of pairs that have been compared: calls use() for the texts that
/// go, by rank. REQUIRES: `pairs` come in order, each once, and their rows are below `rows`.
[[nodiscard]] Status decide_verified(
    const std::function<Result<std::optional<VerifiedPair>>()>& pairs, std::uint64_t rows,
    const std::function<Status(const RemovedText&)>& use);

}  // namespace galley

#endif  // GALLEY_DEDUP_VERIFIED_REMOVALS_H_
