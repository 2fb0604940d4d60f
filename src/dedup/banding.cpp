// SPDX-License-Identifier: Apache-2.0
// Of two bandings that find as much, the one with more rows brings fewer false pairs together, and
// their number grows with the square of the corpus. So the rows are as many as 24 bands (three
// vectors of eight) can feed.
#include "dedup/banding.h"

#include <algorithm>

#include "dedup/square_root.h"

namespace galley {

namespace {

constexpr std::uint64_t kNineDecimals = 1'000'000'000;  // what stands for one
constexpr std::uint32_t kMostBands = 24;
constexpr std::uint32_t kMostRows = 32;

std::uint64_t power(std::uint64_t base, std::uint32_t exponent) {
  std::uint64_t result = kNineDecimals;
  for (; exponent > 0; --exponent) result = result * base / kNineDecimals;
  return result;
}

}  // namespace

std::uint32_t banding_recall_ppm(std::uint32_t similarity_ppm, std::uint32_t bands,
                                 std::uint32_t rows) {
  const std::uint64_t band_fails =
      kNineDecimals - power(std::uint64_t{similarity_ppm} * 1000, rows);
  return static_cast<std::uint32_t>((kNineDecimals - power(band_fails, bands)) / 1000);
}

FingerprintPlan fingerprint_plan(const DedupOptions& options) {
  FingerprintPlan plan;
  const std::uint32_t usual = options.preset == DedupPreset::kOcr ? 12 : 20;
  const std::uint32_t min_letters = options.min_letters != 0 ? options.min_letters : usual;
  plan.min_weight = min_letters > UINT32_MAX / 4 ? UINT32_MAX : min_letters * 4;
  if (options.preset == DedupPreset::kOcr) {
    plan.keys = FingerprintPlan::Keys::kAnchors;
    return plan;
  }
  const std::uint32_t bands = options.bands != 0 ? options.bands : kMostBands;
  std::uint32_t rows = options.rows;
  if (rows == 0) {
    rows = 1;
    while (rows < kMostRows &&
           banding_recall_ppm(options.similarity_ppm, bands, rows + 1) >= options.recall_ppm) {
      ++rows;
    }
  }
  plan.rows = rows;
  plan.bands = bands;
  return plan;
}

std::uint32_t least_agreement(const FingerprintPlan& plan, std::uint32_t similarity_ppm) {
  // Values that the plan has; the rest of the sketch is zero and agrees always.
  const std::uint32_t values = std::min(kSketchValues, (plan.bands + 7) / 8 * 8 * plan.rows);
  // In thousandths, of the values: each agrees with probability p = J + (1 - J) / 4.
  const std::uint64_t p = (similarity_ppm + (1'000'000 - similarity_ppm) / 4) / 1000;
  const std::uint64_t mean = values * p;
  const std::uint64_t deviation = square_root(values * p * (1000 - p));
  const std::uint64_t least = mean - std::min(mean, 5 * deviation);
  return kSketchValues - values + static_cast<std::uint32_t>(least / 1000);
}

}  // namespace galley
