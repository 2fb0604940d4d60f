// SPDX-License-Identifier: Apache-2.0
#include "report/source_tally.h"

#include <algorithm>
#include <map>

namespace galley {

namespace {

std::size_t depth_of(std::string_view name) {
  return static_cast<std::size_t>(std::count(name.begin(), name.end(), '/'));
}

std::size_t distinct(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  return static_cast<std::size_t>(std::unique(names.begin(), names.end()) - names.begin());
}

// Cuts the deepest paths to their folders until no more than `most` differ, or until nothing is
// left that tells them apart.
void fold(std::vector<std::string>& names, std::size_t most) {
  while (distinct(names) > most) {
    std::size_t deepest = 0;
    for (const std::string& name : names) deepest = std::max(deepest, depth_of(name));
    if (deepest == 0) return;
    std::vector<std::string> cut = names;
    for (std::string& name : cut) {
      if (depth_of(name) == deepest) name.resize(name.rfind('/'));
    }
    if (distinct(cut) < 2) return;
    names = std::move(cut);
  }
}

}  // namespace

SourceCounts& SourceCounts::operator+=(const SourceCounts& other) {
  documents += other.documents;
  kept += other.kept;
  removed_exact += other.removed_exact;
  removed_near += other.removed_near;
  furniture += other.furniture;
  chars_kept += other.chars_kept;
  chars_removed += other.chars_removed;
  return *this;
}

SourceTally::SourceTally() : names_(1), counts_(1) {}

std::uint32_t SourceTally::number_of(std::string_view name) {
  std::string key(name);
  const auto at = numbers_.find(key);
  if (at != numbers_.end()) return at->second;
  if (names_.size() > kMostSources) return 0;
  const auto number = static_cast<std::uint32_t>(names_.size());
  names_.push_back(key);
  counts_.emplace_back();
  numbers_.emplace(std::move(key), number);
  return number;
}

void SourceTally::add_copies(std::uint32_t copier, std::uint32_t keeper, std::uint64_t paragraphs) {
  std::uint64_t key = std::uint64_t{copier} << 32 | keeper;
  if (copies_.size() >= kMostPairs && !copies_.contains(key)) key = 0;
  copies_[key] += paragraphs;
}

SourceTable SourceTally::table(std::size_t most_rows) const {
  SourceTable table;
  table.sources = names_.size() - 1;
  std::vector<std::string> names(names_.begin() + 1, names_.end());
  fold(names, most_rows);
  std::map<std::string_view, SourceRow> by_name;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto [at, is_new] = by_name.try_emplace(names[i]);
    SourceRow& row = at->second;
    row.sources = is_new ? 1 : row.sources + 1;
    row.name = names[i];
    row.counts += counts_[i + 1];
  }
  for (const auto& [name, row] : by_name) table.rows.push_back(row);
  std::sort(table.rows.begin(), table.rows.end(), [](const SourceRow& a, const SourceRow& b) {
    const std::uint64_t of_a = a.counts.paragraphs_in(), of_b = b.counts.paragraphs_in();
    return of_a != of_b ? of_a > of_b : a.name < b.name;
  });
  SourceRow others;
  others.sources = 0;
  others.of = SourceRow::Of::kOthers;
  others.counts = counts_.front();
  while (table.rows.size() > most_rows) {
    others.sources += table.rows.back().sources;
    others.counts += table.rows.back().counts;
    table.rows.pop_back();
  }
  const auto other_row = static_cast<std::uint32_t>(table.rows.size());
  std::map<std::string_view, std::uint32_t> row_of;
  for (std::uint32_t i = 0; i < other_row; ++i) row_of[table.rows[i].name] = i;
  bool has_others = others.sources > 0 || others.counts.documents > 0;
  const auto row_of_number = [&](std::uint64_t number) {
    const auto at = number == 0 ? row_of.end() : row_of.find(names[number - 1]);
    has_others = has_others || at == row_of.end();
    return at == row_of.end() ? other_row : at->second;
  };
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> cells;
  for (const auto& [key, paragraphs] : copies_) {
    cells[{row_of_number(key >> 32), row_of_number(key & UINT32_MAX)}] += paragraphs;
  }
  for (const auto& [cell, paragraphs] : cells) {
    table.copies.push_back({cell.first, cell.second, paragraphs});
  }
  if (has_others) table.rows.push_back(std::move(others));
  return table;
}

}  // namespace galley
