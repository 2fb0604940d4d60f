// SPDX-License-Identifier: Apache-2.0
#include "cli/measurement_text.h"

#include <fmt/format.h>

#include "cli/figures.h"

namespace galley {

namespace {

// "0.00243   95 % sure: 0.00083 to 0.00712", the ends rounded outwards or to the nearest.
std::string share_line(const Share& share) {
  if (share.whole == 0) return "not known: none were sampled";
  const Interval interval = interval_of(share);
  const double value = static_cast<double>(share.part) / static_cast<double>(share.whole);
  return fmt::format("{:.5f}   95 % sure: {:.5f} to {:.5f}", value, interval.low, interval.high);
}

}  // namespace

std::string measurement_text(const Measurement& found, const DedupOptions& options) {
  const std::string threshold = fmt::format("{:g}", options.similarity_ppm / 1e6);
  return fmt::format(
      "sample     {} of {} paragraphs (short ones and exact copies left out), each compared with "
      "all\n"
      "residual   {}\n"
      "           of {} pairs with similarity {} or more, {} have both sides in the corpus\n"
      "precision  {}\n"
      "           of {} removed near-duplicates, {} have similarity {} or more to a keeper in the "
      "corpus\n",
      grouped(found.sampled), grouped(found.paragraphs), share_line(found.residual),
      grouped(found.residual.whole), threshold, grouped(found.residual.part),
      share_line(found.precision), grouped(found.precision.whole), grouped(found.precision.part),
      threshold);
}

}  // namespace galley
