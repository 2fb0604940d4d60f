// SPDX-License-Identifier: Apache-2.0
#include "pipeline/survey.h"

#include <algorithm>
#include <memory>

#include "base/hash.h"
#include "base/parallel.h"
#include "base/release.h"
#include "base/try.h"
#include "base/utf8.h"

namespace galley {

std::string_view learnt_part(std::string_view text, std::uint64_t most_bytes) {
  // A single huge document must neither fill the sample nor, too large for it, leave it empty.
  constexpr std::uint64_t kMostShareOfOne = 8;
  const auto most = static_cast<std::size_t>(most_bytes / kMostShareOfOne);
  if (text.size() <= most) return text;
  // The cut falls at the end of a line, so that no word is learnt in halves.
  const std::size_t end = text.rfind('\n', most);
  if (end != std::string_view::npos) return text.substr(0, end + 1);
  std::size_t cut = most;
  while (cut > 0 && is_continuation(text[cut])) --cut;
  return text.substr(0, cut);
}

SurveySample::SurveySample(std::uint64_t most_bytes, MemoryBudget& budget)
    : most_bytes_(most_bytes), reservation_(budget) {}

void SurveySample::offer(std::string_view text) {
  const std::uint64_t hash = hash64(text);
  if (hash >= hash_bound_) return;
  text = learnt_part(text, most_bytes_);
  if (text.empty()) return;
  chosen_.push_back({hash, std::string(text)});
  std::push_heap(chosen_.begin(), chosen_.end());
  bytes_ += text.size();
  while (bytes_ > most_bytes_) {
    std::pop_heap(chosen_.begin(), chosen_.end());
    hash_bound_ = chosen_.back().hash;
    bytes_ -= chosen_.back().text.size();
    chosen_.pop_back();
    // Documents of one text share a hash and go together: which copy came first must not matter.
    while (!chosen_.empty() && chosen_.front().hash == hash_bound_) {
      std::pop_heap(chosen_.begin(), chosen_.end());
      bytes_ -= chosen_.back().text.size();
      chosen_.pop_back();
    }
  }
  reservation_.grow_to(bytes_);
}

std::vector<std::string> SurveySample::take() {
  std::sort_heap(chosen_.begin(), chosen_.end());
  std::vector<std::string> texts;
  for (Chosen& chosen : chosen_) texts.push_back(std::move(chosen.text));
  release(chosen_);
  bytes_ = 0;
  reservation_.shrink_to(0);
  return texts;
}

Result<Profile> learn_sample(const std::vector<std::string>& texts, int threads,
                             const StopToken& stop) {
  std::vector<std::unique_ptr<ProfileLearner>> learners(static_cast<std::size_t>(threads));
  GALLEY_TRY(
      for_each_index(threads, texts.size(), stop, [&](std::size_t index, int thread) -> Status {
        auto& learner = learners[static_cast<std::size_t>(thread)];
        if (!learner) learner = std::make_unique<ProfileLearner>();
        Document document;
        document.text = texts[index];
        learner->learn(document);
        return {};
      }));
  Profile profile;
  bool first = true;
  for (auto& learner : learners) {
    if (!learner) continue;
    if (first) {
      profile = learner->take();
    } else {
      profile.merge(learner->take());
    }
    first = false;
    learner.reset();
  }
  return profile;
}

}  // namespace galley
