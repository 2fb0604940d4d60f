// SPDX-License-Identifier: Apache-2.0
// Looking keys up in sorted runs of any size without reading them: keys are mostly hashes or dense
// numbers, so where one stands can be guessed from its value, and two blocks or three are read.
#ifndef GALLEY_BASE_RUN_SEARCH_H_
#define GALLEY_BASE_RUN_SEARCH_H_

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/run_file.h"
#include "base/try.h"

namespace galley {

/// Blocks [low, high) of a sorted run, whose keys lie from low_key to high_key.
struct BlockRange {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  std::uint64_t low_key = 0;
  std::uint64_t high_key = UINT64_MAX;

  /// The block in which `key` stands if keys are evenly spread. REQUIRES: low < high.
  [[nodiscard]] std::uint64_t guess(std::uint64_t key) const {
    const std::uint64_t span = high_key - std::min(low_key, high_key);
    const int shift = std::max(0, static_cast<int>(std::bit_width(span)) - 31);
    const std::uint64_t ahead = (std::clamp(key, low_key, std::max(low_key, high_key)) - low_key);
    const std::uint64_t blocks = std::min<std::uint64_t>(high - low, UINT32_MAX);
    return std::min(low + (ahead >> shift) * blocks / ((span >> shift) + 1), high - 1);
  }
};

/// The first block of `range` whose last key is not below `key`, or range.high. `probe(block)`
/// reads a block and gives Result<std::pair<first key, last key>>. Cost: about two probes where
/// keys are evenly spread, a logarithm at most.
template <class Probe>
[[nodiscard]] Result<std::uint64_t> find_block(BlockRange range, std::uint64_t key, Probe probe) {
  constexpr int kMostGuesses = 6;
  for (int step = 0; range.low < range.high; ++step) {
    const std::uint64_t at =
        step < kMostGuesses ? range.guess(key) : range.low + (range.high - range.low) / 2;
    GALLEY_ASSIGN(const auto keys, probe(at));
    if (keys.second < key) {
      range.low = at + 1;
      range.low_key = keys.second;
    } else if (at == range.low || keys.first < key) {
      return at;
    } else {
      range.high = at;
      range.high_key = keys.first;
    }
  }
  return range.high;
}

/// Finds records of one length by ascending keys. Record has `std::uint64_t partition_key() const`,
/// by which the run is sorted. Holds one block. Not thread-safe.
template <class Record>
class RunSeeker {
 public:
  [[nodiscard]] static Result<RunSeeker> open(const std::string& path, const RunKind& kind) {
    GALLEY_CHECK(kind.record_bytes == sizeof(Record));
    GALLEY_ASSIGN(RunReader reader, RunReader::open(path, kind));
    return RunSeeker(std::move(reader));
  }

  /// Calls use(record) for each record with this key, in the run's order. REQUIRES: a greater key
  /// than that of the last call. Errors: kIo, kCorrupt, those of use().
  template <class Use>
  [[nodiscard]] Status for_each(std::uint64_t key, Use use) {
    GALLEY_TRY(seek(key));
    for (;;) {
      for (; at_ < records_.size(); ++at_) {
        if (records_[at_].partition_key() != key) return {};
        GALLEY_TRY(use(records_[at_]));
      }
      if (next_ >= reader_.blocks()) return {};
      GALLEY_TRY(load(next_));
    }
  }

  [[nodiscard]] std::uint64_t records() const { return reader_.records(); }

 private:
  explicit RunSeeker(RunReader reader) : reader_(std::move(reader)) {}

  [[nodiscard]] Status load(std::uint64_t block) {
    GALLEY_ASSIGN(const RunReader::Block bytes, reader_.block(block));
    records_.resize(bytes.records);
    std::memcpy(records_.data(), bytes.payload.data(), bytes.payload.size());
    at_ = 0;
    next_ = block + 1;
    return {};
  }

  // To the first record whose key is not below `key`, if there is one.
  [[nodiscard]] Status seek(std::uint64_t key) {
    const auto below = [](const Record& record, std::uint64_t value) {
      return record.partition_key() < value;
    };
    if (records_.empty() || records_.back().partition_key() < key) {
      BlockRange range{next_, reader_.blocks()};
      if (!records_.empty()) range.low_key = records_.back().partition_key();
      const auto probe =
          [&](std::uint64_t block) -> Result<std::pair<std::uint64_t, std::uint64_t>> {
        GALLEY_TRY(load(block));
        return std::pair(records_.front().partition_key(), records_.back().partition_key());
      };
      GALLEY_ASSIGN(const std::uint64_t block, find_block(range, key, probe));
      if (block == reader_.blocks()) {
        at_ = records_.size();
        next_ = block;
        return {};
      }
      if (next_ != block + 1) GALLEY_TRY(load(block));
    }
    const auto from = records_.begin() + static_cast<std::ptrdiff_t>(at_);
    at_ = static_cast<std::size_t>(std::lower_bound(from, records_.end(), key, below) -
                                   records_.begin());
    return {};
  }

  RunReader reader_;
  std::vector<Record> records_;  // of the block before next_
  std::size_t at_ = 0;
  std::uint64_t next_ = 0;
};

}  // namespace galley

#endif  // GALLEY_BASE_RUN_SEARCH_H_
