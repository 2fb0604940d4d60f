// SPDX-License-Identifier: Apache-2.0
#include "dedup/banding.h"

#include <gtest/gtest.h>

#include <cmath>

namespace galley {
namespace {

double recall_of(double similarity, std::uint32_t bands, std::uint32_t rows) {
  return 1 - std::pow(1 - std::pow(similarity, rows), bands);
}

TEST(Banding, RecallIsThatOfTheFormula) {
  for (std::uint32_t similarity = 500'000; similarity <= 950'000; similarity += 50'000) {
    for (const std::uint32_t bands : {1u, 16u, 18u, 24u, 64u}) {
      for (const std::uint32_t rows : {1u, 6u, 8u, 20u, 32u}) {
        EXPECT_NEAR(banding_recall_ppm(similarity, bands, rows),
                    1e6 * recall_of(similarity / 1e6, bands, rows), 3)
            << similarity << ' ' << bands << ' ' << rows;
      }
    }
  }
}

TEST(Banding, FollowsFromSimilarityAndRecall) {
  DedupOptions options;
  for (const std::uint32_t similarity :
       {500'000u, 600'000u, 700'000u, 800'000u, 900'000u, 950'000u}) {
    options.similarity_ppm = similarity;
    const FingerprintPlan plan = fingerprint_plan(options);
    EXPECT_GE(banding_recall_ppm(similarity, plan.bands, plan.rows), options.recall_ppm);
    EXPECT_LT(banding_recall_ppm(similarity, plan.bands, plan.rows + 1), options.recall_ppm)
        << "no more false pairs than need be";
  }
  options = {};
  options.bands = 16;
  options.rows = 8;
  EXPECT_EQ(fingerprint_plan(options).bands, 16u);
  EXPECT_EQ(fingerprint_plan(options).rows, 8u);
}

TEST(Banding, ShortParagraphsAreOfTwentyLetters) {
  DedupOptions options;
  EXPECT_EQ(fingerprint_plan(options).min_weight, 80u);
  options.preset = DedupPreset::kOcr;
  EXPECT_EQ(fingerprint_plan(options).min_weight, 48u);
  EXPECT_EQ(fingerprint_plan(options).keys, FingerprintPlan::Keys::kAnchors);
  options.min_letters = 7;
  EXPECT_EQ(fingerprint_plan(options).min_weight, 28u);
  options.min_letters = UINT32_MAX;
  EXPECT_EQ(fingerprint_plan(options).min_weight, UINT32_MAX);
}

// Five deviations below what texts at the threshold agree in; never above it.
TEST(Banding, AsksForLessAgreementThanTheThresholdHas) {
  DedupOptions options;
  const FingerprintPlan plan = fingerprint_plan(options);
  const double p = 0.85;
  const double expected = 128 * p - 5 * std::sqrt(128 * p * (1 - p));
  EXPECT_NEAR(least_agreement(plan, 800'000), expected, 1.5);
  EXPECT_GT(least_agreement(plan, 950'000), least_agreement(plan, 500'000));
  FingerprintPlan few = plan;
  few.bands = 1;
  few.rows = 1;
  EXPECT_GE(least_agreement(few, 800'000), kSketchValues - 8) << "values that are not agree";
}

}  // namespace
}  // namespace galley
