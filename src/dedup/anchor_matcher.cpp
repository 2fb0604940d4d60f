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
#include "dedup/surroundings.h"

namespace galley {

namespace {

constexpr std::size_t kEachWithEach = 16;
constexpr std::size_t kWithFirst = 256;
constexpr std::size_t kFirst = 2;

// Likeness up to this is none; what is above counts as evidence, and this much is enough.
constexpr unsigned kNoEvidence = 58;
constexpr unsigned kLeastEvidence = 3;

struct Member {
  const AnchorRecord* anchor;
  const Row* row;
};

struct Scratch {
  std::vector<AnchorRecord> anchors;
  RadixSorter<AnchorRecord> anchor_sorter;
  std::vector<Member> members;
  std::vector<AnchorHit> hits;
  RadixSorter<AnchorHit> hit_sorter;
  std::vector<CandidatePair> pairs;
  std::uint64_t looked_at = 0;
  std::uint64_t skipped = 0;
};

void compare(const Member& worse, const Member& better, Scratch& scratch) {
  ++scratch.looked_at;
  const unsigned likeness = likeness_around(*worse.anchor, *better.anchor);
  if (likeness <= kNoEvidence) return;
  const std::uint64_t row = better.anchor->row();
  scratch.hits.push_back({worse.anchor->row(), static_cast<std::uint32_t>(row),
                          static_cast<std::uint16_t>(row >> 32),
                          static_cast<std::uint16_t>(likeness - kNoEvidence)});
}

// The texts of one scope that share an anchor, by rank, each once.
void match_members(std::span<const Member> members, Scratch& scratch) {
  for (std::size_t worse = 1; worse < members.size(); ++worse) {
    const std::size_t with = worse < kEachWithEach ? worse
                             : worse < kWithFirst  ? kFirst
                                                   : std::size_t{0};
    for (std::size_t better = 0; better < with; ++better) {
      compare(members[worse], members[better], scratch);
    }
    scratch.skipped += worse - with;
  }
}

void match_bucket(std::span<const AnchorRecord> bucket, const RowTable& rows, Scratch& scratch) {
  std::vector<Member>& members = scratch.members;
  members.clear();
  for (const AnchorRecord& anchor : bucket) {
    const Row& row = rows[anchor.row()];
    if (row.state == Row::State::kRepresents) members.push_back({&anchor, &row});
  }
  const auto order = [](const Member& member) {
    return std::tuple(member.row->scope, member.row->score, member.row->ord,
                      member.anchor->before(), member.anchor->after());
  };
  std::sort(members.begin(), members.end(),
            [&](const Member& a, const Member& b) { return order(a) < order(b); });
  members.erase(std::unique(members.begin(), members.end(),
                            [](const Member& a, const Member& b) { return a.row == b.row; }),
                members.end());
  for (std::size_t begin = 0; begin < members.size();) {
    std::size_t end = begin + 1;
    while (end < members.size() && members[end].row->scope == members[begin].row->scope) ++end;
    match_members(std::span(members).subspan(begin, end - begin), scratch);
    begin = end;
  }
}

}  // namespace

AnchorMatcher::AnchorMatcher(const RowTable& rows, SpillPlace& place, int threads,
                             std::uint64_t most_memory_bytes)
    : rows_(&rows),
      place_(&place),
      threads_(threads),
      hits_(place, "anchor-hits", most_memory_bytes) {}

Status AnchorMatcher::match(const PartitionedRecords<AnchorRecord>& anchors,
                            RecordSorter<CandidatePair>& pairs) {
  GALLEY_TRY(find_hits(anchors));
  return add_pairs(pairs);
}

Status AnchorMatcher::find_hits(const PartitionedRecords<AnchorRecord>& anchors) {
  std::vector<Scratch> scratch(static_cast<std::size_t>(threads_));
  const Status found = for_each_index(
      threads_, anchors.kPartitions, place_->stop(), [&](std::size_t part, int thread) -> Status {
        Scratch& mine = scratch[static_cast<std::size_t>(thread)];
        mine.anchors.clear();
        GALLEY_TRY(anchors.load(part, mine.anchors, [](const AnchorRecord&) { return true; }));
        mine.anchor_sorter.sort(
            std::span(mine.anchors), [](const AnchorRecord& record) { return record.key(); },
            [](const AnchorRecord& a, const AnchorRecord& b) { return a.key() < b.key(); });
        mine.hits.clear();
        for (std::size_t begin = 0; begin < mine.anchors.size();) {
          const std::uint64_t key = mine.anchors[begin].key();
          std::size_t end = begin + 1;
          while (end < mine.anchors.size() && mine.anchors[end].key() == key) ++end;
          if (end - begin > 1) {
            match_bucket(std::span(mine.anchors).subspan(begin, end - begin), *rows_, mine);
          }
          begin = end;
        }
        return hits_.add(mine.hits);
      });
  for (const Scratch& one : scratch) {
    pairs_ += one.looked_at + one.skipped;
    skipped_ += one.skipped;
  }
  return found;
}

Status AnchorMatcher::add_pairs(RecordSorter<CandidatePair>& pairs) const {
  std::vector<Scratch> scratch(static_cast<std::size_t>(threads_));
  std::mutex mutex;
  return for_each_index(
      threads_, hits_.kPartitions, place_->stop(), [&](std::size_t part, int thread) -> Status {
        Scratch& mine = scratch[static_cast<std::size_t>(thread)];
        mine.hits.clear();
        GALLEY_TRY(hits_.load(part, mine.hits, [](const AnchorHit&) { return true; }));
        mine.hit_sorter.sort(
            std::span(mine.hits), [](const AnchorHit& hit) { return hit.partition_key(); },
            [](const AnchorHit& a, const AnchorHit& b) {
              return std::tuple(a.partition_key(), a.better_row()) <
                     std::tuple(b.partition_key(), b.better_row());
            });
        mine.pairs.clear();
        for (std::size_t begin = 0; begin < mine.hits.size();) {
          const AnchorHit& first = mine.hits[begin];
          unsigned evidence = 0;
          std::size_t end = begin;
          for (; end < mine.hits.size() && mine.hits[end].worse_row == first.worse_row &&
                 mine.hits[end].better_row() == first.better_row();
               ++end) {
            evidence += mine.hits[end].evidence;
          }
          if (evidence >= kLeastEvidence) {
            mine.pairs.push_back(CandidatePair::of((*rows_)[first.worse_row], first.worse_row,
                                                   (*rows_)[first.better_row()],
                                                   first.better_row()));
          }
          begin = end;
        }
        const std::lock_guard lock(mutex);
        for (const CandidatePair& pair : mine.pairs) GALLEY_TRY(pairs.add(pair));
        return {};
      });
}

}  // namespace galley
