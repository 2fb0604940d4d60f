// SPDX-License-Identifier: Apache-2.0
#include "dedup/pair_selector.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace galley {
namespace {

class Bucket {
 public:
  explicit Bucket(std::uint64_t seed) : random_(seed) {}

  Sketch sketch() { return {{random_(), random_()}, {random_(), random_()}}; }
  // `sketch` with about one value in `in` changed.
  Sketch near(Sketch sketch, std::uint64_t in) {
    for (unsigned i = 0; i < kSketchValues; ++i) {
      if (random_() % in == 0) sketch.low[i / 64] ^= std::uint64_t{1} << (i % 64);
    }
    return sketch;
  }
  void add(const Sketch& sketch, std::uint64_t numbers = 0) {
    Row row;
    row.ord = rows_.size();
    row.sketch = sketch;
    row.numbers = numbers;
    rows_.push_back(row);
  }
  std::vector<CandidatePair> select(PairSelector& selector) const {
    std::vector<BucketMember> members;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      members.push_back({i, &rows_[i].sketch, rows_[i].numbers, 0, 0});
    }
    std::vector<PickedPair> picked;
    selector.select(members, picked);
    std::vector<CandidatePair> pairs;
    for (const PickedPair& pair : picked) {
      pairs.push_back(
          CandidatePair::of(rows_[pair.worse], pair.worse, rows_[pair.better], pair.better));
    }
    return pairs;
  }
  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }

 private:
  std::mt19937_64 random_;
  std::vector<Row> rows_;
};

constexpr std::uint32_t kLeast = 88;

TEST(PairSelector, ComparesEachWithEachInASmallBucket) {
  Bucket bucket(1);
  const Sketch sketch = bucket.sketch();
  for (int i = 0; i < 8; ++i) bucket.add(bucket.near(sketch, 40));
  bucket.add(bucket.sketch());
  PairSelector selector({kLeast, Numbers::kIgnore});
  std::set<std::pair<std::uint64_t, std::uint64_t>> pairs;
  for (const CandidatePair& pair : bucket.select(selector)) {
    EXPECT_LT(pair.better_row, pair.worse_row);
    EXPECT_GE(
        agreement(bucket.rows()[pair.better_row].sketch, bucket.rows()[pair.worse_row].sketch),
        kLeast);
    EXPECT_TRUE(pairs.insert({pair.worse_row, pair.better_row}).second) << "once each";
  }
  EXPECT_EQ(pairs.size(), 8u * 7 / 2);
  EXPECT_EQ(selector.pairs(), 9u * 8 / 2);
  EXPECT_EQ(selector.skipped(), 0u);
}

// What a bucket says of a member depends on the members before it: so an index adds to a search.
TEST(PairSelector, OfAPrefixIsThePrefix) {
  Bucket bucket(2);
  std::vector<Sketch> centers;
  for (int i = 0; i < 30; ++i) centers.push_back(bucket.sketch());
  std::mt19937_64 random(3);
  for (int i = 0; i < 600; ++i) {
    bucket.add(bucket.near(centers[random() % centers.size()], 8), random() % 5);
  }
  for (const Numbers numbers : {Numbers::kIgnore, Numbers::kDistinguish}) {
    PairSelector selector({kLeast, numbers});
    const auto whole = bucket.select(selector);
    Bucket prefix(0);
    for (std::size_t i = 0; i < 333; ++i)
      prefix.add(bucket.rows()[i].sketch, bucket.rows()[i].numbers);
    const auto of_prefix = prefix.select(selector);
    std::size_t i = 0;
    for (const CandidatePair& pair : whole) {
      if (pair.worse_row >= 333) continue;
      ASSERT_LT(i, of_prefix.size());
      EXPECT_EQ(of_prefix[i].worse_row, pair.worse_row);
      EXPECT_EQ(of_prefix[i++].better_row, pair.better_row);
    }
    EXPECT_EQ(i, of_prefix.size());
  }
}

// Forty texts in a thousand prints each: all prints are brought to one that stays.
TEST(PairSelector, LeadersStandForWhatStays) {
  Bucket bucket(4);
  std::vector<Sketch> centers;
  for (int i = 0; i < 40; ++i) centers.push_back(bucket.sketch());
  std::vector<std::size_t> center_of;
  std::mt19937_64 random(5);
  for (int i = 0; i < 4000; ++i) {
    center_of.push_back(random() % centers.size());
    bucket.add(bucket.near(centers[center_of.back()], 30));
  }
  PairSelector selector({kLeast, Numbers::kIgnore});
  std::vector<bool> met(4000, false);
  const auto pairs = bucket.select(selector);
  for (const CandidatePair& pair : pairs) {
    if (center_of[pair.worse_row] == center_of[pair.better_row]) met[pair.worse_row] = true;
  }
  std::set<std::size_t> seen;
  for (std::size_t i = 0; i < met.size(); ++i) {
    const bool first_of_center = seen.insert(center_of[i]).second;
    EXPECT_TRUE(first_of_center || met[i]) << i;
  }
  EXPECT_LE(pairs.size(), 4000u * 8) << "linear";
  EXPECT_GT(selector.skipped(), 4000u * 4000 / 3);
}

// A thousand records of one template, each with a copy far behind it: a leader of other numbers
// cannot stand for them, one of their numbers does.
TEST(PairSelector, FindsTheLeaderOfTheSameNumbers) {
  Bucket bucket(6);
  const Sketch sketch = bucket.sketch();
  std::mt19937_64 random(7);
  std::vector<std::uint64_t> numbers;
  for (int i = 0; i < 1000; ++i) numbers.push_back(random());
  for (int round = 0; round < 2; ++round) {
    for (const std::uint64_t marks : numbers) bucket.add(bucket.near(sketch, 20), marks);
  }
  PairSelector selector({kLeast, Numbers::kDistinguish});
  std::size_t met = 0;
  for (const CandidatePair& pair : bucket.select(selector)) {
    met += pair.worse_row == pair.better_row + 1000 ? 1 : 0;
  }
  EXPECT_EQ(met, 1000u);
}

}  // namespace
}  // namespace galley
