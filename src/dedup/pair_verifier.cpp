// SPDX-License-Identifier: Apache-2.0
// In steps: the texts are read; pairs that their numbers tell apart are done with (of formulaic
// records that is most of them); texts that are left are completed and compared. What the part
// before has made ready is not made again: keepers of many come back.
#include "dedup/pair_verifier.h"

#include <algorithm>
#include <functional>

#include "base/parallel.h"
#include "base/try.h"

namespace galley {

namespace {

// What a thread takes at a time: few enough for an even share, enough for reads in sequence.
constexpr std::size_t kStep = 64;
constexpr std::uint32_t kToCompare = 1;

// Calls use(i, thread) for each i below `count`.
template <class Use>
Status for_each_in_steps(int threads, std::size_t count, const StopToken& stop, Use use) {
  return for_each_index(threads, (count + kStep - 1) / kStep, stop,
                        [&](std::size_t step, int thread) -> Status {
                          const std::size_t end = std::min(count, (step + 1) * kStep);
                          for (std::size_t i = step * kStep; i < end; ++i) {
                            GALLEY_TRY(use(i, static_cast<std::size_t>(thread)));
                          }
                          return {};
                        });
}

}  // namespace

PairVerifier::PairVerifier(const DedupOptions& options, const ParagraphTexts& texts, int threads,
                           const StopToken& stop, std::uint64_t most_letters)
    : texts_(&texts),
      threads_(threads),
      stop_(&stop),
      most_letters_(most_letters),
      place_(options),
      scratch_(static_cast<std::size_t>(threads)) {
  for (int thread = 0; thread < threads; ++thread) {
    comparisons_.push_back(make_comparison(place_));
  }
}

Status PairVerifier::verify(std::span<const CandidatePair> pairs,
                            std::vector<std::uint32_t>& similarity_ppm) {
  similarity_ppm.assign(pairs.size(), 0);
  const std::span<std::uint32_t> similarity(similarity_ppm);
  for (std::size_t begin = 0; begin < pairs.size();) {
    std::size_t end = begin;
    std::uint64_t letters = 0;
    for (; end < pairs.size() && letters <= most_letters_; ++end) {
      const bool new_text = end == begin || pairs[end].worse_ord != pairs[end - 1].worse_ord;
      letters += pairs[end].better_letters + (new_text ? pairs[end].worse_letters : 0);
    }
    GALLEY_TRY(
        verify_part(pairs.subspan(begin, end - begin), similarity.subspan(begin, end - begin)));
    begin = end;
  }
  return {};
}

void PairVerifier::collect_texts(std::span<const CandidatePair> pairs) {
  ords_.swap(ords_before_);
  prepared_.swap(prepared_before_);
  // Those of one worse text follow one another.
  uses_.clear();
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const bool new_text = i == 0 || pairs[i].worse_ord != pairs[i - 1].worse_ord;
    if (new_text) uses_.push_back({pairs[i].worse_ord, i, &Sides::worse});
    uses_.push_back({pairs[i].better_ord, i, &Sides::better});
  }
  sorter_.sort(std::span(uses_), std::mem_fn(&Use::ord),
               [](const Use& a, const Use& b) { return a.ord < b.ord; });
  ords_.clear();
  sides_.resize(pairs.size());
  for (const Use& use : uses_) {
    if (ords_.empty() || ords_.back() != use.ord) ords_.push_back(use.ord);
    sides_[use.pair].*use.side = ords_.size() - 1;
  }
  for (std::size_t i = 1; i < pairs.size(); ++i) {
    if (pairs[i].worse_ord == pairs[i - 1].worse_ord) sides_[i].worse = sides_[i - 1].worse;
  }
  if (prepared_.size() < ords_.size()) prepared_.resize(ords_.size());
  unread_.clear();
  for (std::size_t i = 0, before = 0; i < ords_.size(); ++i) {
    while (before < ords_before_.size() && ords_before_[before] < ords_[i]) ++before;
    if (before < ords_before_.size() && ords_before_[before] == ords_[i]) {
      std::swap(prepared_[i], prepared_before_[before]);
    } else {
      unread_.push_back(i);
    }
  }
}

Status PairVerifier::read_texts() {
  return for_each_in_steps(
      threads_, unread_.size(), *stop_, [&](std::size_t i, std::size_t thread) -> Status {
        const std::size_t place = unread_[i];
        GALLEY_ASSIGN(const std::string_view text, texts_->text(ords_[place], scratch_[thread]));
        comparisons_[thread]->read(text, prepared_[place]);
        return {};
      });
}

Status PairVerifier::complete_texts(std::span<const std::uint32_t> similarity_ppm) {
  incomplete_.clear();
  for (std::size_t i = 0; i < sides_.size(); ++i) {
    if (similarity_ppm[i] != kToCompare) continue;
    for (const std::size_t place : {sides_[i].worse, sides_[i].better}) {
      if (!prepared_[place].is_complete) incomplete_.push_back(place);
    }
  }
  std::sort(incomplete_.begin(), incomplete_.end());
  incomplete_.erase(std::unique(incomplete_.begin(), incomplete_.end()), incomplete_.end());
  return for_each_in_steps(threads_, incomplete_.size(), *stop_,
                           [&](std::size_t i, std::size_t thread) -> Status {
                             comparisons_[thread]->complete(prepared_[incomplete_[i]]);
                             return {};
                           });
}

// Texts keep the memory that they had; where that has become much they begin anew.
void PairVerifier::forget_texts() {
  std::uint64_t letters = 0;
  for (const PreparedText& text : prepared_) letters += text.letters.capacity();
  for (const PreparedText& text : prepared_before_) letters += text.letters.capacity();
  if (letters <= 3 * most_letters_) return;
  ords_.clear();
  prepared_.clear();
  prepared_before_.clear();
}

Status PairVerifier::verify_part(std::span<const CandidatePair> pairs,
                                 std::span<std::uint32_t> similarity_ppm) {
  collect_texts(pairs);
  GALLEY_TRY(read_texts());
  GALLEY_TRY(for_each_in_steps(
      threads_, pairs.size(), *stop_, [&](std::size_t i, std::size_t thread) -> Status {
        const Sides& sides = sides_[i];
        const bool may_match =
            comparisons_[thread]->may_match(prepared_[sides.worse], prepared_[sides.better]);
        similarity_ppm[i] = may_match ? kToCompare : 0;
        return {};
      }));
  GALLEY_TRY(complete_texts(similarity_ppm));
  std::vector<const PreparedText*> set(static_cast<std::size_t>(threads_), nullptr);
  GALLEY_TRY(for_each_in_steps(
      threads_, pairs.size(), *stop_, [&](std::size_t i, std::size_t thread) -> Status {
        if (similarity_ppm[i] != kToCompare) return {};
        const PreparedText& worse = prepared_[sides_[i].worse];
        Comparison& comparison = *comparisons_[thread];
        if (set[thread] != &worse) comparison.set_text(worse);
        set[thread] = &worse;
        similarity_ppm[i] = comparison.compare_with(prepared_[sides_[i].better]);
        return {};
      }));
  forget_texts();
  return {};
}

}  // namespace galley
