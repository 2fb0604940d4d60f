// SPDX-License-Identifier: Apache-2.0
// Tenths of nanoseconds of processor time a byte, as bench/run_end_to_end measured them on front
// pages read by OCR and on Chinese records (bench/results/2026-11-21-end-to-end.md), the middle of
// the two. Another machine or archive differs; what is told corrects itself as stages end.
#include "pipeline/stage_costs.h"

#include <algorithm>

namespace galley {

namespace {

// In the order of the stages; the survey's is of a byte that is learnt from.
constexpr std::array<std::uint64_t, kStages> kRepairing = {67, 100, 280, 70, 3, 100};
constexpr std::array<std::uint64_t, kStages> kAsTheyAre = {30, 0, 70, 20, 2, 90};

}  // namespace

std::array<std::uint64_t, kStages> stage_costs(Taking taking, std::uint64_t text_bytes,
                                               std::uint64_t sample_bytes) {
  std::array<std::uint64_t, kStages> costs = taking == Taking::kRepair ? kRepairing : kAsTheyAre;
  for (std::size_t i = 0; i < kStages; ++i) {
    costs[i] *= i == static_cast<std::size_t>(Stage::kSurvey) ? sample_bytes : text_bytes;
  }
  return costs;
}

void expect_stages(RunProgress* progress, Taking taking, const RunOptions& options,
                   std::uint64_t text_bytes) {
  if (progress == nullptr) return;
  const bool learns = taking == Taking::kRepair && options.profile.empty();
  progress->expect(
      stage_costs(taking, text_bytes, learns ? std::min(text_bytes, options.survey_bytes) : 0));
}

}  // namespace galley
