// SPDX-License-Identifier: Apache-2.0
#include "dedup/row_table.h"

namespace galley {

std::uint64_t RowTable::append(std::span<const Row> rows) {
  const std::uint64_t first = size_;
  for (const Row& row : rows) {
    if (size_ % kChunk == 0) chunks_.push_back(std::make_unique_for_overwrite<Row[]>(kChunk));
    chunks_.back()[size_++ % kChunk] = row;
  }
  return first;
}

std::uint64_t RowTable::count_representing() const {
  std::uint64_t count = 0;
  for (std::uint64_t row = 0; row < size_; ++row) {
    if ((*this)[row].state == Row::State::kRepresents) ++count;
  }
  return count;
}

}  // namespace galley
