// SPDX-License-Identifier: Apache-2.0
// Pairs are compared a batch at a time. When a batch begins, all better ranked texts before it have
// been decided, so pairs with those that do not stay need not be compared: in a corpus of copies
// that is most of them.
#include "dedup/verified_removals.h"

#include <optional>
#include <utility>
#include <vector>

#include "base/try.h"
#include "dedup/resolver.h"

namespace galley {

namespace {

// A batch ends with either; with five-letter shingles a letter takes 12 bytes of working memory.
constexpr std::size_t kPairsInBatch = 8192;
constexpr std::uint64_t kMostLetters = std::uint64_t{1} << 22;

// Reads pairs, each once, and never a part of those of one worse text.
template <class Next>
class PairReader {
 public:
  explicit PairReader(Next next) : next_of_(std::move(next)) {}

  // The next pairs that are wanted(). Empty at the end.
  template <class Wanted>
  [[nodiscard]] Status read(Wanted wanted, std::vector<CandidatePair>& batch) {
    batch.clear();
    std::uint64_t letters = 0;
    if (!started_) {
      started_ = true;
      GALLEY_TRY(advance());
    }
    while (next_) {
      const bool new_text = batch.empty() || batch.back().worse_ord != next_->worse_ord;
      if (new_text && (batch.size() >= kPairsInBatch || letters >= kMostLetters)) return {};
      if (wanted(*next_)) {
        letters += next_->better_letters + (new_text ? next_->worse_letters : 0);
        batch.push_back(*next_);
      }
      GALLEY_TRY(advance());
    }
    return {};
  }

 private:
  // To the next pair that is another one than the last.
  [[nodiscard]] Status advance() {
    const std::optional<CandidatePair> last = next_;
    do {
      GALLEY_ASSIGN(next_, next_of_());
    } while (next_ && last && last->worse_ord == next_->worse_ord &&
             last->better_ord == next_->better_ord);
    return {};
  }

  Next next_of_;
  std::optional<CandidatePair> next_;
  bool started_ = false;
};

}  // namespace

Status VerifiedRemovals::decide(RecordSorter<CandidatePair>& pairs, std::uint64_t rows,
                                RecordSorter<RemovedText>& removed,
                                std::span<const std::uint64_t> gone) {
  Resolver resolver(rows, gone);
  PairReader reader([&] { return pairs.next(); });
  // As far as it is decided.
  const auto better_stays = [&](const CandidatePair& pair) {
    return !resolver.removed(pair.better_row);
  };
  std::vector<CandidatePair> batch;
  std::vector<std::uint32_t> similarity_ppm;
  for (;;) {
    GALLEY_TRY(reader.read(better_stays, batch));
    if (batch.empty()) break;
    GALLEY_TRY(verifier_.verify(batch, similarity_ppm));
    for (std::size_t begin = 0; begin < batch.size();) {
      std::size_t end = begin + 1;
      while (end < batch.size() && batch[end].worse_ord == batch[begin].worse_ord) ++end;
      const std::optional<RemovedText> text =
          resolver.decide(std::span(batch).subspan(begin, end - begin),
                          std::span(similarity_ppm).subspan(begin, end - begin));
      if (text) GALLEY_TRY(removed.add(*text));
      begin = end;
    }
  }
  compared_ = resolver.compared();
  verified_ = resolver.verified();
  return {};
}

Status VerifiedRemovals::compare(const PairSource& pairs, const VerifiedUse& use) {
  PairReader reader([&] { return pairs(); });
  std::vector<CandidatePair> batch;
  std::vector<std::uint32_t> similarity_ppm;
  for (;;) {
    GALLEY_TRY(reader.read([](const CandidatePair&) { return true; }, batch));
    if (batch.empty()) return {};
    GALLEY_TRY(verifier_.verify(batch, similarity_ppm));
    for (std::size_t i = 0; i < batch.size(); ++i) {
      if (similarity_ppm[i] == 0) continue;
      GALLEY_TRY(use({batch[i], similarity_ppm[i]}));
    }
  }
}

Status decide_verified(const std::function<Result<std::optional<VerifiedPair>>()>& pairs,
                       std::uint64_t rows, const std::function<Status(const RemovedText&)>& use) {
  Resolver resolver(rows);
  std::vector<CandidatePair> of_text;
  std::vector<std::uint32_t> similarity_ppm;
  GALLEY_ASSIGN(std::optional<VerifiedPair> next, pairs());
  while (next) {
    of_text.clear();
    similarity_ppm.clear();
    while (next && (of_text.empty() || of_text.back().worse_ord == next->pair.worse_ord)) {
      of_text.push_back(next->pair);
      similarity_ppm.push_back(static_cast<std::uint32_t>(next->similarity_ppm));
      GALLEY_ASSIGN(next, pairs());
    }
    const std::optional<RemovedText> text = resolver.decide(of_text, similarity_ppm);
    if (text) GALLEY_TRY(use(*text));
  }
  return {};
}

}  // namespace galley
