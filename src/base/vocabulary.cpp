// SPDX-License-Identifier: Apache-2.0
// A cell becomes one byte: an eighth of a binary order is exact enough, and a table four times
// smaller stays in the cache. The built-in words are added as a small corpus of its own, so what
// the input teaches soon outweighs them.
#include "galley/vocabulary.h"

#include <algorithm>
#include <bit>
#include <map>
#include <mutex>
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

constexpr std::size_t kSmallCells = kCellsPerBlock << 16;

// What the built-in words add, cell by cell: a copy of all cells would cost more than they do.
struct BuiltinCells {
  std::vector<std::pair<std::size_t, std::uint64_t>> counts;
  std::uint64_t words = 0;
};

BuiltinCells count_builtin_words(std::size_t cells) {
  BuiltinCells found;
  std::vector<std::pair<std::size_t, std::uint64_t>>& counts = found.counts;
  for_each_builtin_word([&](std::string_view word, std::uint32_t count) {
    const CellPair pair = cells_of(word_key(word), cells);
    counts.emplace_back(pair.first, count);
    counts.emplace_back(pair.second, count);
    found.words += count;
  });
  std::ranges::sort(counts);
  std::size_t kept = 0;
  for (std::size_t i = 1; i < counts.size(); ++i) {
    if (counts[i].first == counts[kept].first) {
      counts[kept].second += counts[i].second;
    } else {
      counts[++kept] = counts[i];
    }
  }
  counts.resize(std::min(counts.size(), kept + 1));
  return found;
}

// Counted once for each size of table, of which there are no more than bits in a size.
const BuiltinCells& builtin_cells(std::size_t cells) {
  static std::mutex mutex;
  static std::map<std::size_t, BuiltinCells> counted;
  const std::lock_guard lock(mutex);
  const auto [place, is_new] = counted.try_emplace(cells);
  if (is_new) place->second = count_builtin_words(cells);
  return place->second;
}

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
  for (std::size_t i = next_counted(cells, 0); i < cells.size(); i = next_counted(cells, i + 1)) {
    codes_[i] = code_of(cells[i]);
  }
  const BuiltinCells& builtin = builtin_cells(cells.size());
  for (const auto& [cell, count] : builtin.counts) {
    std::uint32_t sum = cells[cell];
    add_saturating(sum, count);
    codes_[cell] = code_of(sum);
  }
  words_ += builtin.words;
}

}  // namespace galley
