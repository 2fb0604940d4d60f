// SPDX-License-Identifier: Apache-2.0
#include "pipeline/spool.h"

#include <algorithm>

#include "base/check.h"
#include "base/try.h"

namespace galley {

Status Spool::append(std::uint32_t split, std::uint64_t first_ord, SpoolPart part) {
  GALLEY_CHECK(split + 1 >= stores_.size());
  while (stores_.size() <= split) {
    if (!stores_.empty()) GALLEY_TRY(stores_.back().seal());
    stores_.emplace_back(place_, splits());
  }
  const bool has_paragraphs = !part.paragraphs.empty();
  GALLEY_ASSIGN(const std::uint32_t first_index, stores_[split].append(std::move(part)));
  if (has_paragraphs) parts_.push_back({first_ord, split, first_index});
  return {};
}

Status Spool::seal() {
  return stores_.empty() ? Status() : stores_.back().seal();
}

SpoolPlace Spool::place_of(std::uint64_t ord) const {
  const auto after = std::upper_bound(
      parts_.begin(), parts_.end(), ord,
      [](std::uint64_t value, const Part& part) { return value < part.first_ord; });
  GALLEY_CHECK(after != parts_.begin());
  const Part& part = *std::prev(after);
  return {part.split, part.first_index + static_cast<std::uint32_t>(ord - part.first_ord)};
}

std::uint64_t Spool::first_ord(std::uint32_t split) const {
  const auto part =
      std::lower_bound(parts_.begin(), parts_.end(), split,
                       [](const Part& a, std::uint32_t value) { return a.split < value; });
  return part == parts_.end() ? UINT64_MAX : part->first_ord;
}

Result<std::string_view> Spool::text(std::uint64_t ord, std::string& scratch) const {
  const SpoolPlace place = place_of(ord);
  const SplitStore& store = stores_[place.split];
  return unit_ == DedupUnit::kDocument ? store.text_from(place.index, scratch)
                                       : store.text(place.index, scratch);
}

std::uint64_t Spool::size_bytes() const {
  std::uint64_t bytes = 0;
  for (std::uint32_t split = 0; split < splits(); ++split) bytes += store(split).size_bytes();
  return bytes;
}

}  // namespace galley
