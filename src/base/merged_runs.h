// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_BASE_MERGED_RUNS_H_
#define GALLEY_BASE_MERGED_RUNS_H_

#include <cstddef>
#include <optional>
#include <queue>
#include <span>
#include <string>
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
      if (!record) continue;
      runs.heads_.push({*record, runs.readers_.size()});
      runs.readers_.push_back(std::move(reader));
    }
    runs.take_first();
    return runs;
  }

  /// The next record in order; nothing at the end.
  [[nodiscard]] Result<std::optional<Record>> next() {
    if (!first_) return std::optional<Record>();
    const std::optional<Record> record = first_->record;
    GALLEY_ASSIGN(const std::optional<Record> behind,
                  readers_[first_->reader].template next_record<Record>());
    if (behind && (heads_.empty() || !(heads_.top().record < *behind))) {
      first_->record = *behind;
    } else {
      if (behind) heads_.push({*behind, first_->reader});
      take_first();
    }
    return record;
  }

 private:
  struct Head {
    Record record;
    std::size_t reader;
    // std::priority_queue is a max-heap; the order of equal heads does not matter, they are equal.
    friend bool operator<(const Head& a, const Head& b) { return b.record < a.record; }
  };

  MergedRuns() = default;

  void take_first() {
    first_.reset();
    if (heads_.empty()) return;
    first_ = heads_.top();
    heads_.pop();
  }

  std::vector<RunReader> readers_;
  std::priority_queue<Head> heads_;
  std::optional<Head> first_;  // the smallest of all
};

}  // namespace galley

#endif  // GALLEY_BASE_MERGED_RUNS_H_
