// SPDX-License-Identifier: Apache-2.0
// Pairs of letters for alphabets, single characters for scripts that have thousands. No more is
// needed: a text read in the wrong encoding is wrong in every character. All costs are integers, so
// that what is recognised does not depend on the machine.
#include "decode/language_model.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "base/check.h"
#include "base/utf8.h"
#include "decode/language_tables.h"

namespace galley {

namespace {

constexpr QuarterBits kBadBytes = bits(26);
constexpr QuarterBits kForeignLetter = bits(13);
constexpr QuarterBits kUnknownLetter = bits(20);  // of a script that no table has
constexpr QuarterBits kBehindForeign = bits(4);
constexpr QuarterBits kCapitalInside = bits(6);
constexpr QuarterBits kMixedWord = bits(20);       // letters of two scripts side by side
constexpr QuarterBits kOtherScriptWord = bits(8);  // a word of another script than the one before
constexpr QuarterBits kOtherSymbol = bits(15);
constexpr QuarterBits kUnassigned = bits(24);
constexpr QuarterBits kNul = bits(8);  // no text holds one, but there is much that is no text
constexpr std::uint8_t kRareHan = 4 * 17;
constexpr std::uint8_t kRareHangul = 4 * 15;
constexpr std::uint8_t kRareKana = 4 * 13;
constexpr std::uint8_t kForeignWide = 4 * 14;

bool is_ascii_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Of signs that are neither ASCII nor letters, in text of an alphabetic script.
QuarterBits symbol_cost(char32_t c) {
  switch (c) {
    case 0x2013:  // dashes
    case 0x2014:
    case 0x2018:  // quotation marks
    case 0x2019:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0xAB:
    case 0xBB:
      return bits(6);
    case 0xA0:
    case 0x2026:
    case 0xA7:
    case 0xB0:
    case 0x20AC:
    case 0x2022:
    case 0xB7:
    case 0xBF:
    case 0xA1:
    case 0x201A:
    case 0x2039:
    case 0x203A:
    case 0x2020:
    case 0x2030:
    case 0xA3:
    case 0xA9:
    case 0xAD:
    case 0x2116:
    case 0xBA:
    case 0xAA:
    case 0x60C:  // Arabic comma
      return bits(9);
    case 0xB2:
    case 0xB3:
    case 0xBD:
    case 0xBC:
    case 0xBE:
    case 0xD7:
    case 0xAE:
    case 0x2122:
      return bits(12);
    default:
      return kOtherSymbol;
  }
}

QuarterBits ascii_symbol_cost(char32_t c) {
  if (c == ' ' || c == '\n' || c == '\r') return bits(1);
  return c >= '0' && c <= '9' ? bits(4) : bits(6);
}

// Of code points that a reading should hardly ever give; 0 for all others.
QuarterBits strangeness(char32_t c) {
  if (c == kBadCharacter) return kBadBytes;
  if (c == 0) return kNul;
  if (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') return kUnassigned;
  if (c >= 0x7F && c < 0xA0) return bits(20);
  if (c < 0x800) return 0;
  if (c >= 0xE000 && c < 0xF900) return bits(20);
  if (c >= 0xD800 && c < 0xE000) return kBadBytes;
  if (c == 0xFEFF || c >= 0xFFF0) return c < 0x10000 ? kUnassigned : bits(16);
  return u_isdefined(static_cast<UChar32>(c)) ? 0 : kUnassigned;
}

bool is_alphabetic(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  return c != 0xAA && c != 0xBA && (u_isalpha(point) || u_charType(point) == U_NON_SPACING_MARK);
}

}  // namespace

const LanguageModel& LanguageModel::instance() {
  static const LanguageModel model;
  return model;
}

QuarterBits LanguageModel::strange_cost(char32_t c) const {
  return c < 0x10000 ? QuarterBits{strange_[c]} : strangeness(c);
}

bool LanguageModel::is_letter(char32_t c) const {
  return c < 0x10000 ? letters_[c] : is_alphabetic(c);
}

LanguageModel::LanguageModel() {
  for (char32_t c = 0; c < 0x10000; ++c) {
    strange_.push_back(static_cast<std::uint8_t>(strangeness(c)));
    letters_.push_back(is_alphabetic(c));
  }
  for (char32_t c = 0; c < kAlphabetEnd; ++c) {
    // Of few letters the small form lies far behind them; those are in no alphabet here.
    const auto low = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
    lower_[c] = low < kAlphabetEnd ? low : c;
  }
  for (const AlphabeticLanguage& table : alphabetic_languages()) {
    Alphabet& alphabet = alphabets_.emplace_back();
    alphabet.is_latin = table.script == Script::kLatin;
    alphabet.script = 1u << static_cast<unsigned>(table.script);
    const std::size_t first = alphabet.is_latin ? 26 : 0;
    alphabet.size = 1 + first + table.letters.size();
    for (std::size_t letter = 0; letter < first; ++letter) {
      alphabet.letter['a' + letter] = static_cast<std::uint8_t>(letter + 1);
    }
    for (std::size_t index = 0; index < table.letters.size(); ++index) {
      alphabet.letter[table.letters[index]] = static_cast<std::uint8_t>(first + index + 1);
    }
    GALLEY_CHECK(table.costs.size() == alphabet.size * alphabet.size);
    for (const char cost : table.costs) {
      alphabet.costs.push_back(static_cast<std::uint8_t>(cost - '!'));
    }
  }
  for (const WideLanguage& table : wide_languages()) {
    std::vector<std::uint8_t>& costs = wide_costs_.emplace_back(0x10000, kForeignWide);
    for (char32_t c = 0x80; c < 0x10000; ++c) {
      if (c >= 0x3400 && c < 0xA000) costs[c] = kRareHan;
      if (c >= 0xAC00 && c < 0xD7B0) costs[c] = kRareHangul;
      if (c >= 0x3041 && c < 0x3100) costs[c] = kRareKana;
      if (const QuarterBits strange = strange_cost(c); strange > 0) {
        costs[c] = static_cast<std::uint8_t>(strange);
      }
    }
    for (const WideLevel& level : table.levels) {
      const char* at = level.characters.data();
      const char* const end = at + level.characters.size();
      while (at != end) costs[next_code_point(at)] = static_cast<std::uint8_t>(level.half_bits * 2);
    }
  }
}

std::size_t LanguageModel::language(std::string_view name) const {
  std::size_t index = 0;
  for (const AlphabeticLanguage& table : alphabetic_languages()) {
    if (table.name == name) return index;
    ++index;
  }
  for (const WideLanguage& table : wide_languages()) {
    if (table.name == name) return index;
    ++index;
  }
  GALLEY_CHECK(false);
  return 0;
}

QuarterBits LanguageModel::cost(std::span<const char32_t> text, std::size_t language,
                                QuarterBits limit) const {
  if (language < alphabets_.size()) return alphabetic_cost(text, alphabets_[language], limit);
  return wide_cost(text, wide_costs_[language - alphabets_.size()], limit);
}

QuarterBits LanguageModel::alphabetic_cost(std::span<const char32_t> text, const Alphabet& alphabet,
                                           QuarterBits limit) const {
  enum class Kind : std::uint8_t { kNone, kOwn, kLatin, kForeign };
  QuarterBits total = 0;
  std::size_t before = 0;  // the letter before, 0 for none
  Kind kind_before = Kind::kNone;
  Kind last_word = Kind::kNone;
  bool before_is_ascii = true;
  bool before_is_small = false;
  for (const char32_t c : text) {
    const bool is_ascii = c < 0x80;
    const char32_t low = c < kAlphabetEnd ? lower_[c] : c;
    const std::size_t letter = c < kAlphabetEnd ? alphabet.letter[low] : 0;
    Kind kind = Kind::kNone;
    if (letter != 0) {
      kind = Kind::kOwn;
      if (!is_ascii || !before_is_ascii) {
        total += kind_before == Kind::kForeign ? kBehindForeign
                                               : alphabet.costs[before * alphabet.size + letter];
        if (low != c && before_is_small) total += kCapitalInside;
        if (kind_before == Kind::kLatin) total += kMixedWord;
        if (kind_before == Kind::kNone && last_word == Kind::kLatin) total += kOtherScriptWord;
      }
    } else if (is_ascii_letter(c)) {
      // A Latin word in text of another script.
      kind = Kind::kLatin;
      if (kind_before == Kind::kOwn || kind_before == Kind::kForeign) {
        total += kMixedWord;
      } else if (!before_is_ascii) {
        total += bits(5);  // about what a letter that begins a word costs where it is modelled
      }
      if (last_word == Kind::kOwn && kind_before == Kind::kNone) total += kOtherScriptWord;
    } else if (is_ascii) {
      if (!before_is_ascii && before != 0) total += alphabet.costs[before * alphabet.size];
      if (c < 0x20) total += strange_cost(c);
    } else if (const QuarterBits strange = strange_cost(c); strange > 0) {
      total += strange;
    } else if (is_letter(c)) {
      kind = Kind::kForeign;
      total += c < kAlphabetEnd ? kForeignLetter : kUnknownLetter;
      if (kind_before == Kind::kLatin) total += kMixedWord;
      if (low != c && before_is_small) total += kCapitalInside;
    } else {
      total += symbol_cost(c);
      total += kind_before == Kind::kLatin ? bits(3) : alphabet.costs[before * alphabet.size];
    }
    if (kind != Kind::kNone) last_word = kind;
    before = letter;
    before_is_ascii = is_ascii;
    before_is_small = kind != Kind::kNone && low == c;
    kind_before = kind;
    if (total > limit) break;
  }
  return total;
}

QuarterBits LanguageModel::wide_cost(std::span<const char32_t> text,
                                     const std::vector<std::uint8_t>& costs,
                                     QuarterBits limit) const {
  QuarterBits total = 0;
  bool before_is_wide = false;
  bool before_is_letter = false;
  for (const char32_t c : text) {
    if (c < 0x80) {
      if (before_is_wide && is_ascii_letter(c)) total += bits(3);
      if (c < 0x20) total += strange_cost(c);
      before_is_wide = false;
      before_is_letter = is_ascii_letter(c);
      continue;
    }
    if (c < 0x10000) {
      total += costs[c];
      if (before_is_letter) total += bits(4);
    } else {
      total += strange_cost(c);
    }
    before_is_wide = true;
    before_is_letter = false;
    if (total > limit) break;
  }
  return total;
}

LanguageModel::AsciiCost LanguageModel::ascii_cost(std::span<const char32_t> text) const {
  AsciiCost result;
  result.more.assign(languages(), 0);
  std::vector<std::uint32_t> pairs(27 * 27, 0);
  std::size_t before = 0;
  bool before_is_ascii = true;
  QuarterBits symbols = 0;
  for (const char32_t c : text) {
    if (c < 0x80 && !is_ascii_letter(c)) symbols += ascii_symbol_cost(c);
    const std::size_t letter = is_ascii_letter(c) ? (c | 0x20) - 'a' + 1 : 0;
    if (c < 0x80 && before_is_ascii) ++pairs[before * 27 + letter];
    before = letter;
    before_is_ascii = c < 0x80;
  }
  // A short text has few of the pairs: only those are gone through for each language.
  std::vector<std::size_t> present;
  for (std::size_t pair = 0; pair < pairs.size(); ++pair) {
    if (pairs[pair] > 0) present.push_back(pair);
  }
  bool any = false;
  for (std::size_t index = 0; index < alphabets_.size(); ++index) {
    const Alphabet& alphabet = alphabets_[index];
    if (!alphabet.is_latin) continue;
    QuarterBits total = 0;
    for (const std::size_t pair : present) {
      total += QuarterBits{pairs[pair]} * alphabet.costs[pair / 27 * alphabet.size + pair % 27];
    }
    result.more[index] = total;
    result.least = any ? std::min(result.least, total) : total;
    any = true;
  }
  constexpr QuarterBits kMostHint = bits(60);
  for (std::size_t index = 0; index < alphabets_.size(); ++index) {
    if (!alphabets_[index].is_latin) continue;
    result.more[index] = std::min((result.more[index] - result.least) / 2, kMostHint);
  }
  result.least += symbols;
  return result;
}

std::vector<std::size_t> LanguageModel::languages_for(std::span<const char32_t> text) const {
  constexpr unsigned kWide = 1u << 31;
  constexpr auto kBit = [](Script script) { return 1u << static_cast<unsigned>(script); };
  unsigned scripts = 0;
  for (const char32_t c : text) {
    if (c < 0xC0) continue;
    scripts |= c < 0x370    ? kBit(Script::kLatin)
               : c < 0x400  ? kBit(Script::kGreek)
               : c < 0x530  ? kBit(Script::kCyrillic)
               : c < 0x600  ? kBit(Script::kHebrew)
               : c < 0x700  ? kBit(Script::kArabic)
               : c < 0x2E80 ? 0u
                            : kWide;
  }
  std::vector<std::size_t> found;
  for (std::size_t index = 0; index < languages(); ++index) {
    const unsigned own = index < alphabets_.size() ? alphabets_[index].script : kWide;
    if (index == 0 || (scripts & own) != 0) found.push_back(index);
  }
  return found;
}

QuarterBits LanguageModel::least_cost(std::span<const char32_t> text) const {
  const AsciiCost ascii = ascii_cost(text);
  QuarterBits least = kNoLimit;
  for (const std::size_t index : languages_for(text)) {
    // Costs more than nothing and less than what is the least so far, or it does not matter.
    const QuarterBits more = ascii.more[index];
    if (more >= least) continue;
    least = std::min(least, cost(text, index, least - more) + more);
  }
  return least + ascii.least;
}

}  // namespace galley
