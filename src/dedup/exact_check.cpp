// SPDX-License-Identifier: Apache-2.0
// All but an attacker's paragraphs have the letters of the first of their group. The others are
// parted by a second hash, whose seed nobody outside knows, and then compared with the first of
// their own: so that no number of different texts made to collide takes more than one more pass.
// What comes out depends on letters alone, never on the seed.
#include "dedup/exact_check.h"

#include <algorithm>
#include <tuple>

#include "base/hash.h"
#include "base/try.h"

namespace galley {

ExactCheck::ExactCheck(const ParagraphTexts& texts, const RowTable& rows,
                       std::span<const std::uint64_t> gone, const StopToken& stop)
    : texts_(texts), rows_(rows), gone_(gone), stop_(stop), seed_(unforeseen_seed(this)) {}

bool ExactCheck::is_gone(const ExactRecord& record) const {
  if (record.row == kNoRow || gone_.empty()) return false;
  const std::uint64_t row = rows_.number_of(record.row);
  return row / 64 < gone_.size() && (gone_[row / 64] >> (row % 64) & 1) != 0;
}

Status ExactCheck::read(const ExactRecord& record, LetterBuffer& letters) {
  GALLEY_TRY(stop_.check());
  GALLEY_ASSIGN(const std::string_view text, texts_.text(record.ord, scratch_));
  letters.clear();
  append_letters(text, letters);
  return {};
}

// Both parts keep their order.
Result<std::size_t> ExactCheck::gather_copies_of_first(std::span<ExactRecord> group) {
  if (group.size() == 1 || is_gone(group.front())) return std::size_t{1};
  GALLEY_TRY(read(group.front(), first_));
  unlike_.clear();
  std::size_t alike = 1;
  for (const ExactRecord& record : group.subspan(1)) {
    bool is_copy = false;
    if (!is_gone(record)) {
      GALLEY_TRY(read(record, second_));
      is_copy = std::ranges::equal(first_.letters(), second_.letters());
    }
    if (is_copy) {
      group[alike++] = record;
    } else {
      unlike_.push_back(record);
    }
  }
  std::copy(unlike_.begin(), unlike_.end(), group.begin() + static_cast<std::ptrdiff_t>(alike));
  return alike;
}

Status ExactCheck::part(std::span<ExactRecord> group, std::vector<std::size_t>& sizes) {
  sizes.clear();
  GALLEY_ASSIGN(std::size_t alike, gather_copies_of_first(group));
  sizes.push_back(alike);
  group = group.subspan(alike);
  if (group.empty()) return {};
  others_.clear();
  for (const ExactRecord& record : group) {
    std::uint64_t hash = 0;
    if (!is_gone(record)) {
      GALLEY_TRY(read(record, first_));
      hash = hash64(first_.letters().data(), first_.letters().size_bytes(), seed_);
    }
    others_.push_back({hash, record});
  }
  std::ranges::sort(others_, {}, [](const Other& other) {
    return std::tuple(other.hash, other.record.score, other.record.ord);
  });
  std::ranges::transform(others_, group.begin(), &Other::record);
  for (std::size_t begin = 0, end = 0; begin < others_.size(); begin = end) {
    while (end < others_.size() && others_[end].hash == others_[begin].hash) ++end;
    for (std::span<ExactRecord> rest = group.subspan(begin, end - begin); !rest.empty();
         rest = rest.subspan(alike)) {
      GALLEY_ASSIGN(alike, gather_copies_of_first(rest));
      sizes.push_back(alike);
    }
  }
  return {};
}

}  // namespace galley
