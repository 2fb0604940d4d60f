// SPDX-License-Identifier: Apache-2.0
// What all parts have found of a range is sorted by worse text: so a pair that several have found
// stands together, and what each of them knows that speaks for it is summed.
//
// What is left out: texts of better rank are read from wherever they are; a range whose pairs refer
// to all of the archive reads here and there in all of it.
#include <optional>

#include "dedup/anchor_matcher.h"
#include "dedup/search_texts.h"
#include "dedup/step_files.h"
#include "dedup/step_records.h"
#include "dedup/verified_removals.h"

namespace galley {

namespace {

// Hands each pair out once, in their order.
class PairMerger {
 public:
  PairMerger(RecordSorter<FoundPair>& found, bool have_evidence)
      : found_(&found), have_evidence_(have_evidence) {}

  [[nodiscard]] Status begin() { return advance(); }
  [[nodiscard]] Result<std::optional<CandidatePair>> next() {
    while (next_) {
      const FoundPair pair = *next_;
      std::uint64_t evidence = 0;
      while (next_ && next_->is_same_pair(pair)) {
        evidence += next_->evidence;
        GALLEY_TRY(advance());
      }
      const std::uint64_t least =
          have_evidence_ ? least_evidence(pair.worse_letters, pair.better_letters) : 0;
      if (evidence >= least) return std::optional(pair.candidate());
    }
    return std::optional<CandidatePair>();
  }

 private:
  [[nodiscard]] Status advance() {
    GALLEY_ASSIGN(next_, found_->next());
    return {};
  }

  RecordSorter<FoundPair>* found_;
  bool have_evidence_;
  std::optional<FoundPair> next_;
};

}  // namespace

Status verify_pairs(const SearchSteps& steps, SliceSource& pairs, const ParagraphTexts& texts,
                    const std::string& folder) {
  SpillPlace& place = *steps.place;
  RecordSorter<FoundPair> found(place, "found-pairs", place.share(40));
  GALLEY_TRY(
      for_each_sent<FoundPair>(pairs, [&](const FoundPair& pair) { return found.add(pair); }));
  GALLEY_TRY(found.sort());
  PairMerger merger(found, steps.options->preset == DedupPreset::kOcr);
  GALLEY_TRY(merger.begin());
  const SearchTexts of_input(texts, nullptr);
  VerifiedRemovals verified(*steps.options, of_input, steps.threads, place.stop(),
                            most_letters(place));
  const auto merged = [&] { return merger.next(); };
  // They come by place, which is their rank where texts have no score.
  if (steps.options->keep == Keep::kFirst) {
    GALLEY_ASSIGN(RunWriter writer,
                  create_run(folder, kVerifiedName, run_kind_of<VerifiedPair>(kVerifiedName)));
    GALLEY_TRY(verified.compare(
        merged, [&](const VerifiedPair& pair) { return writer.append_record(pair); }));
    return writer.finish();
  }
  RecordSorter<VerifiedPair> by_rank(place, kVerifiedName, place.share(20));
  GALLEY_TRY(verified.compare(merged, [&](const VerifiedPair& pair) { return by_rank.add(pair); }));
  return write_sorted(by_rank, folder, kVerifiedName);
}

}  // namespace galley
