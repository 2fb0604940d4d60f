// SPDX-License-Identifier: Apache-2.0
// Ranks order the classes of signs by how they bear on a break, so that one comparison can part
// them.
#ifndef GALLEY_REPAIR_RANKS_H_
#define GALLEY_REPAIR_RANKS_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/characters.h"

namespace galley {

inline constexpr std::uint8_t kSentenceEndRank = 24;

constexpr std::uint8_t rank_at_end(CharacterClass value) {
  switch (value) {
    case CharacterClass::kHyphen:
      return 0;
    case CharacterClass::kOpen:
      return 1;
    case CharacterClass::kOpenQuote:
      return 2;
    case CharacterClass::kWideComma:
      return 3;
    case CharacterClass::kComma:
      return 4;
    case CharacterClass::kSlash:
      return 5;
    case CharacterClass::kLower:
      return 6;
    case CharacterClass::kMark:
      return 6;
    case CharacterClass::kHan:
      return 7;
    case CharacterClass::kKana:
      return 8;
    case CharacterClass::kHangul:
      return 9;
    case CharacterClass::kUnspaced:
      return 9;
    case CharacterClass::kUncased:
      return 9;
    case CharacterClass::kUpper:
      return 10;
    case CharacterClass::kDigit:
      return 11;
    case CharacterClass::kOther:
      return 12;
    case CharacterClass::kPrivateUse:
      return 12;
    case CharacterClass::kSpace:
    case CharacterClass::kWideSpace:
    case CharacterClass::kControl:
      return 12;
    case CharacterClass::kSymbol:
      return 13;
    case CharacterClass::kBullet:
      return 14;
    case CharacterClass::kSemicolon:
      return 15;
    case CharacterClass::kDash:
      return 16;
    case CharacterClass::kClose:
      return 17;
    case CharacterClass::kQuote:
      return 18;
    case CharacterClass::kCloseQuote:
      return 19;
    case CharacterClass::kEllipsis:
      return 21;
    case CharacterClass::kColon:
      return 22;
    case CharacterClass::kStop:
      return kSentenceEndRank;
    case CharacterClass::kAsk:
      return 25;
    case CharacterClass::kWideStop:
      return 26;
  }
  return 12;
}

constexpr std::uint8_t rank_at_beginning(CharacterClass value) {
  switch (value) {
    case CharacterClass::kClose:
      return 0;
    case CharacterClass::kCloseQuote:
      return 1;
    case CharacterClass::kWideComma:
    case CharacterClass::kComma:
      return 2;
    case CharacterClass::kWideStop:
    case CharacterClass::kStop:
    case CharacterClass::kAsk:
      return 3;
    case CharacterClass::kSemicolon:
    case CharacterClass::kColon:
      return 4;
    case CharacterClass::kEllipsis:
      return 5;
    case CharacterClass::kSlash:
      return 6;
    case CharacterClass::kLower:
    case CharacterClass::kMark:
      return 7;
    case CharacterClass::kKana:
      return 8;
    case CharacterClass::kHan:
      return 9;
    case CharacterClass::kHangul:
      return 10;
    case CharacterClass::kUnspaced:
    case CharacterClass::kUncased:
      return 11;
    case CharacterClass::kOther:
    case CharacterClass::kPrivateUse:
    case CharacterClass::kSpace:
    case CharacterClass::kWideSpace:
    case CharacterClass::kControl:
      return 12;
    case CharacterClass::kHyphen:
      return 13;
    case CharacterClass::kSymbol:
      return 14;
    case CharacterClass::kDigit:
      return 15;
    case CharacterClass::kUpper:
      return 16;
    case CharacterClass::kOpen:
      return 17;
    case CharacterClass::kQuote:
      return 18;
    case CharacterClass::kOpenQuote:
      return 19;
    case CharacterClass::kDash:
      return 20;
    case CharacterClass::kBullet:
      return 21;
  }
  return 12;
}

// A table each: a branch for every class would be guessed wrong at every other line.
template <class RankOf>
constexpr auto ranks_by(RankOf rank_of) {
  std::array<std::uint8_t, kCharacterClasses> ranks{};
  for (unsigned value = 0; value < kCharacterClasses; ++value) {
    ranks[value] = rank_of(static_cast<CharacterClass>(value));
  }
  return ranks;
}

inline constexpr auto kEndRanks = ranks_by(rank_at_end);
inline constexpr auto kBeginRanks = ranks_by(rank_at_beginning);

/// How readily text goes on behind (ends) or before (begins) a character of a class.
[[nodiscard]] constexpr std::uint8_t end_rank(CharacterClass value) {
  return kEndRanks[static_cast<std::size_t>(value)];
}
[[nodiscard]] constexpr std::uint8_t begin_rank(CharacterClass value) {
  return kBeginRanks[static_cast<std::size_t>(value)];
}

}  // namespace galley

#endif  // GALLEY_REPAIR_RANKS_H_
