// SPDX-License-Identifier: Apache-2.0
// The seam between dedup/alignment.cpp and its code for wider processors.
#ifndef GALLEY_DEDUP_ALIGNMENT_COLUMNS_H_
#define GALLEY_DEDUP_ALIGNMENT_COLUMNS_H_

#include <array>
#include <cstddef>
#include <cstdint>

namespace galley {

/// Myers's vectors of 64 rows: bit i says that the distance grows (or shrinks) from row i to the
/// next.
struct ColumnBlock {
  std::uint64_t up;
  std::uint64_t down;
};

/// Four letters of the other text, one behind the other, in the text that a column stands for.
struct FourLetters {
  std::array<const std::uint64_t*, 4> places;  ///< of each letter, a bit a row
  std::size_t words;                           ///< blocks of the column
  std::uint64_t top;                           ///< row 0 grows by this a column
  std::uint64_t last_row;                      ///< its bit in the last block
};

/// What may be read, whatever stands there, outside of what is asked for: so many words before and
/// behind places, so many blocks behind a column.
inline constexpr std::size_t kColumnSpare = 3;

/// Takes `column` four letters further. `changes` are what each adds to the last row's distance.
using TakeFourLetters = void (*)(const FourLetters& letters, ColumnBlock* column,
                                 std::array<int, 4>& changes);

#if defined(__x86_64__)
void take_four_letters_v3(const FourLetters& letters, ColumnBlock* column,
                          std::array<int, 4>& changes);
#endif

}  // namespace galley

#endif  // GALLEY_DEDUP_ALIGNMENT_COLUMNS_H_
