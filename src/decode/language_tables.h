// SPDX-License-Identifier: Apache-2.0
// What was learnt of languages, as tables (language_tables_generated.cpp).
#ifndef GALLEY_DECODE_LANGUAGE_TABLES_H_
#define GALLEY_DECODE_LANGUAGE_TABLES_H_

#include <cstdint>
#include <span>
#include <string_view>

namespace galley {

enum class Script : std::uint8_t { kLatin, kCyrillic, kGreek, kHebrew, kArabic };

/// Which letter follows which in a language written with an alphabet.
struct AlphabeticLanguage {
  std::string_view name;  ///< ISO 639-1
  Script script;
  /// Its lower-case letters, in Latin script those behind a to z.
  std::u32string_view letters;
  /// For each letter before (0: none, then a to z in Latin script, then `letters`) a row, and in it
  /// for each letter behind a character: '!' plus the cost in quarter bits.
  std::string_view costs;
};

/// Characters that are about equally frequent.
struct WideLevel {
  std::uint8_t half_bits;       ///< the cost of each of them
  std::string_view characters;  ///< in UTF-8
};

/// How frequent the characters of a language are that has thousands.
struct WideLanguage {
  std::string_view name;
  std::span<const WideLevel> levels;
};

[[nodiscard]] std::span<const AlphabeticLanguage> alphabetic_languages();
/// zh-Hans, zh-Hant, ja, ko, in this order.
[[nodiscard]] std::span<const WideLanguage> wide_languages();

}  // namespace galley

#endif  // GALLEY_DECODE_LANGUAGE_TABLES_H_
