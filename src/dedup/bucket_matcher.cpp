// SPDX-License-Identifier: Apache-2.0
#include "dedup/bucket_matcher.h"

#include <algorithm>
#include <mutex>

#include "base/parallel.h"
#include "base/radix_sort.h"
#include "base/try.h"
#include "dedup/banding.h"
#include "dedup/pair_selector.h"

namespace galley {

namespace {

struct Scratch {
  explicit Scratch(const PairSelector& selector_) : selector(selector_) {}

  std::vector<KeyRecord> keys;
  RadixSorter<KeyRecord> sorter;
  std::vector<BucketMember> members;
  PairSelector selector;
  std::vector<CandidatePair> pairs;
};

// The texts that share one key: those that represent, by rank, and scope by scope.
void match_bucket(std::span<const KeyRecord> bucket, const RowTable& rows, Scratch& scratch) {
  std::vector<BucketMember>& members = scratch.members;
  members.clear();
  for (const KeyRecord& key : bucket) {
    const Row& row = rows[key.row()];
    if (row.state == Row::State::kRepresents) members.push_back({key.row(), &row});
  }
  std::sort(members.begin(), members.end(), [](const BucketMember& a, const BucketMember& b) {
    if (a.row->scope != b.row->scope) return a.row->scope < b.row->scope;
    return a.row->rank() < b.row->rank();
  });
  for (std::size_t begin = 0; begin < members.size();) {
    std::size_t end = begin + 1;
    while (end < members.size() && members[end].row->scope == members[begin].row->scope) ++end;
    scratch.selector.select(std::span(members).subspan(begin, end - begin), scratch.pairs);
    begin = end;
  }
}

}  // namespace

BucketMatcher::BucketMatcher(const DedupOptions& options, const RowTable& rows, int threads)
    : options_(options), rows_(&rows), threads_(threads) {}

Status BucketMatcher::match(const PartitionedRecords<KeyRecord>& keys,
                            RecordSorter<CandidatePair>& pairs, const StopToken& stop) {
  const FingerprintPlan plan = fingerprint_plan(options_);
  const PairSelector selector(least_agreement(plan, options_.similarity_ppm), options_.numbers);
  std::vector<Scratch> scratch(static_cast<std::size_t>(threads_), Scratch(selector));
  std::mutex mutex;
  const Status matched =
      for_each_index(threads_, keys.kPartitions, stop, [&](std::size_t part, int thread) -> Status {
        Scratch& mine = scratch[static_cast<std::size_t>(thread)];
        mine.keys.clear();
        GALLEY_TRY(keys.load(part, mine.keys, [](const KeyRecord&) { return true; }));
        const auto key_of = [](const KeyRecord& record) { return record.key(); };
        mine.sorter.sort(std::span(mine.keys), key_of,
                         [](const KeyRecord& a, const KeyRecord& b) { return a.key() < b.key(); });
        mine.pairs.clear();
        for (std::size_t begin = 0; begin < mine.keys.size();) {
          std::size_t end = begin + 1;
          while (end < mine.keys.size() && mine.keys[end].key() == mine.keys[begin].key()) ++end;
          if (end - begin > 1) {
            match_bucket(std::span(mine.keys).subspan(begin, end - begin), *rows_, mine);
          }
          begin = end;
        }
        const std::lock_guard lock(mutex);
        for (const CandidatePair& pair : mine.pairs) GALLEY_TRY(pairs.add(pair));
        return {};
      });
  if (!matched) return matched;
  for (const Scratch& one : scratch) {
    pairs_ += one.selector.pairs();
    skipped_ += one.selector.skipped();
  }
  return {};
}

}  // namespace galley
