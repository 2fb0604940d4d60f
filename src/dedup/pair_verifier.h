// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_PAIR_VERIFIER_H_
#define GALLEY_DEDUP_PAIR_VERIFIER_H_

#include <cstdint>
#include <span>
#include <vector>

#include "base/stop_token.h"
#include "dedup/comparison.h"
#include "dedup/paragraph_texts.h"
#include "dedup/records.h"

namespace galley {

/// Compares candidate pairs letter by letter, a batch at a time.
class PairVerifier {
 public:
  PairVerifier(const DedupOptions& options, const ParagraphTexts& texts, int threads,
               const StopToken& stop);

  /// Sets similarity_ppm[i] to that of pairs[i], or 0 where the two are not alike enough. Every
  /// text of the batch is fetched and prepared once. Errors: those of ParagraphTexts.
  [[nodiscard]] Status verify(std::span<const CandidatePair> pairs,
                              std::vector<std::uint32_t>& similarity_ppm);

 private:
  const ParagraphTexts* texts_;
  int threads_;
  const StopToken* stop_;
  ComparisonPlace place_;
  std::vector<std::unique_ptr<Comparison>> comparisons_;  // one a thread
  std::vector<std::string> scratch_;                      // likewise
  std::vector<std::uint64_t> ords_;
  std::vector<PreparedText> prepared_;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_PAIR_VERIFIER_H_
