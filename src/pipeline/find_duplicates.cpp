// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "base/check.h"
#include "base/parallel.h"
#include "base/try.h"
#include "dedup/banding.h"
#include "dedup/duplicate_search.h"
#include "fingerprint/fingerprinter.h"
#include "galley/dedup.h"

namespace galley {

namespace {

class TextsInMemory final : public ParagraphTexts {
 public:
  explicit TextsInMemory(std::span<const std::string_view> texts) : texts_(texts) {}
  [[nodiscard]] Result<std::string_view> text(std::uint64_t ord, std::string&) const override {
    return texts_[ord];
  }

 private:
  std::span<const std::string_view> texts_;
};

}  // namespace

Result<std::vector<Removal>> find_duplicates(std::span<const std::string_view> paragraphs,
                                             const DedupOptions& options, int threads) {
  GALLEY_TRY(check(options));
  constexpr std::size_t kStep = 4096;
  constexpr std::size_t kMostSlots = std::size_t{1} << 21;
  constexpr std::uint64_t kNoLimit = std::numeric_limits<std::uint64_t>::max();
  const StopToken never;
  MemoryBudget budget(kNoLimit);
  SpillPlace place("", budget, never);  // nothing spills without a limit
  DuplicateSearch search(options, place, threads);
  SeenContents seen(std::min(kMostSlots, paragraphs.size() * 2 + 1));
  std::vector<Fingerprinter> fingerprinters;
  std::vector<DuplicateSearch::Batch> batches;
  for (int thread = 0; thread < threads; ++thread) {
    const bool trusts_hashes = options.exact_copies == ExactCopies::kByHash;
    fingerprinters.emplace_back(fingerprint_plan(options), trusts_hashes ? &seen : nullptr);
    batches.emplace_back(options);
  }
  GALLEY_TRY(for_each_index(
      threads, (paragraphs.size() + kStep - 1) / kStep, never, [&](std::size_t step, int thread) {
        const auto t = static_cast<std::size_t>(thread);
        const std::size_t end = std::min(paragraphs.size(), (step + 1) * kStep);
        for (std::size_t i = step * kStep; i < end; ++i) {
          batches[t].add(i, 0, fingerprinters[t].compute(paragraphs[i], {.ord = i}));
        }
        return search.take(batches[t]);
      }));
  GALLEY_ASSIGN(const DedupOutcome outcome, search.finish(TextsInMemory(paragraphs)));
  std::vector<Removal> removals;
  GALLEY_TRY(outcome.removals.load(0, kNoLimit, removals));
  return removals;
}

}  // namespace galley
