// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_WATCHED_TEXTS_H_
#define GALLEY_PIPELINE_WATCHED_TEXTS_H_

#include <atomic>
#include <cstdint>
#include <string>

#include "dedup/paragraph_texts.h"
#include "galley/progress.h"
#include "pipeline/spool.h"

namespace galley {

/// The texts that the search compares, watched to tell how far it is: pairs are compared in the
/// order of the worse paragraph's rank, which but for other policies than Keep::kFirst is the order
/// of the input, so the farthest paragraph that was asked for tells the share that is done.
/// Threads: as ParagraphTexts.
class WatchedTexts : public ParagraphTexts {
 public:
  /// All outlive it. `chunks` is the number of chunks of the input, `bytes` what the stage counts.
  WatchedTexts(const ParagraphTexts& texts, std::uint32_t chunks, std::uint64_t bytes,
               RunProgress* progress)
      : texts_(texts), chunks_(chunks), bytes_(bytes), progress_(progress) {}

  [[nodiscard]] Result<std::string_view> text(std::uint64_t ord,
                                              std::string& scratch) const override {
    if (progress_ != nullptr && chunk_of(ord) < chunks_) tell(chunk_of(ord));
    return texts_.text(ord, scratch);
  }

 private:
  void tell(std::uint32_t chunk) const {
    std::uint32_t farthest = farthest_.load(std::memory_order_relaxed);
    while (chunk > farthest) {
      if (!farthest_.compare_exchange_weak(farthest, chunk)) continue;
      progress_->add_bytes(bytes_ / chunks_ * (chunk - farthest));
      return;
    }
  }

  const ParagraphTexts& texts_;
  const std::uint32_t chunks_;
  const std::uint64_t bytes_;
  RunProgress* const progress_;
  mutable std::atomic<std::uint32_t> farthest_{0};
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_WATCHED_TEXTS_H_
