// SPDX-License-Identifier: Apache-2.0
#include "dedup/pair_verifier.h"

#include <algorithm>

#include "base/parallel.h"
#include "base/try.h"

namespace galley {

namespace {

// What a thread takes at a time: few enough for an even share, enough for reads in sequence.
constexpr std::size_t kStep = 64;

std::size_t steps_of(std::size_t count) {
  return (count + kStep - 1) / kStep;
}

}  // namespace

PairVerifier::PairVerifier(const DedupOptions& options, const ParagraphTexts& texts, int threads,
                           const StopToken& stop)
    : texts_(&texts),
      threads_(threads),
      stop_(&stop),
      place_(options),
      scratch_(static_cast<std::size_t>(threads)) {
  for (int thread = 0; thread < threads; ++thread) {
    comparisons_.push_back(make_comparison(place_));
  }
}

Status PairVerifier::verify(std::span<const CandidatePair> pairs,
                            std::vector<std::uint32_t>& similarity_ppm) {
  ords_.clear();
  for (const CandidatePair& pair : pairs) {
    ords_.push_back(pair.worse_ord);
    ords_.push_back(pair.better_ord);
  }
  std::sort(ords_.begin(), ords_.end());
  ords_.erase(std::unique(ords_.begin(), ords_.end()), ords_.end());
  if (prepared_.size() < ords_.size()) prepared_.resize(ords_.size());
  const Status ready = for_each_index(
      threads_, steps_of(ords_.size()), *stop_, [&](std::size_t step, int thread) -> Status {
        const auto t = static_cast<std::size_t>(thread);
        const std::size_t end = std::min(ords_.size(), (step + 1) * kStep);
        for (std::size_t i = step * kStep; i < end; ++i) {
          GALLEY_ASSIGN(const std::string_view text, texts_->text(ords_[i], scratch_[t]));
          comparisons_[t]->prepare(text, prepared_[i]);
        }
        return {};
      });
  if (!ready) return ready;
  const auto prepared = [&](std::uint64_t ord) -> const PreparedText& {
    const auto at = std::lower_bound(ords_.begin(), ords_.end(), ord);
    return prepared_[static_cast<std::size_t>(at - ords_.begin())];
  };
  similarity_ppm.resize(pairs.size());
  return for_each_index(
      threads_, steps_of(pairs.size()), *stop_, [&](std::size_t step, int thread) -> Status {
        Comparison& comparison = *comparisons_[static_cast<std::size_t>(thread)];
        const std::size_t end = std::min(pairs.size(), (step + 1) * kStep);
        for (std::size_t i = step * kStep; i < end; ++i) {
          if (i == step * kStep || pairs[i].worse_ord != pairs[i - 1].worse_ord) {
            comparison.set_text(prepared(pairs[i].worse_ord));
          }
          similarity_ppm[i] = comparison.compare_with(prepared(pairs[i].better_ord));
        }
        return {};
      });
}

}  // namespace galley
