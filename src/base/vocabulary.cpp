// SPDX-License-Identifier: Apache-2.0
// A cell becomes one byte: an eighth of a binary order is exact enough, and a table four times
// smaller stays in the cache. The built-in words are added as a small corpus of its own, so what
// the input teaches soon outweighs them.
#include "galley/vocabulary.h"

#include <algorithm>
#include <bit>
#include <utility>
#include <vector>

#include "base/builtin_words.h"
#include "base/check.h"
#include "base/count_cells.h"
#include "base/word_key.h"

namespace galley {

namespace {

std::uint8_t code_of(std::uint32_t count) {
  if (count < 12) return static_cast<std::uint8_t>(count);
  unsigned low = 0, high = 255;
  while (low < high) {
    const unsigned middle = (low + high + 1) / 2;
    if (kVocabularyCounts[middle] <= count) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return static_cast<std::uint8_t>(low);
}

constexpr std::size_t kSmallCells = kCellsPerBlock << 14;

}  // namespace

Vocabulary::Vocabulary() {
  build(LargeTable<std::uint32_t>(kSmallCells));
}

Vocabulary::Vocabulary(const LargeTable<std::uint32_t>& cells) {
  build(cells);
}

void Vocabulary::build(const LargeTable<std::uint32_t>& cells) {
  GALLEY_CHECK(cells.size() >= 2 * kCellsPerBlock && std::has_single_bit(cells.size()));
  shift_ = static_cast<unsigned>(64 - std::countr_zero(cells.size() / kCellsPerBlock));
  codes_ = LargeTable<std::uint8_t>(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i] != 0) codes_[i] = code_of(cells[i]);
  }
  // What the built-in words add, cell by cell: a copy of all cells would cost more than they do.
  std::vector<std::pair<std::size_t, std::uint64_t>> added;
  for_each_builtin_word([&](std::string_view word, std::uint32_t count) {
    const CellPair pair = cells_of(word_key(word), cells.size());
    added.emplace_back(pair.first, count);
    added.emplace_back(pair.second, count);
    words_ += count;
  });
  std::ranges::sort(added);
  for (std::size_t i = 0; i < added.size();) {
    const std::size_t cell = added[i].first;
    std::uint32_t sum = cells[cell];
    for (; i < added.size() && added[i].first == cell; ++i) add_saturating(sum, added[i].second);
    codes_[cell] = code_of(sum);
  }
}

}  // namespace galley
