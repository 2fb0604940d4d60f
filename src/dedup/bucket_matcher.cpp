// SPDX-License-Identifier: Apache-2.0
// Where the rows are in memory, buckets are matched as they are found. Where they are on disk, the
// entries of all buckets are sorted by row, meet the rows in one sequential read, and are sorted
// back into their buckets: two passes over what shares a key, whatever its size. Both ways a bucket
// comes to the selector with the same members in the same order.
#include "dedup/bucket_matcher.h"

#include <algorithm>
#include <bit>
#include <mutex>

#include "base/parallel.h"
#include "base/radix_sort.h"
#include "base/try.h"
#include "dedup/banding.h"

namespace galley {

namespace {

// Which keys may occur more than once: most do not, and need not be sorted to find that out. Two
// bits, of which keys may share some, say of a key that it was seen, and seen again.
class RepeatedKeys {
 public:
  // Forgets all; `count` keys will be noted.
  void begin(std::size_t count) {
    const std::size_t places = std::bit_ceil(std::max<std::size_t>(count * kPlacesPerKey, 64));
    mask_ = places - 1;
    seen_.assign(places / 64, {});
  }
  void note(const KeyRecord& key) {
    const std::uint64_t place = place_of(key);
    Word& word = seen_[place / 64];
    const std::uint64_t bit = std::uint64_t{1} << (place % 64);
    word.again |= word.once & bit;
    word.once |= bit;
  }
  [[nodiscard]] bool may_repeat(const KeyRecord& key) const {
    const std::uint64_t place = place_of(key);
    return (seen_[place / 64].again >> (place % 64) & 1) != 0;
  }

 private:
  static constexpr std::size_t kPlacesPerKey = 8;
  struct Word {
    std::uint64_t once = 0;
    std::uint64_t again = 0;
  };
  // A key has 48 bits that say something, the highest.
  [[nodiscard]] std::uint64_t place_of(const KeyRecord& key) const {
    return key.key() >> 16 & mask_;
  }

  std::uint64_t mask_ = 0;
  std::vector<Word> seen_;
};

struct Scratch {
  std::vector<KeyRecord> keys;
  RepeatedKeys repeated;
  RadixSorter<KeyRecord> sorter;
  std::vector<BucketMember> members;
  std::vector<PickedPair> picked;
  std::vector<PairDraft> drafts;
  std::vector<BucketEntry> entries;
  std::vector<KeyRecord> followers;
};

// Numbers the rows of a part, leaves out those that repeat another or have no key in common with
// one, and sorts them by key. Calls use(bucket) for every key that two rows have.
template <class Use>
void for_each_bucket(Scratch& scratch, const RowTable& rows, Use use) {
  std::vector<KeyRecord>& keys = scratch.keys;
  scratch.repeated.begin(keys.size());
  std::size_t count = 0;
  for (KeyRecord key : keys) {
    key.set_row(rows.number_of(key.row()));
    if (rows.repeats(key.row())) continue;
    scratch.repeated.note(key);
    keys[count++] = key;
  }
  keys.resize(count);
  std::erase_if(keys, [&](const KeyRecord& key) { return !scratch.repeated.may_repeat(key); });
  scratch.sorter.sort(
      std::span(keys), [](const KeyRecord& record) { return record.key(); },
      [](const KeyRecord& a, const KeyRecord& b) { return a.key() < b.key(); });
  for (std::size_t begin = 0; begin < keys.size();) {
    std::size_t end = begin + 1;
    while (end < keys.size() && keys[end].key() == keys[begin].key()) ++end;
    if (end - begin > 1) use(std::span<const KeyRecord>(keys).subspan(begin, end - begin));
    begin = end;
  }
}

// The members of a bucket, of whatever scopes, sorted by scope and rank. Calls use(worse, better)
// for each pair of them, and follows(member) for each that is no leader. Rows below `known_rows`
// are texts of an index, which has one scope.
template <class Use, class Follows>
void select_by_scope(std::span<const BucketMember> members, std::uint64_t known_rows,
                     PairSelector& selector, std::vector<PickedPair>& picked, Use use,
                     Follows follows) {
  for (std::size_t begin = 0; begin < members.size();) {
    std::size_t end = begin + 1;
    while (end < members.size() && members[end].row->scope == members[begin].row->scope) ++end;
    std::size_t known = 0;
    while (begin + known < end && members[begin + known].number < known_rows) ++known;
    picked.clear();
    selector.select(members.subspan(begin, end - begin), picked, known);
    for (const PickedPair& pair : picked)
      use(members[begin + pair.worse], members[begin + pair.better]);
    for (const std::uint32_t member : selector.followers()) follows(members[begin + member]);
    begin = end;
  }
}

}  // namespace

BucketMatcher::BucketMatcher(const DedupOptions& options, const RowTable& rows, SpillPlace& place,
                             int threads)
    : selector_(least_agreement(fingerprint_plan(options), options.similarity_ppm),
                options.numbers),
      rows_(&rows),
      place_(&place),
      threads_(threads) {}

Status BucketMatcher::match(const PartitionedRecords<KeyRecord>& keys,
                            RecordSorter<CandidatePair>& pairs) {
  return rows_->in_memory() ? match_in_memory(keys, pairs) : match_on_disk(keys, pairs);
}

void BucketMatcher::count(const PairSelector& selector) {
  pairs_ += selector.pairs();
  skipped_ += selector.skipped();
}

Status BucketMatcher::match_in_memory(const PartitionedRecords<KeyRecord>& keys,
                                      RecordSorter<CandidatePair>& pairs) {
  const std::uint64_t most_records = most_records_at_once<KeyRecord>(place_->budget(), threads_);
  std::vector<Scratch> scratch(static_cast<std::size_t>(threads_));
  std::vector<PairSelector> selectors(static_cast<std::size_t>(threads_), selector_);
  // A pair is drafted once for each key that it shares: sorted while it is small, then completed.
  RecordSorter<PairDraft> drafts(*place_, "pair-drafts", place_->budget().limit_bytes() / 10);
  std::mutex mutex;
  const auto match_part = [&](std::size_t part, int thread) -> Status {
    Scratch& mine = scratch[static_cast<std::size_t>(thread)];
    PairSelector& selector = selectors[static_cast<std::size_t>(thread)];
    const auto match_bucket = [&](std::span<const KeyRecord> bucket) {
      mine.members.clear();
      for (const KeyRecord& key : bucket) mine.members.push_back({key.row(), &(*rows_)[key.row()]});
      std::sort(mine.members.begin(), mine.members.end(),
                [](const BucketMember& a, const BucketMember& b) {
                  if (a.row->scope != b.row->scope) return a.row->scope < b.row->scope;
                  return a.row->rank() < b.row->rank();
                });
      select_by_scope(
          mine.members, rows_->known_rows(), selector, mine.picked,
          [&](const BucketMember& worse, const BucketMember& better) {
            mine.drafts.push_back({worse.number, better.number});
          },
          [&](const BucketMember& member) {
            if (followers_ == nullptr) return;
            mine.followers.push_back(KeyRecord::of(bucket.front().key(), member.number));
          });
    };
    return keys.use_part(part, most_records, mine.keys, [&]() -> Status {
      mine.drafts.clear();
      mine.followers.clear();
      for_each_bucket(mine, *rows_, match_bucket);
      const std::lock_guard lock(mutex);
      if (followers_ != nullptr) GALLEY_TRY(followers_->add_all(mine.followers));
      return drafts.add_all(mine.drafts);
    });
  };
  const Status matched = for_each_index(threads_, keys.kPartitions, place_->stop(), match_part);
  for (const PairSelector& selector : selectors) count(selector);
  if (!matched) return matched;
  GALLEY_TRY(drafts.sort());
  std::optional<PairDraft> before;
  for (;;) {
    GALLEY_ASSIGN(const std::optional<PairDraft> draft, drafts.next());
    if (!draft) return {};
    if (draft == before) continue;
    before = draft;
    GALLEY_TRY(pairs.add(CandidatePair::of((*rows_)[draft->first], draft->first,
                                           (*rows_)[draft->second], draft->second)));
  }
}

Status BucketMatcher::collect_entries(const PartitionedRecords<KeyRecord>& keys,
                                      RecordSorter<BucketEntry>& entries) const {
  const std::uint64_t most_records = most_records_at_once<KeyRecord>(place_->budget(), threads_);
  std::vector<Scratch> scratch(static_cast<std::size_t>(threads_));
  std::mutex mutex;
  return for_each_index(threads_, keys.kPartitions, place_->stop(),
                        [&](std::size_t part, int thread) -> Status {
                          Scratch& mine = scratch[static_cast<std::size_t>(thread)];
                          return keys.use_part(part, most_records, mine.keys, [&]() -> Status {
                            mine.entries.clear();
                            for_each_bucket(mine, *rows_, [&](std::span<const KeyRecord> bucket) {
                              for (const KeyRecord& key : bucket)
                                mine.entries.push_back({key.row(), key.key()});
                            });
                            const std::lock_guard lock(mutex);
                            return entries.add_all(mine.entries);
                          });
                        });
}

Status BucketMatcher::match_on_disk(const PartitionedRecords<KeyRecord>& keys,
                                    RecordSorter<CandidatePair>& pairs) {
  const std::uint64_t most_memory = place_->budget().limit_bytes() / 10;
  RecordSorter<BucketEntry> entries(*place_, "bucket-entries", most_memory);
  GALLEY_TRY(collect_entries(keys, entries));
  GALLEY_TRY(entries.sort());

  RecordSorter<BucketRow> rows(*place_, "bucket-rows", most_memory);
  RowReader reader(*rows_);
  for (;;) {
    GALLEY_ASSIGN(const std::optional<BucketEntry> entry, entries.next());
    if (!entry) break;
    GALLEY_ASSIGN(const Row row, reader.read(entry->row));
    GALLEY_TRY(rows.add({entry->key, entry->row, row}));
  }
  GALLEY_TRY(rows.sort());

  PairSelector selector = selector_;
  std::vector<BucketRow> bucket;
  std::vector<BucketMember> members;
  std::vector<PickedPair> picked;
  std::vector<CandidatePair> found;
  std::vector<KeyRecord> followers;
  GALLEY_ASSIGN(std::optional<BucketRow> next, rows.next());
  while (next) {
    bucket.clear();
    for (const std::uint64_t key = next->key; next && next->key == key;) {
      bucket.push_back(*next);
      GALLEY_ASSIGN(next, rows.next());
    }
    members.clear();
    for (const BucketRow& member : bucket) members.push_back({member.number, &member.row});
    found.clear();
    followers.clear();
    select_by_scope(
        members, rows_->known_rows(), selector, picked,
        [&](const BucketMember& worse, const BucketMember& better) {
          found.push_back(CandidatePair::of(*worse.row, worse.number, *better.row, better.number));
        },
        [&](const BucketMember& member) {
          followers.push_back(KeyRecord::of(bucket.front().key, member.number));
        });
    GALLEY_TRY(pairs.add_all(found));
    if (followers_ != nullptr) GALLEY_TRY(followers_->add_all(followers));
  }
  count(selector);
  return {};
}

}  // namespace galley
