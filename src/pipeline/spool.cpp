// SPDX-License-Identifier: Apache-2.0
#include "pipeline/spool.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "base/try.h"

namespace galley {

Status Spool::append(std::uint32_t split, std::uint64_t first_ord, SpoolPart part) {
  GALLEY_CHECK(splits_.empty() || split >= splits_.back());
  if (splits_.empty() || splits_.back() != split || group_begins_) {
    if (!stores_.empty()) GALLEY_TRY(stores_.back().seal());
    stores_.emplace_back(place_, split);
    splits_.push_back(split);
    group_begins_ = false;
  }
  const bool has_paragraphs = !part.paragraphs.empty();
  GALLEY_ASSIGN(const std::uint32_t first_index, stores_.back().append(std::move(part)));
  if (has_paragraphs) stretches_.push_back({first_ord, stores() - 1, first_index});
  return {};
}

void Spool::adopt(std::uint32_t split, std::shared_ptr<const PooledFile> file,
                  const SplitStore::Image& image, std::span<const Stretch> stretches) {
  GALLEY_CHECK(splits_.empty() || split >= splits_.back());
  stores_.emplace_back(place_, split);
  splits_.push_back(split);
  stores_.back().adopt(std::move(file), image);
  for (const Stretch& stretch : stretches) {
    stretches_.push_back({stretch.first_ord, stores() - 1, stretch.first_index});
  }
  group_begins_ = true;
}

Status Spool::seal() {
  return stores_.empty() ? Status() : stores_.back().seal();
}

SpoolPlace Spool::place_of(std::uint64_t ord) const {
  const auto after = std::upper_bound(
      stretches_.begin(), stretches_.end(), ord,
      [](std::uint64_t value, const Stretch& stretch) { return value < stretch.first_ord; });
  GALLEY_CHECK(after != stretches_.begin());
  const Stretch& stretch = *std::prev(after);
  return {stretch.store, stretch.first_index + static_cast<std::uint32_t>(ord - stretch.first_ord)};
}

std::uint64_t Spool::ord_of(SpoolPlace place) const {
  const auto after = std::upper_bound(
      stretches_.begin(), stretches_.end(), place, [](SpoolPlace value, const Stretch& stretch) {
        return std::pair(value.store, value.index) < std::pair(stretch.store, stretch.first_index);
      });
  GALLEY_CHECK(after != stretches_.begin());
  const Stretch& stretch = *std::prev(after);
  return stretch.first_ord + (place.index - stretch.first_index);
}

std::uint64_t Spool::first_ord(std::uint32_t store) const {
  const auto stretch =
      std::lower_bound(stretches_.begin(), stretches_.end(), store,
                       [](const Stretch& a, std::uint32_t value) { return a.store < value; });
  return stretch == stretches_.end() ? UINT64_MAX : stretch->first_ord;
}

std::uint32_t Spool::first_store(std::uint32_t split) const {
  return static_cast<std::uint32_t>(std::lower_bound(splits_.begin(), splits_.end(), split) -
                                    splits_.begin());
}

Result<std::string_view> Spool::text(std::uint64_t ord, std::string& scratch) const {
  const SpoolPlace place = place_of(ord);
  const SplitStore& store = stores_[place.store];
  return store.text_of(unit_, place.index, scratch);
}

std::uint64_t Spool::size_bytes() const {
  std::uint64_t bytes = 0;
  for (const SplitStore& store : stores_) bytes += store.size_bytes();
  return bytes;
}

}  // namespace galley
