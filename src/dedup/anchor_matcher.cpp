// SPDX-License-Identifier: Apache-2.0
// Two texts that share an anchor are mostly two texts with a phrase in common. What stands around
// it tells: each anchor in like surroundings is evidence, and pairs with enough of it are compared.
// An anchor that very many texts have is a common phrase and says little; of those that have it, by
// rank, each of the first ones is held against all before it, the next ones against the very first
// only (so that a story with very many prints finds its first), and the rest against none.
#include "dedup/anchor_matcher.h"

#include <algorithm>
#include <mutex>
#include <tuple>

#include "base/parallel.h"
#include "base/radix_sort.h"
#include "base/try.h"
#include "dedup/pair_drafts.h"
#include "dedup/surroundings.h"

namespace galley {

namespace {

constexpr std::size_t kEachWithEach = 16;
constexpr std::size_t kWithFirst = kMostAnchorMembers;
constexpr std::size_t kFirst = 2;

// Likeness up to this is none; what is above counts as evidence.
constexpr unsigned kNoEvidence = 58;

// What little evidence is enough, and how much more is asked for of texts that are pages rather
// than stories. All pages of one month have phrases in common with each other, and to compare two
// of them takes as long as a million stories. Of two texts that are alike a fixed number of anchors
// is in common however long they are, and of a part that share of them which it is of the whole. Of
// pairs of 1916 that were alike nine in ten had an evidence above 50, of pages that were not one in
// ten.
constexpr std::uint64_t kLeastEvidence = 3;
constexpr std::uint64_t kFewLetters = 2000;
constexpr std::uint64_t kLettersOfEvidence = 100;
constexpr std::uint64_t kMostOfLength = 60;

struct AnchorScratch {
  std::vector<AnchorRecord> anchors;
  RepeatSieve anchor_sieve;
  RadixSorter<AnchorRecord> anchor_sorter;
  std::vector<AnchorHit> hits;
  RadixSorter<AnchorHit> hit_sorter;
  std::uint64_t looked_at = 0;
  std::uint64_t skipped = 0;
};

void compare(const AnchorRecord& worse, const AnchorRecord& better, AnchorScratch& scratch) {
  ++scratch.looked_at;
  const unsigned likeness = likeness_around(worse, better);
  if (likeness <= kNoEvidence) return;
  scratch.hits.push_back(
      AnchorHit::of(worse.row(), better.row(), static_cast<std::uint16_t>(likeness - kNoEvidence)));
}

}  // namespace

// One that has the anchor twice is there once.
std::size_t order_anchor_bucket(std::span<AnchorRecord> bucket, const RowTable& rows) {
  const auto order = [&](const AnchorRecord& anchor) {
    return std::tuple(rows.score(anchor.row()), anchor.row(), anchor.before(), anchor.after());
  };
  std::sort(bucket.begin(), bucket.end(),
            [&](const AnchorRecord& a, const AnchorRecord& b) { return order(a) < order(b); });
  const auto end =
      std::unique(bucket.begin(), bucket.end(),
                  [](const AnchorRecord& a, const AnchorRecord& b) { return a.row() == b.row(); });
  return static_cast<std::size_t>(end - bucket.begin());
}

std::uint64_t least_evidence(std::uint32_t letters, std::uint32_t other_letters) {
  const std::uint64_t shorter = std::min(letters, other_letters);
  const std::uint64_t longer = std::max({letters, other_letters, 1u});
  const std::uint64_t common = shorter * shorter / longer;
  const std::uint64_t above = common - std::min(common, kFewLetters);
  return kLeastEvidence + std::min(above / kLettersOfEvidence, kMostOfLength);
}

namespace {

void match_bucket(std::span<AnchorRecord> bucket, const RowTable& rows, AnchorScratch& scratch) {
  const std::size_t members = order_anchor_bucket(bucket, rows);
  for (std::size_t worse = 1; worse < members; ++worse) {
    if (bucket[worse].row() < rows.known_rows()) continue;  // an earlier run has done that
    const std::size_t with = worse < kEachWithEach ? worse
                             : worse < kWithFirst  ? kFirst
                                                   : std::size_t{0};
    for (std::size_t better = 0; better < with; ++better) {
      compare(bucket[worse], bucket[better], scratch);
    }
    scratch.skipped += worse - with;
  }
}

// Numbers the rows of a part, leaves out those that repeat another, and matches bucket by bucket.
void match_buckets(AnchorScratch& scratch, const RowTable& rows) {
  std::vector<AnchorRecord>& anchors = scratch.anchors;
  std::size_t count = 0;
  for (AnchorRecord anchor : anchors) {
    anchor.set_row(rows.number_of(anchor.row()));
    if (!rows.repeats(anchor.row())) anchors[count++] = anchor;
  }
  anchors.resize(count);
  scratch.anchor_sorter.sort(
      std::span(anchors), [](const AnchorRecord& record) { return record.key(); },
      [](const AnchorRecord& a, const AnchorRecord& b) { return a.key() < b.key(); });
  scratch.hits.clear();
  for (std::size_t begin = 0; begin < anchors.size();) {
    std::size_t end = begin + 1;
    while (end < anchors.size() && anchors[end].key() == anchors[begin].key()) ++end;
    if (end - begin > 1) {
      match_bucket(std::span(anchors).subspan(begin, end - begin), rows, scratch);
    }
    begin = end;
  }
}

// Sums the evidence for each pair of texts.
void weigh_hits(AnchorScratch& scratch, std::uint64_t least, std::vector<WeighedDraft>& drafts) {
  std::vector<AnchorHit>& hits = scratch.hits;
  scratch.hit_sorter.sort(
      std::span(hits), [](const AnchorHit& hit) { return hit.partition_key(); },
      [](const AnchorHit& a, const AnchorHit& b) {
        return std::tuple(a.partition_key(), a.better_row()) <
               std::tuple(b.partition_key(), b.better_row());
      });
  drafts.clear();
  for (std::size_t begin = 0; begin < hits.size();) {
    const AnchorHit& first = hits[begin];
    std::uint64_t evidence = 0;
    std::size_t end = begin;
    for (; end < hits.size() && hits[end].worse_row == first.worse_row &&
           hits[end].better_row() == first.better_row();
         ++end) {
      evidence += hits[end].evidence;
    }
    if (evidence >= least) drafts.push_back({first.worse_row, first.better_row(), evidence});
    begin = end;
  }
}

}  // namespace

AnchorMatcher::AnchorMatcher(const RowTable& rows, SpillPlace& place, int threads)
    : rows_(&rows),
      place_(&place),
      threads_(threads),
      hits_(place, "anchor-hits", place.budget().limit_bytes() / 10) {}

template <class Pair>
Status AnchorMatcher::match(const PartitionedRecords<AnchorRecord>& anchors,
                            RecordSorter<Pair>& pairs) {
  // Where it is kept it need not be enough: there is more elsewhere.
  constexpr bool kIsKept = requires(const Pair& pair) { pair.evidence; };
  GALLEY_TRY(find_hits(anchors));
  RecordSorter<WeighedDraft> drafts(*place_, "pair-drafts", place_->budget().limit_bytes() / 10);
  GALLEY_TRY(draft_pairs(kIsKept ? 0 : kLeastEvidence, drafts));
  hits_.clear();
  return complete_pairs(drafts, *rows_, *place_, pairs);
}

Status AnchorMatcher::find_hits(const PartitionedRecords<AnchorRecord>& anchors) {
  const std::uint64_t most_records = most_records_at_once<AnchorRecord>(place_->budget(), threads_);
  std::vector<AnchorScratch> scratch(static_cast<std::size_t>(threads_));
  const Status found = for_each_index(
      threads_, anchors.kPartitions, place_->stop(), [&](std::size_t part, int thread) -> Status {
        AnchorScratch& mine = scratch[static_cast<std::size_t>(thread)];
        const auto match = [&]() -> Status {
          match_buckets(mine, *rows_);
          return hits_.add(mine.hits);
        };
        return anchors.use_repeated(part, most_records, mine.anchor_sieve, mine.anchors, match);
      });
  for (const AnchorScratch& one : scratch) {
    pairs_ += one.looked_at + one.skipped;
    skipped_ += one.skipped;
  }
  return found;
}

Status AnchorMatcher::draft_pairs(std::uint64_t least, RecordSorter<WeighedDraft>& drafts) const {
  const std::uint64_t most_records = most_records_at_once<AnchorHit>(place_->budget(), threads_);
  std::vector<AnchorScratch> scratch(static_cast<std::size_t>(threads_));
  std::vector<std::vector<WeighedDraft>> found(static_cast<std::size_t>(threads_));
  std::mutex mutex;
  return for_each_index(
      threads_, hits_.kPartitions, place_->stop(), [&](std::size_t part, int thread) -> Status {
        AnchorScratch& mine = scratch[static_cast<std::size_t>(thread)];
        return hits_.use_part(part, most_records, mine.hits, [&]() -> Status {
          std::vector<WeighedDraft>& drafted = found[static_cast<std::size_t>(thread)];
          weigh_hits(mine, least, drafted);
          const std::lock_guard lock(mutex);
          return drafts.add_all(drafted);
        });
      });
}

template Status AnchorMatcher::match(const PartitionedRecords<AnchorRecord>&,
                                     RecordSorter<CandidatePair>&);
template Status AnchorMatcher::match(const PartitionedRecords<AnchorRecord>&,
                                     RecordSorter<FoundPair>&);

}  // namespace galley
