// SPDX-License-Identifier: Apache-2.0
// The steps, each in a file of its own:
//
//   index_import     what an index has of these texts, or of any with a key in common, is added
//   exact_groups     copies of one text are found; the best ranked stands for all
//   bucket_matcher   texts with a key in common become candidate pairs;
//   stored_buckets   the same where rows are on disk
//   anchor_matcher   with DedupPreset::kOcr, texts with anchors in common
//   pair_verifier    pairs are compared letter by letter, in the order of the worse one's rank
//   resolver         of each text it is decided whether it stays
//   index_addition   what the index did not have is written for it
//   removals         what the copies of a text share: its keeper, or its best copy
#include "dedup/duplicate_search.h"

#include <algorithm>
#include <utility>

#include "base/record_sorter.h"
#include "base/try.h"
#include "dedup/anchor_matcher.h"
#include "dedup/bucket_matcher.h"
#include "dedup/exact_groups.h"
#include "dedup/removals.h"
#include "dedup/search_files.h"
#include "dedup/search_texts.h"
#include "dedup/verified_removals.h"

namespace galley {

namespace {

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
  ord += kFirstInputOrd;
  const std::uint32_t score = score_of(keep_, doubtful_letters, fingerprint);
  ExactRecord exact{fingerprint.exact, ord, kNoRow, score, fingerprint.letters};
  if (fingerprint.kind == Fingerprint::Kind::kSigned) {
    GALLEY_CHECK(rows_.empty() || rows_.back().ord < ord);
    exact.row = rows_.size();
    const std::uint64_t row = rows_.size();
    keys_.resize(keys_.size() + fingerprint.keys.size());
    std::ranges::transform(fingerprint.keys, keys_.end() - std::ssize(fingerprint.keys),
                           [row](std::uint64_t key) { return KeyRecord::of(key, row); });
    anchors_.resize(anchors_.size() + fingerprint.anchors.size());
    std::ranges::transform(fingerprint.anchors, anchors_.end() - std::ssize(fingerprint.anchors),
                           [row](const Anchor& anchor) { return AnchorRecord::of(anchor, row); });
    rows_.push_back({ord, fingerprint.numbers, fingerprint.sketch, score, fingerprint.letters,
                     fingerprint.scope, 0});
  }
  exact_.push_back(exact);
}

std::uint64_t DuplicateSearch::Batch::memory_bytes() const {
  return exact_.capacity() * sizeof(ExactRecord) + rows_.capacity() * sizeof(Row) +
         keys_.capacity() * sizeof(KeyRecord) + anchors_.capacity() * sizeof(AnchorRecord);
}

bool DuplicateSearch::Batch::is_full() const {
  constexpr std::size_t kMostBytes = std::size_t{4} << 20;
  return exact_.size() * sizeof(ExactRecord) + rows_.size() * sizeof(Row) +
             keys_.size() * sizeof(KeyRecord) + anchors_.size() * sizeof(AnchorRecord) >=
         kMostBytes;
}

Status DuplicateSearch::Batch::add_to(PartitionedRecords<ExactRecord>& exact,
                                      PartitionedRecords<KeyRecord>& keys,
                                      PartitionedRecords<AnchorRecord>& anchors,
                                      std::uint64_t base) const {
  const auto count_from_base = [base](auto& record) { record.set_row(record.row() + base); };
  GALLEY_TRY(exact.add(exact_, [base](ExactRecord& record) {
    if (record.row != kNoRow) record.row += base;
  }));
  GALLEY_TRY(keys.add(keys_, count_from_base));
  return anchors.add(anchors_, count_from_base);
}

// Shares of the memory that the search may take; the rest is its working memory and the caller's.
DuplicateSearch::DuplicateSearch(const DedupOptions& options, SpillPlace& place, int threads,
                                 const DuplicateIndex* index)
    : options_(options),
      place_(&place),
      threads_(threads),
      index_(index),
      rows_(place, options.keep, place.share(15), most_batches_of(options.preset)),
      exact_(place, kExactName, place.share(15)),
      keys_(place, kKeysName, place.share(30)),
      anchors_(place, kAnchorsName, place.share(30)) {}

Status DuplicateSearch::take(Batch& batch) {
  paragraphs_ += batch.paragraphs_;
  short_paragraphs_ += batch.paragraphs_ - batch.exact_.size();
  std::uint64_t base = 0;  // rows count from here on
  if (!batch.rows_.empty()) {
    GALLEY_ASSIGN(const std::uint64_t number, rows_.append(batch.rows_));
    base = ArrivalRow::of(number, 0);
  }
  GALLEY_TRY(batch.add_to(exact_, keys_, anchors_, base));
  batch.paragraphs_ = 0;
  batch.exact_.clear();
  batch.rows_.clear();
  batch.keys_.clear();
  batch.anchors_.clear();
  return {};
}

Status DuplicateSearch::adopt(const std::string& folder, const SearchFacts& facts) {
  paragraphs_ += facts.paragraphs;
  short_paragraphs_ += facts.short_paragraphs;
  std::uint64_t batch = 0;
  if (facts.rows > 0) {
    GALLEY_ASSIGN(batch, rows_.adopt(join_path(folder, kRowsName), facts.rows, facts.first_ord));
  }
  exact_.adopt({.path = join_path(folder, kExactName), .begins = facts.exact, .batch = batch});
  keys_.adopt({.path = join_path(folder, kKeysName), .begins = facts.keys, .batch = batch});
  anchors_.adopt(
      {.path = join_path(folder, kAnchorsName), .begins = facts.anchors, .batch = batch});
  return {};
}

Status DuplicateSearch::import_from_index(IndexImport& import, RecordSorter<RemovedText>& removed) {
  GALLEY_TRY(import.find_copies(exact_, rows_, options_.exact_copies));
  GALLEY_TRY(options_.preset == DedupPreset::kOcr ? import.find_neighbours(anchors_, rows_)
                                                  : import.find_neighbours(keys_, rows_));
  GALLEY_TRY(import.finish(rows_, exact_, keys_, anchors_, removed));
  rows_.settle(import.count());
  return {};
}

Result<DedupOutcome> DuplicateSearch::finish(const ParagraphTexts& input, IndexAddition* addition) {
  DedupOutcome outcome;
  outcome.counts.paragraphs = paragraphs_;
  outcome.counts.short_paragraphs = short_paragraphs_;
  rows_.settle();
  RecordSorter<RemovedText> removed(*place_, "removed", place_->share(10));
  std::optional<IndexImport> import;
  if (index_ != nullptr) {
    import.emplace(*index_, *place_, threads_);
    GALLEY_TRY(import_from_index(*import, removed));
  }
  RecordSorter<CopyRecord> copies(*place_, "copies", place_->share(10));
  const SearchTexts texts(input, index_);
  const std::span<const std::uint64_t> gone =
      import ? std::span(import->gone()) : std::span<const std::uint64_t>();
  const bool compares = options_.exact_copies == ExactCopies::kByLetters;
  const ExactSearch exact_search{*place_, threads_, compares ? &texts : nullptr, gone};
  GALLEY_TRY(find_exact_copies(exact_, rows_, copies, exact_search));
  outcome.counts.distinct = rows_.count_distinct() - rows_.known_rows();
  if (addition != nullptr) {
    addition->begin(rows_);
    GALLEY_TRY(addition->write_exact(exact_, *place_));
  }
  exact_.clear();

  RecordSorter<CandidatePair> pairs(*place_, "pairs", place_->share(15));
  GALLEY_TRY(find_pairs(pairs, addition, outcome.counts));

  GALLEY_TRY(pairs.sort());
  VerifiedRemovals verified(options_, texts, threads_, place_->stop(), most_letters(*place_));
  GALLEY_TRY(verified.decide(pairs, rows_.size(), removed, gone));
  outcome.counts.compared_pairs = verified.compared();
  outcome.counts.verified_pairs = verified.verified();

  RecordSorter<RemovedText>* all_removed = &removed;
  std::optional<RecordSorter<RemovedText>> passed_on;
  if (addition != nullptr) {
    passed_on.emplace(*place_, "removed-again", place_->share(10));
    GALLEY_TRY(addition->write_texts(removed, *passed_on, texts, place_->stop()));
    all_removed = &*passed_on;
  }
  GALLEY_ASSIGN(outcome.removals,
                merge_removals(copies, *all_removed, *place_, place_->share(10), outcome.counts));
  return outcome;
}

Status DuplicateSearch::find_pairs(RecordSorter<CandidatePair>& pairs, IndexAddition* addition,
                                   DedupCounts& counts) {
  if (options_.preset == DedupPreset::kOcr) {
    AnchorMatcher matcher(rows_, *place_, threads_);
    GALLEY_TRY(matcher.match(anchors_, pairs));
    if (addition != nullptr) GALLEY_TRY(addition->write_keys(anchors_, *place_));
    anchors_.clear();
    counts.candidate_pairs = matcher.pairs();
    counts.skipped_pairs = matcher.skipped();
    return {};
  }
  BucketMatcher matcher(options_, rows_, *place_, threads_);
  RecordSorter<KeyRecord> followers(*place_, "followers", place_->share(5));
  if (addition != nullptr) matcher.collect_followers(followers);
  GALLEY_TRY(matcher.match(keys_, pairs));
  if (addition != nullptr) GALLEY_TRY(addition->write_keys(keys_, followers, *place_));
  keys_.clear();
  counts.candidate_pairs = matcher.pairs();
  counts.skipped_pairs = matcher.skipped();
  return {};
}

}  // namespace galley
