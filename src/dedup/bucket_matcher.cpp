// SPDX-License-Identifier: Apache-2.0
// Where the rows are in memory, buckets are matched as they are found; where they are on disk, see
// stored_buckets. What comes out are drafts: a pair meets its rows once more, not once for each key
// that it shares. Buckets so small that the selector takes every pair of them that is near
// enough, which most are, need no selector.
#include "dedup/bucket_matcher.h"

#include <algorithm>
#include <array>
#include <deque>
#include <mutex>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "base/try.h"
#include "dedup/banding.h"
#include "dedup/key_buckets.h"
#include "dedup/pair_drafts.h"
#include "dedup/step_records.h"
#include "dedup/stored_buckets.h"

namespace galley {

namespace {

// Drafts apart by their first rows: what is drafted several times, once for each key that the pair
// shares, is in one share, and shares are sorted and completed side by side.
class DraftShares {
 public:
  static constexpr std::size_t kShares = 16;
  using Shares = std::array<std::vector<PairDraft>, kShares>;

  DraftShares(SpillPlace& place, std::uint64_t rows) : rows_a_share_(rows / kShares + 1) {
    for (std::size_t i = 0; i < kShares; ++i) {
      sorters_.emplace_back(place, "pair-drafts", place.budget().limit_bytes() / 10 / kShares);
    }
  }
  // May be called at once with `scratch` of each thread's own.
  [[nodiscard]] Status add(std::span<const PairDraft> drafts, Shares& scratch) {
    for (std::vector<PairDraft>& share : scratch) share.clear();
    for (const PairDraft& draft : drafts) {
      scratch[draft.first() / rows_a_share_].push_back(draft);
    }
    for (std::size_t i = 0; i < kShares; ++i) {
      const std::lock_guard lock(mutexes_[i]);
      GALLEY_TRY(sorters_[i].add_all(scratch[i]));
    }
    return {};
  }
  [[nodiscard]] RecordSorter<PairDraft>& share(std::size_t number) { return sorters_[number]; }

 private:
  std::uint64_t rows_a_share_;
  std::deque<RecordSorter<PairDraft>> sorters_;
  std::array<std::mutex, kShares> mutexes_;
};

struct BucketScratch {
  KeyBuckets keys;
  DraftShares::Shares shares;
  std::vector<BucketMember> members;
  Picked picked;
  std::vector<BucketEntry> entries;
};

constexpr std::size_t kPairsAtOnce = 4096;

// Numbers the rows of a part and leaves out those that repeat another.
bool number_row(KeyRecord& key, const RowTable& rows) {
  key.set_row(rows.number_of(key.row()));
  return !rows.repeats(key.row());
}

// Each pair of a bucket's texts; returns how many pairs its members make.
std::uint64_t add_all_pairs(std::span<const KeyRecord> bucket, std::vector<PairDraft>& drafts) {
  for (std::size_t i = 1; i < bucket.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (bucket[i].row() == bucket[j].row()) continue;  // two of its keys are equal
      drafts.push_back(PairDraft::of(bucket[i].row(), bucket[j].row()));
    }
  }
  return bucket.size() * (bucket.size() - 1) / 2;
}

void add_entries(std::span<const KeyRecord> bucket, std::vector<BucketEntry>& entries) {
  const KeyRecord& first = *std::ranges::min_element(bucket, {}, &KeyRecord::row);
  const BucketName name = BucketName::of(first.row(), first.key());
  for (const KeyRecord& key : bucket) entries.push_back({Low48(key.row()), name});
}

}  // namespace

BucketMatcher::BucketMatcher(const DedupOptions& options, const RowTable& rows, SpillPlace& place,
                             int threads)
    : rule_{least_agreement(fingerprint_plan(options), options.similarity_ppm), options.numbers},
      scope_(options.scope),
      selector_(rule_),
      rows_(&rows),
      place_(&place),
      threads_(threads) {}

template <class Pair>
Status BucketMatcher::match(const PartitionedRecords<KeyRecord>& keys, RecordSorter<Pair>& pairs) {
  return rows_->in_memory() ? match_in_memory(keys, pairs) : match_on_disk(keys, pairs);
}

std::vector<BucketPicker> BucketMatcher::make_pickers() const {
  const Followers followers = followers_ == nullptr ? Followers::kIgnored : Followers::kPicked;
  return std::vector<BucketPicker>(static_cast<std::size_t>(threads_),
                                   {selector_, rows_->known_rows(), followers});
}

void BucketMatcher::count(std::span<const BucketPicker> pickers) {
  for (const BucketPicker& picker : pickers) {
    pairs_ += picker.pairs();
    skipped_ += picker.skipped();
  }
}

template <class Pair>
Status BucketMatcher::match_in_memory(const PartitionedRecords<KeyRecord>& keys,
                                      RecordSorter<Pair>& pairs) {
  const std::uint64_t most_records = most_records_at_once<KeyRecord>(place_->budget(), threads_);
  std::vector<BucketScratch> scratch(static_cast<std::size_t>(threads_));
  std::vector<BucketPicker> pickers = make_pickers();
  DraftShares drafts(*place_, rows_->size());
  const std::size_t small = small_bucket();
  std::mutex mutex;
  const auto match_part = [&](std::size_t part, int thread) -> Status {
    BucketScratch& mine = scratch[static_cast<std::size_t>(thread)];
    std::uint64_t made = 0;
    const auto match_bucket = [&](std::span<const KeyRecord> bucket) {
      if (bucket.size() <= small) {
        made += add_all_pairs(bucket, mine.picked.drafts);
        return;
      }
      mine.members.clear();
      for (const KeyRecord& key : bucket) {
        const Row& row = (*rows_)[key.row()];
        mine.members.push_back({key.row(), &row.sketch, row.numbers, row.scope, row.score});
      }
      std::sort(mine.members.begin(), mine.members.end());
      pickers[static_cast<std::size_t>(thread)].pick(bucket.front().key(), mine.members,
                                                     mine.picked);
    };
    const auto match_records = [&]() -> Status {
      mine.picked.clear();
      mine.keys.for_each([&](KeyRecord& key) { return number_row(key, *rows_); }, match_bucket);
      GALLEY_TRY(drafts.add(mine.picked.drafts, mine.shares));
      const std::lock_guard lock(mutex);
      pairs_ += std::exchange(made, 0);
      return followers_ == nullptr ? Status() : followers_->add_all(mine.picked.followers);
    };
    return keys.use_repeated(part, most_records, mine.keys.sieve(), mine.keys.records(),
                             match_records);
  };
  const Status matched = for_each_index(threads_, keys.kPartitions, place_->stop(), match_part);
  count(pickers);
  if (!matched) return matched;
  return for_each_index(
      threads_, DraftShares::kShares, place_->stop(), [&](std::size_t share, int) -> Status {
        std::vector<Pair> completed;
        const auto add = [&]() -> Status {
          const std::lock_guard lock(mutex);
          GALLEY_TRY(pairs.add_all(completed));
          completed.clear();
          return {};
        };
        const auto take = [&](const Pair& pair) -> Status {
          completed.push_back(pair);
          return completed.size() < kPairsAtOnce ? Status() : add();
        };
        GALLEY_TRY((complete_in_memory<PairDraft, Pair>(drafts.share(share), *rows_, rule_, take)));
        return add();
      });
}

// Who leads and who follows is asked where there is an index, and who shares a scope where there
// are several: then the rows are needed.
std::size_t BucketMatcher::small_bucket() const {
  const bool alike = scope_ == DedupScope::kCorpus && followers_ == nullptr;
  return alike && rows_->known_rows() == 0 ? PairSelector::kAllCompared : 0;
}

Status BucketMatcher::collect_entries(const PartitionedRecords<KeyRecord>& keys,
                                      RecordSorter<BucketEntry>& entries,
                                      RecordSorter<PairDraft>& drafts) {
  const std::uint64_t most_records = most_records_at_once<KeyRecord>(place_->budget(), threads_);
  std::vector<BucketScratch> scratch(static_cast<std::size_t>(threads_));
  const std::size_t small = small_bucket();
  std::mutex mutex;
  return for_each_index(
      threads_, keys.kPartitions, place_->stop(), [&](std::size_t part, int thread) -> Status {
        BucketScratch& mine = scratch[static_cast<std::size_t>(thread)];
        const auto collect = [&]() -> Status {
          mine.entries.clear();
          mine.picked.clear();
          std::uint64_t pairs = 0;
          mine.keys.for_each([&](KeyRecord& key) { return number_row(key, *rows_); },
                             [&](std::span<const KeyRecord> bucket) {
                               if (bucket.size() <= small) {
                                 pairs += add_all_pairs(bucket, mine.picked.drafts);
                                 return;
                               }
                               add_entries(bucket, mine.entries);
                             });
          const std::lock_guard lock(mutex);
          pairs_ += pairs;
          GALLEY_TRY(drafts.add_all(mine.picked.drafts));
          return entries.add_all(mine.entries);
        };
        return keys.use_repeated(part, most_records, mine.keys.sieve(), mine.keys.records(),
                                 collect);
      });
}

template <class Pair>
Status BucketMatcher::match_on_disk(const PartitionedRecords<KeyRecord>& keys,
                                    RecordSorter<Pair>& pairs) {
  const std::uint64_t most_memory = place_->budget().limit_bytes() / 10;
  RecordSorter<BucketEntry> entries(*place_, "bucket-entries", most_memory);
  RecordSorter<PairDraft> drafts(*place_, "pair-drafts", most_memory);
  GALLEY_TRY(collect_entries(keys, entries, drafts));
  std::vector<BucketPicker> pickers = make_pickers();
  const Status matched =
      match_stored_buckets(entries, {*rows_, *place_, pickers, followers_}, drafts);
  count(pickers);
  if (!matched) return matched;
  return complete_pairs(drafts, *rows_, *place_, pairs, rule_);
}

template Status BucketMatcher::match(const PartitionedRecords<KeyRecord>&,
                                     RecordSorter<CandidatePair>&);
template Status BucketMatcher::match(const PartitionedRecords<KeyRecord>&,
                                     RecordSorter<FoundPair>&);

}  // namespace galley
