// SPDX-License-Identifier: Apache-2.0
// Myers's bit-parallel algorithm (1999) in Hyyrö's form (2003), in blocks of 64 letters: a column
// of the matrix of distances is kept as differences between neighbours, one bit each, and computed
// from the column before it with a dozen operations for 64 rows. Four columns at once where the
// processor can (alignment_columns_v3.cpp).
#include "dedup/alignment.h"

#include <algorithm>
#include <bit>

namespace galley {

namespace {

constexpr std::size_t kCodePoints = 0x110000;
constexpr std::size_t kMostNumbers = 65535;
constexpr int kRoomForMillion = 44;  // bits

}  // namespace

Alignment::Alignment([[maybe_unused]] VectorLevel level)
    : take_four_(nullptr), number_of_letter_(kCodePoints), numbered_(1) {
#if defined(__x86_64__)
  if (level >= VectorLevel::kV3) take_four_ = take_four_letters_v3;
#endif
}

void Alignment::set_text(std::span<const char32_t> letters) {
  for (const char32_t letter : numbered_) number_of_letter_[letter] = 0;
  numbered_.resize(1);  // number 0 is no letter
  numbered_[0] = 0;
  count_of_number_.assign(1, 0);
  length_ = letters.size();
  words_ = (length_ + 63) / 64;
  places_.assign(words_ + 2 * kColumnSpare, 0);
  for (std::size_t i = 0; i < length_; ++i) {
    std::uint16_t& number = number_of_letter_[letters[i]];
    if (number == 0) {
      if (numbered_.size() > kMostNumbers) continue;  // hostile: such a letter matches nothing
      number = static_cast<std::uint16_t>(numbered_.size());
      numbered_.push_back(letters[i]);
      count_of_number_.push_back(0);
      places_.resize(places_.size() + words_, 0);
    }
    ++count_of_number_[number];
    places_[kColumnSpare + number * words_ + i / 64] |= std::uint64_t{1} << (i % 64);
  }
}

std::uint64_t Alignment::chance_ppm(std::span<const char32_t> other) const {
  if (length_ == 0 || other.empty()) return 0;
  std::uint64_t same = 0;
  for (const char32_t letter : other) same += count_of_number_[number_of_letter_[letter]];
  // The same whichever of the two is asked: rounded once. Bits that a million times as many would
  // have no room for are left out of both.
  const std::uint64_t pairs = std::uint64_t{length_} * other.size();
  const int spare = std::max(0, static_cast<int>(std::bit_width(pairs)) - kRoomForMillion);
  return (same >> spare) * 1'000'000 / (pairs >> spare);
}

std::uint64_t Alignment::distance_to(std::span<const char32_t> other, Ends ends) {
  if (length_ == 0) return ends == Ends::kFree ? 0 : other.size();
  column_.assign(words_ + kColumnSpare, {~std::uint64_t{0}, 0});
  const std::uint64_t last_row = std::uint64_t{1} << ((length_ - 1) % 64);
  const std::uint64_t top = ends == Ends::kFree ? 0 : 1;  // row 0 grows by this a column
  std::uint64_t distance = length_;
  std::uint64_t least = distance;
  const auto note = [&](int change) {
    distance += static_cast<std::uint64_t>(change);
    least = std::min(least, distance);
  };
  std::size_t at = 0;
  if (take_four_ != nullptr && words_ > 1) {
    for (; at + 4 <= other.size(); at += 4) {
      const FourLetters letters{{places_of(other[at]), places_of(other[at + 1]),
                                 places_of(other[at + 2]), places_of(other[at + 3])},
                                words_,
                                top,
                                last_row};
      std::array<int, 4> changes{};
      take_four_(letters, column_.data(), changes);
      for (const int change : changes) note(change);
    }
  }
  for (; at < other.size(); ++at) note(take_letter(places_of(other[at]), top, last_row));
  return ends == Ends::kFree ? least : distance;
}

int Alignment::take_letter(const std::uint64_t* places, std::uint64_t top, std::uint64_t last_row) {
  std::uint64_t grows = top;  // whether the row above this block grows, or shrinks
  std::uint64_t shrinks = 0;
  int change = 0;
  for (std::size_t word = 0; word < words_; ++word) {
    const std::uint64_t up = column_[word].up;
    const std::uint64_t down = column_[word].down;
    std::uint64_t equal = places[word];
    const std::uint64_t vertical = equal | down;
    equal |= shrinks;
    const std::uint64_t horizontal = (((equal & up) + up) ^ up) | equal;
    std::uint64_t row_grows = down | ~(horizontal | up);
    std::uint64_t row_shrinks = up & horizontal;
    if (word + 1 == words_) {
      change = ((row_grows & last_row) != 0 ? 1 : 0) - ((row_shrinks & last_row) != 0 ? 1 : 0);
    }
    const std::uint64_t next_grows = row_grows >> 63;
    const std::uint64_t next_shrinks = row_shrinks >> 63;
    row_grows = row_grows << 1 | grows;
    row_shrinks = row_shrinks << 1 | shrinks;
    column_[word] = {row_shrinks | ~(vertical | row_grows), row_grows & vertical};
    grows = next_grows;
    shrinks = next_shrinks;
  }
  return change;
}

}  // namespace galley
