// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_PAIR_VERIFIER_H_
#define GALLEY_DEDUP_PAIR_VERIFIER_H_

#include <cstdint>
#include <span>
#include <vector>

#include "base/radix_sort.h"
#include "base/stop_token.h"
#include "dedup/comparison.h"
#include "dedup/paragraph_texts.h"
#include "dedup/records.h"

namespace galley {

/// Compares candidate pairs letter by letter, a batch at a time.
class PairVerifier {
 public:
  /// About `most_letters` are held at a time, at 12 to 24 bytes each.
  PairVerifier(const DedupOptions& options, const ParagraphTexts& texts, int threads,
               const StopToken& stop, std::uint64_t most_letters);

  /// Sets similarity_ppm[i] to that of pairs[i], or 0 where the two are not alike enough. A text is
  /// fetched and prepared once for all pairs that have it, where they are not too far apart.
  /// Errors: those of ParagraphTexts.
  [[nodiscard]] Status verify(std::span<const CandidatePair> pairs,
                              std::vector<std::uint32_t>& similarity_ppm);

 private:
  [[nodiscard]] Status verify_part(std::span<const CandidatePair> pairs,
                                   std::span<std::uint32_t> similarity_ppm);
  void collect_texts(std::span<const CandidatePair> pairs);
  [[nodiscard]] Status read_texts();
  [[nodiscard]] Status complete_texts(std::span<const std::uint32_t> similarity_ppm);
  void forget_texts();

  const ParagraphTexts* texts_;
  int threads_;
  const StopToken* stop_;
  std::uint64_t most_letters_;
  ComparisonPlace place_;
  std::vector<std::unique_ptr<Comparison>> comparisons_;  // one a thread
  std::vector<std::string> scratch_;                      // likewise

  struct Sides {
    std::size_t worse;
    std::size_t better;
  };
  struct Use {
    std::uint64_t ord;
    std::size_t pair;
    std::size_t Sides::* side;
  };
  RadixSorter<Use> sorter_;
  std::vector<Use> uses_;

  // The texts of the part in the order of their ords, and those of the part before, for what they
  // have in common.
  std::vector<std::uint64_t> ords_;
  std::vector<PreparedText> prepared_;
  std::vector<std::uint64_t> ords_before_;
  std::vector<PreparedText> prepared_before_;
  std::vector<std::size_t> unread_;
  std::vector<Sides> sides_;  // of each pair, as places in prepared_
  std::vector<std::size_t> incomplete_;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_PAIR_VERIFIER_H_
