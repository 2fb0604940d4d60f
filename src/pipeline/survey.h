// SPDX-License-Identifier: Apache-2.0
// survey: the profile is learnt from a sample of the documents that depends on nothing but them.
#ifndef GALLEY_PIPELINE_SURVEY_H_
#define GALLEY_PIPELINE_SURVEY_H_

#include <cstdint>
#include <queue>
#include <string>
#include <string_view>
#include <vector>

#include "base/memory_budget.h"
#include "galley/profile.h"
#include "galley/stop_token.h"

namespace galley {

/// Chooses documents by the hash of their text: those of the least hashes, as many as fit. So the
/// choice depends on the set of documents, not on their order. Keeps copies of the chosen texts.
/// Not thread-safe.
class SurveySample {
 public:
  /// At most `most_bytes` of text, and of one document not more than a fraction of it.
  SurveySample(std::uint64_t most_bytes, MemoryBudget& budget);

  /// Cost: the hash of a text that is not chosen, a copy of one that is.
  void offer(std::string_view text);

  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  /// The chosen texts in the order of their hashes; the sample is then empty.
  [[nodiscard]] std::vector<std::string> take();

 private:
  struct Chosen {
    std::uint64_t hash;
    std::string text;
    friend bool operator<(const Chosen& a, const Chosen& b) { return a.hash < b.hash; }
  };
  std::uint64_t most_bytes_;
  std::uint64_t bytes_ = 0;
  std::uint64_t hash_bound_ = UINT64_MAX;  // of what has been dropped: nothing above comes in again
  std::vector<Chosen> chosen_;             // a max-heap
  Reservation reservation_;
};

/// What is learnt from one document: all of it, or its first lines where it is too large a part of
/// what may be learnt in all.
[[nodiscard]] std::string_view learnt_part(std::string_view text, std::uint64_t most_bytes);

/// Learns the sample on `threads` threads. The profile does not depend on their number.
[[nodiscard]] Result<Profile> learn_sample(const std::vector<std::string>& texts, int threads,
                                           const StopToken& stop);

}  // namespace galley

#endif  // GALLEY_PIPELINE_SURVEY_H_
