// SPDX-License-Identifier: Apache-2.0
// In a small bucket each is compared with each. In a large one (boilerplate, records of one
// template) that would take the square of its size, so a member is compared with leaders: members
// before it that were like no leader before them. A member that is surely like a leader is of no
// use as one, since it will not stay; so leaders stand for what stays, and a bucket of thousands of
// copies has few. Where numbers tell records apart, members whose marks rule each other out are no
// pair, and a leader stands for texts of its numbers only: each set of marks has leaders of its
// own.
#include "dedup/pair_selector.h"

#include <algorithm>

namespace galley {

namespace {

constexpr std::uint32_t kAlwaysLeaders = 8;    // the first members, whatever they are like
constexpr std::size_t kMostLeaders = 64;       // that every member is held against
constexpr std::size_t kMostOfSameNumbers = 8;  // leaders more that have just the member's numbers
constexpr std::size_t kMostPairs = 8;          // of a member in a bucket
constexpr std::uint32_t kSurely = 8;  // sketch values above the expectation at the threshold

static_assert(PairSelector::kAllCompared <= kAlwaysLeaders + 1 &&
              PairSelector::kAllCompared <= kMostPairs + 1);

}  // namespace

void PairSelector::compare(std::span<const BucketMember> bucket, std::uint32_t member,
                           std::uint32_t with) {
  if (bucket[member].number == bucket[with].number) return;  // two of its keys are equal
  const std::uint32_t agree = agreement(*bucket[member].sketch, *bucket[with].sketch);
  if (agree >= rule_.least_agreement) near_.push_back({agree, with});
}

bool PairSelector::add_leader(std::uint32_t member, std::uint64_t marks) {
  if (leaders_.size() < kMostLeaders) {
    leaders_.push_back(member);
    leader_marks_.push_back(marks);
    return true;
  }
  if (rule_.numbers == Numbers::kIgnore) return false;
  std::vector<std::uint32_t>& leaders = by_numbers_[marks];
  if (leaders.size() >= kMostOfSameNumbers) return false;
  leaders.push_back(member);
  return true;
}

void PairSelector::select(std::span<const BucketMember> bucket, std::vector<PickedPair>& out,
                          std::size_t known) {
  // Where sketches of texts just at the threshold agree on average.
  const std::uint32_t surely =
      rule_.least_agreement + (kSketchValues - rule_.least_agreement) / 2 + kSurely;
  const bool hot = bucket.size() > kAlwaysLeaders;
  leaders_.clear();
  leader_marks_.clear();
  by_numbers_.clear();
  followers_.clear();
  for (std::uint32_t member = 0; member < known; ++member) {
    add_leader(member, bucket[member].numbers);
  }
  for (auto member = static_cast<std::uint32_t>(known); member < bucket.size(); ++member) {
    near_.clear();
    std::size_t looked_at = leaders_.size();
    const std::uint64_t marks = bucket[member].numbers;
    for (std::size_t i = 0; i < leaders_.size(); ++i) {
      if (rule_.allows_numbers(marks, leader_marks_[i])) compare(bucket, member, leaders_[i]);
    }
    if (hot && rule_.numbers == Numbers::kDistinguish) {
      const auto same = by_numbers_.find(marks);
      if (same != by_numbers_.end()) {
        for (const std::uint32_t leader : same->second) compare(bucket, member, leader);
        looked_at += same->second.size();
      }
    }
    pairs_ += member;
    skipped_ += member - looked_at;
    // Nearest first, then by rank.
    const auto nearer = [](const Near& a, const Near& b) {
      return a.agreement != b.agreement ? a.agreement > b.agreement : a.member < b.member;
    };
    if (near_.size() > kMostPairs) {
      std::partial_sort(near_.begin(), near_.begin() + kMostPairs, near_.end(), nearer);
      skipped_ += near_.size() - kMostPairs;
      near_.resize(kMostPairs);
    }
    bool stands_for_itself = true;
    for (const Near& near : near_) {
      out.push_back({member, near.member});
      if (near.agreement >= surely) stands_for_itself = false;
    }
    const bool may_lead = member < kAlwaysLeaders || stands_for_itself;
    if (!may_lead || !add_leader(member, marks)) followers_.push_back(member);
  }
}

}  // namespace galley
