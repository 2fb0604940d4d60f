// SPDX-License-Identifier: Apache-2.0
// A counting sketch of fixed size: cells in blocks of one cache line, two cells of one block to a
// key. Adding is saturating and so in any order the same; counts can only be too high, where both
// cells of a key are shared. (Cormode and Muthukrishnan 2005, blocked as Bloom filters are.)
#ifndef GALLEY_BASE_COUNT_CELLS_H_
#define GALLEY_BASE_COUNT_CELLS_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

namespace galley {

inline constexpr std::size_t kCellsPerBlock = 16;
/// 2^19 blocks of 64 bytes: 32 MiB, for a million and a half distinct words and pairs.
inline constexpr std::size_t kProfileCells = kCellsPerBlock << 19;

/// The two cells of a key. REQUIRES: cells is 16 times a power of two, at least 32.
struct CellPair {
  std::size_t first;
  std::size_t second;
};
[[nodiscard]] inline CellPair cells_of(std::uint64_t key, std::size_t cells) {
  const int shift = 64 - std::countr_zero(cells / kCellsPerBlock);
  const std::size_t block = (key >> shift) * kCellsPerBlock;
  const std::size_t slot = key & 15;
  return {block + slot, block + (slot ^ (1 + (key >> 4) % 15))};
}

inline void add_saturating(std::uint32_t& cell, std::uint64_t more) {
  const std::uint64_t sum = cell + more;
  cell = sum > UINT32_MAX ? UINT32_MAX : static_cast<std::uint32_t>(sum);
}

/// The first cell at or behind `at` that is not zero, or the number of cells. Most cells of a small
/// input are zero: they are passed over by the block.
/// REQUIRES: the number of cells is a multiple of a block's.
[[nodiscard]] inline std::size_t next_counted(std::span<const std::uint32_t> cells,
                                              std::size_t at) {
  for (; at < cells.size() && at % kCellsPerBlock != 0; ++at) {
    if (cells[at] != 0) return at;
  }
  for (; at < cells.size(); at += kCellsPerBlock) {
    std::uint32_t any = 0;
    for (std::size_t i = 0; i < kCellsPerBlock; ++i) any |= cells[at + i];
    if (any == 0) continue;
    while (cells[at] == 0) ++at;
    return at;
  }
  return cells.size();
}

/// Adds to both cells of a key.
inline void add_to_cells(std::uint32_t* cells, std::size_t size, std::uint64_t key,
                         std::uint64_t count) {
  const CellPair pair = cells_of(key, size);
  add_saturating(cells[pair.first], count);
  add_saturating(cells[pair.second], count);
}

}  // namespace galley

#endif  // GALLEY_BASE_COUNT_CELLS_H_
