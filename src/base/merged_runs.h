// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_BASE_MERGED_RUNS_H_
#define GALLEY_BASE_MERGED_RUNS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/run_file.h"
#include "base/try.h"

namespace galley {

/// Reads sorted runs as one, by operator<. Records that compare equal must be equal. Memory: a
/// block for each run. Cost: one comparison a record while one run has all the smallest ones, else
/// that of a heap.
template <class Record>
class MergedRuns {
 public:
  /// Errors: those of RunReader.
  [[nodiscard]] static Result<MergedRuns> open(std::span<const std::string> paths,
                                               const RunKind& kind) {
    MergedRuns runs;
    for (const std::string& path : paths) {
      GALLEY_ASSIGN(RunReader reader, RunReader::open(path, kind));
      GALLEY_ASSIGN(const std::optional<Record> record, reader.template next_record<Record>());
      if (record) runs.inputs_.push_back({std::move(reader), *record});
    }
    for (std::uint32_t i = 0; i < runs.inputs_.size(); ++i) runs.heap_.push_back(i);
    std::ranges::make_heap(runs.heap_, [&](std::uint32_t a, std::uint32_t b) {
      return runs.inputs_[b].head < runs.inputs_[a].head;
    });
    return runs;
  }

  /// The next record in order; nothing at the end.
  [[nodiscard]] Result<std::optional<Record>> next() {
    if (heap_.empty()) return std::optional<Record>();
    Input& first = inputs_[heap_.front()];
    const std::optional<Record> record = first.head;
    GALLEY_ASSIGN(const std::optional<Record> behind, first.reader.template next_record<Record>());
    if (behind) {
      first.head = *behind;
    } else {
      heap_.front() = heap_.back();
      heap_.pop_back();
    }
    sink_first();
    return record;
  }

 private:
  struct Input {
    RunReader reader;
    Record head;
  };

  MergedRuns() = default;

  // The heap's first has changed: moves it down to where it belongs.
  void sink_first() {
    for (std::size_t at = 0;;) {
      std::size_t least = 2 * at + 1;
      if (least >= heap_.size()) return;
      if (least + 1 < heap_.size() && head(least + 1) < head(least)) ++least;
      if (!(head(least) < head(at))) return;
      std::swap(heap_[at], heap_[least]);
      at = least;
    }
  }

  [[nodiscard]] const Record& head(std::size_t place) const { return inputs_[heap_[place]].head; }

  std::vector<Input> inputs_;
  std::vector<std::uint32_t> heap_;  // of inputs that are not at their end; the least head first
};

}  // namespace galley

#endif  // GALLEY_BASE_MERGED_RUNS_H_
