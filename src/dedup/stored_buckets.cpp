// SPDX-License-Identifier: Apache-2.0
// The entries of all buckets are sorted by row, meet the rows in one sequential read, and are
// sorted back into their buckets: two passes over what shares a key, whatever its size. Texts of
// one template share most of their keys, and of each of these buckets nearly the same pairs are
// picked. Buckets of the same first row therefore follow one another, so that a small table of the
// last pairs sees most of those that come again.
#include "dedup/stored_buckets.h"

#include <bit>
#include <optional>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/parallel.h"
#include "base/try.h"

namespace galley {

namespace {

// What a thread takes at a time, in whole buckets.
constexpr std::size_t kBucketRowsAtOnce = 1 << 14;

constexpr std::size_t kLeastRecent = 1 << 12;

// The pairs that came last: some are forgotten before their time.
class RecentDrafts {
 public:
  explicit RecentDrafts(MemoryBudget& budget) : reservation_(budget) {
    std::size_t slots = std::bit_floor(budget.limit_bytes() / 64 / sizeof(PairDraft));
    while (slots > kLeastRecent && !reservation_.try_grow_to(slots * sizeof(PairDraft))) slots /= 2;
    slots_.resize(std::max(slots, kLeastRecent));
  }

  // False where the pair is among them; notes it otherwise.
  bool note(const PairDraft& draft) {
    const std::uint64_t hash = mix64(draft.first() ^ mix64(draft.second() + 1));
    PairDraft& slot = slots_[hash & (slots_.size() - 1)];
    if (slot == draft) return false;
    slot = draft;
    return true;
  }

 private:
  Reservation reservation_;
  std::vector<PairDraft> slots_;  // what is empty pairs row 0 with itself, as none does
};

Status sort_by_bucket(RecordSorter<BucketEntry>& entries, const RowTable& table,
                      RecordSorter<BucketRow>& rows) {
  GALLEY_TRY(entries.sort());
  RowReader reader(table);
  for (;;) {
    GALLEY_ASSIGN(const std::optional<BucketEntry> entry, entries.next());
    if (!entry) return rows.sort();
    GALLEY_ASSIGN(const Row row, reader.read(entry->row.value()));
    GALLEY_TRY(
        rows.add({row.sketch, row.numbers, row.scope, row.score, entry->bucket, entry->row, {}}));
  }
}

// Some buckets whole.
class BucketQueue {
 public:
  explicit BucketQueue(RecordSorter<BucketRow>& rows) : rows_(rows) {}

  Result<std::optional<std::vector<BucketRow>>> next() {
    std::vector<BucketRow> taken;
    if (next_) taken.push_back(*next_);
    for (;;) {
      GALLEY_ASSIGN(next_, rows_.next());
      if (!next_) break;
      const bool begins = taken.empty() || next_->bucket != taken.back().bucket;
      if (begins && taken.size() >= kBucketRowsAtOnce) break;
      taken.push_back(*next_);
    }
    if (taken.empty()) return std::optional<std::vector<BucketRow>>();
    return std::optional(std::move(taken));
  }

 private:
  RecordSorter<BucketRow>& rows_;
  std::optional<BucketRow> next_;
};

Picked pick(std::span<const BucketRow> rows, BucketPicker& picker) {
  Picked picked;
  std::vector<BucketMember> members;
  for (std::size_t begin = 0; begin < rows.size();) {
    const BucketName bucket = rows[begin].bucket;
    members.clear();
    std::size_t end = begin;
    for (; end < rows.size() && rows[end].bucket == bucket; ++end) {
      const BucketRow& row = rows[end];
      members.push_back({row.number.value(), &row.sketch, row.numbers, row.scope, row.score});
    }
    picker.pick(bucket.key.value() << 16, members, picked);
    begin = end;
  }
  return picked;
}

}  // namespace

Status match_stored_buckets(RecordSorter<BucketEntry>& entries, const StoredBuckets& buckets,
                            RecordSorter<PairDraft>& drafts) {
  SpillPlace& place = buckets.place;
  RecordSorter<BucketRow> rows(place, "bucket-rows", place.share(10));
  GALLEY_TRY(sort_by_bucket(entries, buckets.rows, rows));
  BucketQueue queue(rows);
  RecentDrafts recent(place.budget());
  OrderedPipeline<std::vector<BucketRow>, Picked> pipeline(
      [&] { return queue.next(); },
      [&](std::vector<BucketRow> stretch, int thread) -> Result<Picked> {
        return pick(stretch, buckets.pickers[static_cast<std::size_t>(thread)]);
      },
      [&](Picked picked) -> Status {
        std::erase_if(picked.drafts, [&](const PairDraft& draft) { return !recent.note(draft); });
        GALLEY_TRY(drafts.add_all(picked.drafts));
        if (buckets.followers == nullptr) return {};
        return buckets.followers->add_all(picked.followers);
      });
  return pipeline.run(static_cast<int>(buckets.pickers.size()), place.stop());
}

}  // namespace galley
