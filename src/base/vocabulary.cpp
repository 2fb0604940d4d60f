// SPDX-License-Identifier: Apache-2.0
// A cell becomes one byte: an eighth of a binary order is exact enough, and a table four times
// smaller stays in the cache. The built-in words are added as a small corpus of its own, so what
// the input teaches soon outweighs them.
#include "galley/vocabulary.h"

#include <bit>

#include "base/builtin_words.h"
#include "base/check.h"
#include "base/count_cells.h"
#include "base/word_key.h"

namespace galley {

namespace {

std::uint8_t code_of(std::uint32_t count) {
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

void Vocabulary::build(LargeTable<std::uint32_t> cells) {
  GALLEY_CHECK(cells.size() >= 2 * kCellsPerBlock && std::has_single_bit(cells.size()));
  for_each_builtin_word([&](std::string_view word, std::uint32_t count) {
    add_to_cells(cells.data(), cells.size(), word_key(word), count);
    words_ += count;
  });
  shift_ = static_cast<unsigned>(64 - std::countr_zero(cells.size() / kCellsPerBlock));
  codes_ = LargeTable<std::uint8_t>(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    codes_[i] = cells[i] < 12 ? static_cast<std::uint8_t>(cells[i]) : code_of(cells[i]);
  }
}

}  // namespace galley
