// SPDX-License-Identifier: Apache-2.0
// How far a run is. The run writes, a display reads; neither waits for the other.
#ifndef GALLEY_PROGRESS_H_
#define GALLEY_PROGRESS_H_

#include <atomic>
#include <cstdint>

#include "galley/summary.h"

namespace galley {

/// Threads: all members may be used at once.
class RunProgress {
 public:
  /// Begins a stage that will work on `bytes_total` bytes (0: unknown).
  void begin(Stage stage, std::uint64_t bytes_total) {
    bytes_done_ = 0;
    bytes_total_ = bytes_total;
    stage_ = stage;
  }
  void add_bytes(std::uint64_t bytes) { bytes_done_ += bytes; }
  void add_paragraphs(std::uint64_t paragraphs) { paragraphs_ += paragraphs; }
  void set_duplicates(std::uint64_t duplicates) { duplicates_ = duplicates; }

  [[nodiscard]] Stage stage() const { return stage_; }
  [[nodiscard]] std::uint64_t bytes_done() const { return bytes_done_; }
  [[nodiscard]] std::uint64_t bytes_total() const { return bytes_total_; }
  [[nodiscard]] std::uint64_t paragraphs() const { return paragraphs_; }
  [[nodiscard]] std::uint64_t duplicates() const { return duplicates_; }

 private:
  std::atomic<Stage> stage_{Stage::kPlan};
  std::atomic<std::uint64_t> bytes_done_{0};
  std::atomic<std::uint64_t> bytes_total_{0};
  std::atomic<std::uint64_t> paragraphs_{0};
  std::atomic<std::uint64_t> duplicates_{0};
};

}  // namespace galley

#endif  // GALLEY_PROGRESS_H_
