// SPDX-License-Identifier: Apache-2.0
// What is left of the stage at hand is reckoned by its own speed; the stages behind it by what the
// run has taken so far for each unit of expected cost. So a machine or an archive that is slower
// than the one the costs were measured on is told by the first stage already.
#include "cli/progress_estimate.h"

#include <algorithm>

namespace galley {

namespace {

// Before so much of a run, or of its first second, no time is foretold.
constexpr double kLeastShare = 0.01;
constexpr double kLeastSeconds = 1;
// From here on a stage's own speed is trusted alone.
constexpr double kTrustedShare = 0.2;

}  // namespace

ProgressView ProgressEstimate::look(const RunProgress& progress, double seconds) {
  const Stage stage = progress.stage();
  if (stage_ != stage) {
    // The first look comes late, at a stage that began with the run.
    stage_start_ = stage_ ? seconds : 0;
    stage_ = stage;
  }
  ProgressView view;
  view.bytes_total = progress.bytes_total();
  view.bytes_done = progress.bytes_done();
  if (view.bytes_total > 0) view.bytes_done = std::min(view.bytes_done, view.bytes_total);
  view.seconds = seconds;
  view.stage_seconds = seconds - stage_start_;
  view.paragraphs = progress.paragraphs();
  view.duplicates = progress.duplicates();
  const double stage_share = view.bytes_total == 0 ? 0
                                                   : static_cast<double>(view.bytes_done) /
                                                         static_cast<double>(view.bytes_total);
  reckon(progress, stage_share, view);
  return view;
}

void ProgressEstimate::reckon(const RunProgress& progress, double stage_share, ProgressView& view) {
  double before = 0, here = 0, behind = 0;
  unsigned number = 0, stages = 0;
  for (std::size_t i = 0; i < kStages; ++i) {
    const auto stage = static_cast<Stage>(i);
    const auto cost = static_cast<double>(progress.cost(stage));
    if (cost > 0) ++stages;
    if (cost > 0 && stage <= *stage_) ++number;
    (stage < *stage_ ? before : stage == *stage_ ? here : behind) += cost;
  }
  if (stages == 0) {
    view.stage = command_;
    if (view.bytes_total == 0) return;
    view.share = most_share_ = std::max(most_share_, stage_share);
    if (view.seconds >= kLeastSeconds && stage_share >= kLeastShare) {
      view.seconds_left = view.stage_seconds / stage_share * (1 - stage_share);
    }
    return;
  }
  view.stage = to_string(*stage_);
  view.stage_number = std::max(number, 1u);
  view.stages = stages;
  const double done = before + here * stage_share;
  const double all = before + here + behind;
  view.share = most_share_ = std::max(most_share_, all > 0 ? done / all : 0);
  if (view.seconds < kLeastSeconds || done < all * kLeastShare) return;
  const double pace = view.seconds / done;
  const double by_cost = pace * here * (1 - stage_share);
  double left_here = by_cost;
  if (stage_share > 0) {
    const double by_speed = view.stage_seconds / stage_share * (1 - stage_share);
    const double trust = std::min(1.0, stage_share / kTrustedShare);
    left_here = trust * by_speed + (1 - trust) * by_cost;
  }
  view.seconds_left = left_here + pace * behind;
}

}  // namespace galley
