// SPDX-License-Identifier: Apache-2.0
#include "galley/measure.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "tests/reference/slow_duplicates.h"
#include "tests/support/runs.h"

namespace galley {
namespace {

// Paragraphs of made-up words, each third a noisy copy of an earlier one; one a line.
std::vector<std::string> planted(std::size_t count) {
  std::mt19937_64 random(77);
  std::vector<std::string> all;
  while (all.size() < count) {
    std::string text;
    if (all.size() % 3 == 2) {
      text = all[random() % all.size()];
      for (std::size_t changes = 1 + random() % (1 + text.size() / 60); changes > 0; --changes) {
        text[random() % text.size()] = static_cast<char>('a' + random() % 26);
      }
    } else {
      for (std::size_t words = 30 + random() % 40; words > 0; --words) {
        for (std::size_t letters = 2 + random() % 8; letters > 0; --letters) {
          text += static_cast<char>('a' + random() % 26);
        }
        text += ' ';
      }
      text.pop_back();
    }
    all.push_back(text);
  }
  return all;
}

class Measure : public testing::Test {
 protected:
  // Weak banding, so that much is left behind.
  Measure() : texts_(planted(360)) {
    std::string page;
    for (const std::string& text : texts_) page += text + "\n\n";
    folder_.write("page.txt", page);
    options_ = run_options({folder_ / "page.txt"}, folder_ / "out");
    options_.dedup.bands = 1;
    options_.dedup.rows = 20;
    options_.dedup.numbers = Numbers::kIgnore;
    options_.split_bytes = 4096;
  }

  // The truth, pair by pair.
  [[nodiscard]] Measurement truth() const {
    dedup_well(options_);
    std::set<std::size_t> removed, copies;
    Measurement all;
    for (const Json& row : read_rows(folder_ / "out", "removed")) {
      (row["reason"] == "exact" ? copies : removed).insert(row["paragraph"].get<std::size_t>());
    }
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      if (copies.contains(i)) continue;
      ++all.paragraphs;
      for (std::size_t j = i + 1; j < texts_.size(); ++j) {
        if (copies.contains(j)) continue;
        if (slow_similarity_ppm(letters_of(texts_[i]), letters_of(texts_[j])) < 800'000) continue;
        ++all.residual.whole;
        all.residual.part += removed.contains(i) || removed.contains(j) ? 0u : 1u;
      }
    }
    all.precision = {removed.size(), removed.size()};
    return all;
  }

  TempFolder folder_;
  std::vector<std::string> texts_;
  RunOptions options_;
};

TEST_F(Measure, OfAllIsTheTruth) {
  const Measurement expected = truth();
  ASSERT_GT(expected.residual.part * 5, expected.residual.whole) << "this banding finds little";
  for (const int threads : {1, 3}) {
    options_.threads = threads;
    const Result<Measurement> found = measure(options_, 1000, {});
    ASSERT_TRUE(found) << to_string(found.error());
    EXPECT_EQ(found->paragraphs, expected.paragraphs);
    EXPECT_EQ(found->sampled, expected.paragraphs);
    EXPECT_EQ(found->residual.whole, expected.residual.whole);
    EXPECT_EQ(found->residual.part, expected.residual.part);
    EXPECT_EQ(found->precision.whole, expected.precision.whole);
    EXPECT_EQ(found->precision.part, expected.precision.part);
  }
}

TEST_F(Measure, OfASampleHoldsTheTruth) {
  const Measurement expected = truth();
  const Result<Measurement> found = measure(options_, 90, {});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->sampled, 90u);
  EXPECT_LT(found->residual.whole, expected.residual.whole);
  const Interval interval = interval_of(found->residual);
  const double share =
      static_cast<double>(expected.residual.part) / static_cast<double>(expected.residual.whole);
  EXPECT_LE(interval.low, share);
  EXPECT_GE(interval.high, share);
}

TEST_F(Measure, RefusesWhatItCannotMeasure) {
  options_.dedup.preset = DedupPreset::kOcr;
  EXPECT_FALSE(measure(options_, 10, {}));
  options_.dedup.preset = DedupPreset::kDefault;
  options_.dedup.unit = DedupUnit::kDocument;
  EXPECT_FALSE(measure(options_, 10, {}));
  options_.dedup.unit = DedupUnit::kItem;
  EXPECT_FALSE(measure(options_, 10, {}));
  options_.dedup.unit = DedupUnit::kParagraph;
  options_.dedup.scope = DedupScope::kDocument;
  EXPECT_FALSE(measure(options_, 10, {}));
  EXPECT_FALSE(path_exists(folder_ / "out"));
}

// Table values of the exact interval.
TEST(IntervalOf, IsThatOfClopperAndPearson) {
  const auto expect = [](const Share& share, double low, double high) {
    const Interval interval = interval_of(share);
    EXPECT_NEAR(interval.low, low, 1e-4);
    EXPECT_NEAR(interval.high, high, 1e-4);
  };
  expect({0, 0}, 0, 1);
  expect({0, 10}, 0, 0.3085);
  expect({10, 10}, 0.6915, 1);
  expect({1, 10}, 0.0025, 0.4450);
  expect({50, 100}, 0.3983, 0.6017);
}

}  // namespace
}  // namespace galley
