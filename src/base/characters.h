// SPDX-License-Identifier: Apache-2.0
// What a character is to repair: its class, whether it takes two cells of a line, and what it folds
// to. One table lookup a character; the table is generated from ICU (tools/generate_tables).
#ifndef GALLEY_BASE_CHARACTERS_H_
#define GALLEY_BASE_CHARACTERS_H_

#include <cstdint>
#include <string_view>

namespace galley {

enum class CharacterClass : std::uint8_t {
  kOther,
  kSpace,
  kWideSpace,  ///< U+3000
  kControl,    ///< control, zero-width and direction characters: never part of the text
  kUpper,
  kLower,
  kUncased,  ///< letters of alphabets without case
  kDigit,
  kHan,
  kKana,
  kHangul,
  kUnspaced,  ///< Thai, Lao, Khmer, Myanmar: words are not spaced
  kMark,
  kOpen,  ///< brackets
  kClose,
  kOpenQuote,
  kCloseQuote,
  kQuote,     ///< straight: may open or close
  kStop,      ///< the full stop, also that of abbreviations
  kWideStop,  ///< ends a sentence for certain: the ideographic stop and full-width ! ?
  kAsk,       ///< ! ?
  kComma,
  kWideComma,
  kColon,
  kSemicolon,
  kHyphen,
  kDash,
  kEllipsis,
  kBullet,
  kSlash,
  kSymbol,
  kPrivateUse,
};
inline constexpr unsigned kCharacterClasses = 32;

inline constexpr std::uint8_t kCharacterClassMask = 0x1F;
inline constexpr std::uint8_t kCharacterFolds = 0x20;  ///< flag: fold_of() has something for it
inline constexpr std::uint8_t kCharacterWide = 0x40;   ///< flag: East Asian width F or W

struct CharacterFold {
  char32_t from;
  const char* to;  ///< UTF-8
};

extern const std::uint16_t kCharacterPages[8704];
extern const std::uint8_t kCharacterEntries[];
extern const CharacterFold kCharacterFoldTable[];
extern const unsigned kCharacterFoldCount;

/// Class and flags in one byte.
[[nodiscard]] inline std::uint8_t character_entry(char32_t code_point) {
  if (code_point < 128) return kCharacterEntries[code_point];  // the first page stands first
  return kCharacterEntries[kCharacterPages[code_point >> 7] * 128u + (code_point & 127)];
}
[[nodiscard]] inline CharacterClass class_of_entry(std::uint8_t entry) {
  return static_cast<CharacterClass>(entry & kCharacterClassMask);
}
[[nodiscard]] inline CharacterClass character_class(char32_t code_point) {
  return class_of_entry(character_entry(code_point));
}

/// What a folding character becomes; empty for all others. Cost: a binary search.
[[nodiscard]] std::string_view fold_of(char32_t code_point);

/// Sets of classes as bits.
[[nodiscard]] constexpr std::uint32_t class_bit(CharacterClass value) {
  return std::uint32_t{1} << static_cast<unsigned>(value);
}
inline constexpr std::uint32_t kCasedClasses =
    class_bit(CharacterClass::kUpper) | class_bit(CharacterClass::kLower);
inline constexpr std::uint32_t kSpacedLetterClasses =
    kCasedClasses | class_bit(CharacterClass::kUncased) | class_bit(CharacterClass::kHangul) |
    class_bit(CharacterClass::kMark);
inline constexpr std::uint32_t kIdeographicClasses =
    class_bit(CharacterClass::kHan) | class_bit(CharacterClass::kKana);
[[nodiscard]] constexpr bool is_in(CharacterClass value, std::uint32_t classes) {
  return (class_bit(value) & classes) != 0;
}

}  // namespace galley

#endif  // GALLEY_BASE_CHARACTERS_H_
