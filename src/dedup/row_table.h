// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_ROW_TABLE_H_
#define GALLEY_DEDUP_ROW_TABLE_H_

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/check.h"
#include "dedup/records.h"

namespace galley {

/// The rows of all distinct texts, by their numbers.
class RowTable {
 public:
  /// Appends `rows` and returns the number of the first. Not thread-safe.
  std::uint64_t append(std::span<const Row> rows);

  [[nodiscard]] Row& operator[](std::uint64_t row) { return chunks_[row / kChunk][row % kChunk]; }
  [[nodiscard]] const Row& operator[](std::uint64_t row) const {
    return chunks_[row / kChunk][row % kChunk];
  }
  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// Rows of Row::State::kRepresents: the number of distinct texts.
  [[nodiscard]] std::uint64_t count_representing() const;

 private:
  static constexpr std::uint64_t kChunk = 1 << 14;
  std::vector<std::unique_ptr<Row[]>> chunks_;
  std::uint64_t size_ = 0;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_ROW_TABLE_H_
