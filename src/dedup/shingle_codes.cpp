// SPDX-License-Identifier: Apache-2.0
// Five numbers below 7131 are a number of base 7131 below 2^64, which is the shingle's code.
#include "dedup/shingle_codes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <iterator>

#include "base/hash.h"

namespace galley {

namespace {

constexpr std::uint64_t kBase = Alphabet::kMostLetters + 1;
static_assert(kBase * kBase * kBase * kBase <= ~std::uint64_t{0} / kBase);

}  // namespace

Alphabet::Alphabet() : numbers_(0x110000) {}

std::uint32_t Alphabet::add(char32_t letter) {
  const std::lock_guard lock(mutex_);
  const std::atomic_ref place(numbers_[letter]);
  const std::uint16_t number = place.load(std::memory_order_relaxed);
  if (number != 0) return number;
  if (given_ == kMostLetters) return 0;
  place.store(static_cast<std::uint16_t>(++given_), std::memory_order_relaxed);
  return given_;
}

CodeIndex::CodeIndex() : factor_(unforeseen_seed(this) | 1) {
  begin(0);
}

// Of so many slots few are met that another code has taken, which would be a branch mispredicted.
void CodeIndex::begin(std::size_t most) {
  const std::size_t slots = std::bit_ceil(std::max<std::size_t>(4 * most, 16));
  mask_ = slots - 1;
  shift_ = 64 - std::countr_zero(slots);
  slots_.assign(slots, 0);
}

bool ShingleCoder::append_codes(std::span<const char32_t> letters,
                                std::vector<std::uint64_t>& out) {
  // A text shorter than a shingle is one shingle, with "none" for the letters that it lacks.
  numbers_.assign(std::max(letters.size(), kShingle), 0);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    numbers_[i] = alphabet_->number_of(letters[i]);
    if (numbers_[i] == 0) return false;
  }
  const std::size_t shingles = numbers_.size() - kShingle + 1;
  seen_.begin(shingles);
  const std::size_t before = out.size();
  out.resize(before + shingles);
  std::uint64_t* const codes = out.data() + before;
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < shingles; ++i) {
    const std::uint64_t* const n = numbers_.data() + i;
    const std::uint64_t first_two = n[0] * kBase + n[1];
    const std::uint64_t next_two = n[2] * kBase + n[3];
    const std::uint64_t code = (first_two * (kBase * kBase) + next_two) * kBase + n[4];
    if (seen_.add(code, codes, count)) codes[count++] = code;
  }
  out.resize(before + count);
  return true;
}

void CodeSet::set(std::span<const std::uint64_t> codes) {
  codes_ = codes;
  index_.begin(codes.size());
  for (std::uint32_t i = 0; i < codes.size(); ++i) index_.add(codes[i], codes.data(), i);
}

// What texts have in common comes in runs: behind one code that both have stands another.
Overlap CodeSet::overlap_with(std::span<const std::uint64_t> codes) {
  std::uint64_t common = 0;
  std::size_t next = 0;  // behind the last that was found
  for (const std::uint64_t code : codes) {
    if (next == codes_.size() || codes_[next] != code) {
      const std::size_t place = index_.find(code, codes_.data());
      if (place == CodeIndex::kNone) continue;
      next = place;
    }
    ++common;
    ++next;
  }
  return {common, codes_.size() + codes.size() - common};
}

Overlap overlap(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) {
  const std::uint64_t* at_a = a.data();
  const std::uint64_t* at_b = b.data();
  const std::uint64_t* const end_a = at_a + a.size();
  const std::uint64_t* const end_b = at_b + b.size();
  std::uint64_t common = 0;
  while (at_a != end_a && at_b != end_b) {
    const std::uint64_t value_a = *at_a;
    const std::uint64_t value_b = *at_b;
    common += value_a == value_b ? 1 : 0;
    at_a += value_a <= value_b ? 1 : 0;
    at_b += value_b <= value_a ? 1 : 0;
  }
  return {common, a.size() + b.size() - common};
}

Overlap overlap_of_letters(std::span<const char32_t> a, std::span<const char32_t> b) {
  using Shingle = std::array<char32_t, kShingle>;
  const auto set_of = [](std::span<const char32_t> letters) {
    std::vector<Shingle> set;
    Shingle shingle;
    shingle.fill(char32_t{0xFFFFFFFF});
    if (letters.size() < kShingle) {
      std::copy(letters.begin(), letters.end(), shingle.begin());
      set.push_back(shingle);
    }
    for (std::size_t i = 0; i + kShingle <= letters.size(); ++i) {
      std::copy_n(letters.begin() + static_cast<std::ptrdiff_t>(i), kShingle, shingle.begin());
      set.push_back(shingle);
    }
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
    return set;
  };
  const std::vector<Shingle> set_a = set_of(a);
  const std::vector<Shingle> set_b = set_of(b);
  std::vector<Shingle> both;
  std::set_intersection(set_a.begin(), set_a.end(), set_b.begin(), set_b.end(),
                        std::back_inserter(both));
  return {both.size(), set_a.size() + set_b.size() - both.size()};
}

}  // namespace galley
