// SPDX-License-Identifier: Apache-2.0
// The steps, each in a file of its own:
//
//   exact_groups     copies of one text are found; the best ranked stands for all
//   bucket_matcher   texts with a key in common become candidate pairs;
//   anchor_matcher   with DedupPreset::kOcr, texts with anchors in common
//   pair_verifier    pairs are compared letter by letter, in the order of the worse one's rank
//   resolver         of each text it is decided whether it stays
//   removals         what the copies of a text share: its keeper, or its best copy
#include "dedup/duplicate_search.h"

#include <utility>

#include "base/record_sorter.h"
#include "base/try.h"
#include "dedup/anchor_matcher.h"
#include "dedup/bucket_matcher.h"
#include "dedup/exact_groups.h"
#include "dedup/removals.h"
#include "dedup/verified_removals.h"

namespace galley {

namespace {

// Shares of the memory that the search may take; the rest is its working memory and the caller's.
std::uint64_t share(const SpillPlace& place, std::uint64_t percent) {
  return place.budget().limit_bytes() / 100 * percent;
}

std::uint32_t score_of(Keep keep, std::uint32_t doubtful_letters, const Fingerprint& fingerprint) {
  switch (keep) {
    case Keep::kFirst:
      return 0;
    case Keep::kLongest:
      return ~fingerprint.letters;
    case Keep::kCleanest:
      return doubtful_letters;
  }
  return 0;
}

}  // namespace

void DuplicateSearch::Batch::add(std::uint64_t ord, std::uint32_t doubtful_letters,
                                 const Fingerprint& fingerprint) {
  ++paragraphs_;
  if (fingerprint.kind == Fingerprint::Kind::kShort) return;
  const std::uint32_t score = score_of(keep_, doubtful_letters, fingerprint);
  ExactRecord exact{fingerprint.exact, ord, kNoRow, score, fingerprint.letters};
  if (fingerprint.kind == Fingerprint::Kind::kSigned) {
    exact.row = rows_.size();
    for (const std::uint64_t key : fingerprint.keys) {
      keys_.push_back(KeyRecord::of(key, rows_.size()));
    }
    for (const Anchor& anchor : fingerprint.anchors) {
      anchors_.push_back(AnchorRecord::of(anchor, rows_.size()));
    }
    rows_.push_back({ord, fingerprint.numbers, fingerprint.sketch, score, fingerprint.letters,
                     fingerprint.scope, Row::State::kNew});
  }
  exact_.push_back(exact);
}

std::uint64_t DuplicateSearch::Batch::memory_bytes() const {
  return exact_.capacity() * sizeof(ExactRecord) + rows_.capacity() * sizeof(Row) +
         keys_.capacity() * sizeof(KeyRecord) + anchors_.capacity() * sizeof(AnchorRecord);
}

DuplicateSearch::DuplicateSearch(const DedupOptions& options, SpillPlace& place, int threads)
    : options_(options),
      place_(&place),
      threads_(threads),
      exact_(place, "exact", share(place, 15)),
      keys_(place, "keys", share(place, 30)),
      anchors_(place, "anchors", share(place, 30)) {}

Status DuplicateSearch::take(Batch& batch) {
  std::uint64_t first_row = 0;
  {
    const std::lock_guard lock(mutex_);
    counts_.paragraphs += batch.paragraphs_;
    counts_.short_paragraphs += batch.paragraphs_ - batch.exact_.size();
    first_row = rows_.append(batch.rows_);
  }
  for (ExactRecord& exact : batch.exact_) {
    if (exact.row != kNoRow) exact.row += first_row;
  }
  for (KeyRecord& key : batch.keys_) key.move_row(first_row);
  for (AnchorRecord& anchor : batch.anchors_) anchor.move_row(first_row);
  GALLEY_TRY(exact_.add(batch.exact_));
  GALLEY_TRY(keys_.add(batch.keys_));
  GALLEY_TRY(anchors_.add(batch.anchors_));
  batch.paragraphs_ = 0;
  batch.exact_.clear();
  batch.rows_.clear();
  batch.keys_.clear();
  batch.anchors_.clear();
  return {};
}

Result<DedupOutcome> DuplicateSearch::finish(const ParagraphTexts& texts) {
  DedupOutcome outcome{{}, counts_};
  RecordSorter<CopyRecord> copies(*place_, "copies", share(*place_, 10));
  GALLEY_TRY(find_exact_copies(exact_, rows_, copies, threads_, place_->stop()));
  exact_.clear();

  RecordSorter<CandidatePair> pairs(*place_, "pairs", share(*place_, 15));
  if (options_.preset == DedupPreset::kOcr) {
    AnchorMatcher matcher(rows_, *place_, threads_, share(*place_, 15));
    GALLEY_TRY(matcher.match(anchors_, pairs));
    anchors_.clear();
    outcome.counts.candidate_pairs = matcher.pairs();
    outcome.counts.skipped_pairs = matcher.skipped();
  } else {
    BucketMatcher matcher(options_, rows_, threads_);
    GALLEY_TRY(matcher.match(keys_, pairs, place_->stop()));
    keys_.clear();
    outcome.counts.candidate_pairs = matcher.pairs();
    outcome.counts.skipped_pairs = matcher.skipped();
  }
  outcome.counts.distinct = rows_.count_representing();

  RecordSorter<RemovedText> removed(*place_, "removed", share(*place_, 10));
  GALLEY_TRY(pairs.sort());
  VerifiedRemovals verified(options_, texts, threads_, place_->stop());
  GALLEY_TRY(verified.decide(pairs, rows_.size(), removed));
  outcome.counts.compared_pairs = verified.compared();
  outcome.counts.verified_pairs = verified.verified();

  GALLEY_ASSIGN(outcome.removals,
                merge_removals(copies, removed, *place_, share(*place_, 10), outcome.counts));
  return outcome;
}

}  // namespace galley
