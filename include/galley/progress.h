// SPDX-License-Identifier: Apache-2.0
// How far a run is. The run writes, a display reads; neither waits for the other.
#ifndef GALLEY_PROGRESS_H_
#define GALLEY_PROGRESS_H_

#include <array>
#include <atomic>
#include <cstdint>

#include "galley/summary.h"

namespace galley {

/// Counts are added a chunk at a time (some megabytes), so telling costs nothing that could be
/// measured. Ownership: who asks for a run makes it, hands its address over in RunMonitor, and
/// keeps it until the run has returned. Threads: all members may be used at once; what is read of
/// several members need not be of one moment.
class RunProgress {
 public:
  /// Tells what each stage is expected to cost, in any one unit: what is left of a run is reckoned
  /// by it. 0 for a stage that the run has not. Said again when more is known.
  void expect(const std::array<std::uint64_t, kStages>& costs) {
    for (std::size_t i = 0; i < kStages; ++i) costs_[i] = costs[i];
  }
  /// Begins a stage that will work on `bytes_total` bytes (0: unknown).
  void begin(Stage stage, std::uint64_t bytes_total) {
    bytes_done_ = 0;
    bytes_total_ = bytes_total;
    stage_ = stage;
  }
  void add_bytes(std::uint64_t bytes) { bytes_done_ += bytes; }
  void add_paragraphs(std::uint64_t paragraphs) { paragraphs_ += paragraphs; }
  /// Copies that were seen as such before all are known.
  void add_duplicates(std::uint64_t duplicates) { duplicates_ += duplicates; }
  void set_duplicates(std::uint64_t duplicates) { duplicates_ = duplicates; }

  [[nodiscard]] std::uint64_t cost(Stage stage) const {
    return costs_[static_cast<std::size_t>(stage)];
  }
  [[nodiscard]] Stage stage() const { return stage_; }
  [[nodiscard]] std::uint64_t bytes_done() const { return bytes_done_; }
  [[nodiscard]] std::uint64_t bytes_total() const { return bytes_total_; }
  [[nodiscard]] std::uint64_t paragraphs() const { return paragraphs_; }
  [[nodiscard]] std::uint64_t duplicates() const { return duplicates_; }

 private:
  std::atomic<Stage> stage_{Stage::kPlan};
  std::array<std::atomic<std::uint64_t>, kStages> costs_{};
  std::atomic<std::uint64_t> bytes_done_{0};
  std::atomic<std::uint64_t> bytes_total_{0};
  std::atomic<std::uint64_t> paragraphs_{0};
  std::atomic<std::uint64_t> duplicates_{0};
};

}  // namespace galley

#endif  // GALLEY_PROGRESS_H_
