// SPDX-License-Identifier: Apache-2.0
#include "dedup/units.h"

#include "base/characters.h"
#include "base/utf8.h"

namespace galley {

namespace {

using enum CharacterClass;

constexpr std::uint32_t kQuotes =
    class_bit(kOpenQuote) | class_bit(kCloseQuote) | class_bit(kQuote);
constexpr std::uint32_t kBehindStops =
    kQuotes | class_bit(kClose) | class_bit(kSpace) | class_bit(kWideSpace);
// A number ends entries of lists and records, which are not to be put together.
constexpr std::uint32_t kStops = class_bit(kStop) | class_bit(kWideStop) | class_bit(kAsk) |
                                 class_bit(kEllipsis) | class_bit(kDigit);
constexpr std::uint32_t kCommas = class_bit(kComma) | class_bit(kWideComma);
constexpr std::uint32_t kCased = class_bit(kUpper) | class_bit(kLower);
constexpr std::uint32_t kUncasedLetters = class_bit(kUncased) | class_bit(kHan) | class_bit(kKana) |
                                          class_bit(kHangul) | class_bit(kUnspaced);
constexpr std::uint32_t kBeginsItem =
    kUncasedLetters | kCased | class_bit(kDigit) | class_bit(kBullet);

// One in so many letters or digits: clean newspaper print has a tenth of it.
constexpr std::uint64_t kLettersToASign = 250;

// The last sign that is neither quote, closing bracket nor space, as a set of one class.
std::uint32_t end_of(std::string_view text) {
  const char* at = text.data() + text.size();
  while (at != text.data()) {
    const std::uint32_t found = class_bit(character_class(previous_code_point(at)));
    if ((found & kBehindStops) == 0) return found;
  }
  return 0;
}

// The first letter, digit or bullet; noise and quotes before it tell nothing.
std::uint32_t begin_of(std::string_view text) {
  const char* at = text.data();
  while (at != text.data() + text.size()) {
    const std::uint32_t found = class_bit(character_class(next_code_point(at)));
    if ((found & kBeginsItem) != 0) return found;
  }
  return 0;
}

// Whether print has no such sign between such neighbours. Before the first of a line is nothing.
bool is_noise(std::uint32_t before, std::uint32_t sign, std::uint32_t behind) {
  constexpr std::uint32_t kMisread =
      class_bit(kSymbol) | class_bit(kBullet) | class_bit(kSlash) | class_bit(kPrivateUse);
  constexpr std::uint32_t kInner =
      class_bit(kComma) | class_bit(kColon) | class_bit(kSemicolon) | class_bit(kAsk);
  constexpr std::uint32_t kLeading = kInner | class_bit(kStop) | class_bit(kHyphen);
  constexpr std::uint32_t kOpening = class_bit(kOpen) | class_bit(kOpenQuote);
  constexpr std::uint32_t kClosing = class_bit(kClose) | class_bit(kCloseQuote);
  const bool follows_space = before == 0 || (before & class_bit(kSpace)) != 0;
  const bool meets_word = (behind & kCased) != 0;
  // "# Head", "* item"
  if ((sign & kMisread) != 0) return before != 0 || (behind & class_bit(kSpace)) == 0;
  if ((sign & kLeading) != 0 && follows_space && meets_word) return true;
  if ((sign & kInner) != 0) return meets_word;
  if ((sign & kOpening) != 0) return (before & kCased) != 0 || (behind & class_bit(kSpace)) != 0;
  if ((sign & kClosing) != 0) return meets_word || follows_space;
  return sign == class_bit(kLower) && behind == class_bit(kUpper);
}

bool is_noisy(std::string_view text) {
  constexpr char32_t kApostrophe = 0x2019;
  std::uint64_t letters = 0, signs = 0;
  std::uint32_t before = 0, sign = 0;
  const char* at = text.data();
  for (const char* const end = at + text.size(); at != end;) {
    const char32_t read = next_code_point(at);
    // A control character parts as a space does.
    const CharacterClass found = character_class(read);
    const std::uint32_t behind = class_bit(found == kControl ? kSpace : found);
    if (is_noise(before, sign, behind)) ++signs;
    before = sign;
    sign = read == U'\n' ? 0 : read == kApostrophe ? class_bit(kQuote) : behind;
    if ((behind & (kBeginsItem & ~class_bit(kBullet))) != 0) ++letters;
  }
  if (is_noise(before, sign, class_bit(kSpace))) ++signs;
  return signs * kLettersToASign >= letters && signs > 0;
}

}  // namespace

ItemSeams::ItemSeams(std::uint64_t bytes, std::string_view text)
    : document_(bytes > kMostShortBytes ? Document::kLong
                : is_noisy(text)        ? Document::kNoisy
                                        : Document::kShort) {}

bool ItemSeams::goes_on(std::string_view before, std::string_view after) const {
  if (document_ == Document::kNoisy) return true;
  const std::uint32_t begin = begin_of(after);
  const bool stops = (end_of(before) & kStops) != 0;
  if (document_ == Document::kShort) return !stops || begin == class_bit(kLower) || begin == 0;
  if (begin == class_bit(kLower)) return !stops;
  // Where there are no capitals headlines look like the begin of what follows; a comma ends none.
  return (begin & kUncasedLetters) != 0 && (end_of(before) & kCommas) != 0;
}

}  // namespace galley
