// SPDX-License-Identifier: Apache-2.0
// Writes src/base/characters_generated.cpp: the class of every code point, whether it is wide, and
// what the characters that repair folds become. From the ICU that this program is linked with and
// Unicode's EquivalentUnifiedIdeograph.txt (package unicode-data; Unicode licence), whose path is
// the only argument. Run by tools/generate_tables; the result is committed.
//
// Folded are: presentation ligatures, Kangxi radicals, the CJK Radicals Supplement and the
// compatibility ideographs. Not folded: superscripts, circled and squared signs, widths.
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "../../src/base/characters.h"

namespace {

using galley::CharacterClass;
using Folds = std::map<UChar32, std::string>;

Folds read_radicals(const char* path) {
  Folds folds;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    unsigned first = 0, last = 0, to = 0;
    if (std::sscanf(line.c_str(), "%X..%X ; %X", &first, &last, &to) != 3) {
      if (std::sscanf(line.c_str(), "%X ; %X", &first, &to) != 2) continue;
      last = first;
    }
    for (unsigned c = first; c <= last; ++c) {
      if (c < 0x2E80 || c > 0x2FDF) continue;
      icu::UnicodeString(static_cast<UChar32>(to)).toUTF8String(folds[static_cast<UChar32>(c)]);
    }
  }
  return folds;
}

void add_normalized(Folds& folds, UChar32 first, UChar32 last) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  for (UChar32 c = first; c <= last; ++c) {
    const icu::UnicodeString text = nfkc->normalize(icu::UnicodeString(c), status);
    if (text == icu::UnicodeString(c) || !u_isdefined(c)) continue;
    folds[c].clear();
    text.toUTF8String(folds[c]);
  }
}

bool is_control(UChar32 c) {
  if (c == '\t' || c == '\n' || c == '\f') return false;
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return true;
  return c == 0x200B || c == 0x2060 || c == 0xFEFF || c == 0x180E || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || (c >= 0xFFF9 && c <= 0xFFFB);
}

CharacterClass punctuation_class(UChar32 c) {
  switch (c) {
    case '.':
    case 0x2024:
      return CharacterClass::kStop;
    case 0x3002:
    case 0xFF0E:
    case 0xFF61:
    case 0xFF01:
    case 0xFF1F:
    case 0x0964:
    case 0x06D4:
      return CharacterClass::kWideStop;
    case '!':
    case '?':
    case 0x203C:
    case 0x2047:
    case 0x2048:
    case 0x2049:
    case 0x061F:
      return CharacterClass::kAsk;
    case ',':
      return CharacterClass::kComma;
    case 0xFF0C:
    case 0x3001:
    case 0xFF64:
    case 0x060C:
      return CharacterClass::kWideComma;
    case ':':
    case 0xFF1A:
    case 0xFE30:
      return CharacterClass::kColon;
    case ';':
    case 0xFF1B:
    case 0x061B:
      return CharacterClass::kSemicolon;
    case '-':
    case 0x00AD:
    case 0x2010:
    case 0x2011:
    case 0x2043:
    case 0x00AC:
    case 0x2E17:
    case 0x2E40:
    case 0x2E5D:
    case 0xFE63:
    case 0xFF0D:
    case 0x058A:
    case 0x05BE:
    case 0x1400:
    case 0x1806:
    case 0x2E1A:
      return CharacterClass::kHyphen;
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2E3A:
    case 0x2E3B:
    case 0x301C:
    case 0x2212:
    case 0xFF5E:
      return CharacterClass::kDash;
    case 0x2026:
    case 0x22EF:
      return CharacterClass::kEllipsis;
    case '"':
    case '\'':
    case 0xFF02:
    case 0xFF07:
    case '`':
      return CharacterClass::kQuote;
    case '/':
    case '\\':
    case 0xFF0F:
      return CharacterClass::kSlash;
    case 0x2022:
    case 0x25CF:
    case 0x25CB:
    case 0x25A0:
    case 0x25A1:
    case 0x25C6:
    case 0x25C7:
    case 0x25B2:
    case 0x25B3:
    case 0x25B6:
    case 0x25BA:
    case 0x25BC:
    case 0x2605:
    case 0x2606:
    case 0x25AA:
    case 0x25AB:
    case 0x2023:
    case 0x25E6:
    case 0x203B:
    case '*':
    case 0x25B7:
      return CharacterClass::kBullet;
    case 0x201E:
    case 0x201A:
      return CharacterClass::kOpenQuote;
    case 0x300C:
    case 0x300E:
    case 0xFF62:
      return CharacterClass::kOpenQuote;
    case 0x300D:
    case 0x300F:
    case 0xFF63:
      return CharacterClass::kCloseQuote;
    default:
      break;
  }
  switch (u_charType(c)) {
    case U_START_PUNCTUATION:
      return CharacterClass::kOpen;
    case U_END_PUNCTUATION:
      return CharacterClass::kClose;
    case U_INITIAL_PUNCTUATION:
      return CharacterClass::kOpenQuote;
    case U_FINAL_PUNCTUATION:
      return CharacterClass::kCloseQuote;
    default:
      return CharacterClass::kSymbol;
  }
}

CharacterClass letter_class(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_YI:
      return CharacterClass::kHan;
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      return CharacterClass::kKana;
    case USCRIPT_HANGUL:
      return CharacterClass::kHangul;
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return CharacterClass::kUnspaced;
    default:
      break;
  }
  if (c == 0x30FC || c == 0xFF70) return CharacterClass::kKana;
  if (u_isupper(c) || u_istitle(c)) return CharacterClass::kUpper;
  if (u_islower(c)) return CharacterClass::kLower;
  return CharacterClass::kUncased;
}

CharacterClass class_of(UChar32 c) {
  if (c == ' ' || c == '\t' || c == '\n' || c == '\f') return CharacterClass::kSpace;
  if (is_control(c)) return CharacterClass::kControl;
  if (c == 0x3000) return CharacterClass::kWideSpace;
  if (c == 0x3005 || c == 0x3007) return CharacterClass::kHan;
  if (c >= 0x2E80 && c <= 0x2FDF) return CharacterClass::kHan;
  switch (u_charType(c)) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
      return letter_class(c);
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK: {
      const CharacterClass letters = letter_class(c);
      return letters == CharacterClass::kUnspaced ? letters : CharacterClass::kMark;
    }
    case U_DECIMAL_DIGIT_NUMBER:
      return CharacterClass::kDigit;
    case U_LETTER_NUMBER:
    case U_OTHER_NUMBER:
      return CharacterClass::kOther;
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return CharacterClass::kSpace;
    case U_PRIVATE_USE_CHAR:
      return CharacterClass::kPrivateUse;
    case U_UNASSIGNED:
    case U_SURROGATE:
    case U_FORMAT_CHAR:
      return c == 0x00AD ? CharacterClass::kHyphen : CharacterClass::kOther;
    default:
      return punctuation_class(c);
  }
}

bool is_wide(UChar32 c) {
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH || (c >= 0xE000 && c <= 0xF8FF);
}

template <class T>
void print_array(const char* type, const char* name, const std::vector<T>& values) {
  std::printf("const %s %s[%zu] = {", type, name, values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::printf("%s%u,", i % 20 == 0 ? "\n    " : " ", static_cast<unsigned>(values[i]));
  }
  std::printf("\n};\n\n");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  Folds folds = read_radicals(argv[1]);
  if (folds.size() < 300) return 1;
  add_normalized(folds, 0xF900, 0xFAFF);
  add_normalized(folds, 0xFB00, 0xFB06);
  add_normalized(folds, 0xFB13, 0xFB17);
  add_normalized(folds, 0x2F800, 0x2FA1F);

  std::map<std::vector<std::uint8_t>, unsigned> pages;
  std::vector<std::uint16_t> page_of;
  std::vector<std::uint8_t> entries;
  for (UChar32 first = 0; first < 0x110000; first += 128) {
    std::vector<std::uint8_t> page;
    for (UChar32 c = first; c < first + 128; ++c) {
      unsigned entry = static_cast<unsigned>(class_of(c));
      if (is_wide(c)) entry |= galley::kCharacterWide;
      if (folds.contains(c)) entry |= galley::kCharacterFolds;
      page.push_back(static_cast<std::uint8_t>(entry));
    }
    const auto [at, added] = pages.try_emplace(page, static_cast<unsigned>(pages.size()));
    if (added) entries.insert(entries.end(), page.begin(), page.end());
    page_of.push_back(static_cast<std::uint16_t>(at->second));
  }
  std::printf(
      "// SPDX-License-Identifier: Apache-2.0\n"
      "// GENERATED by tools/generate_tables from ICU %s (Unicode %s) and\n"
      "// EquivalentUnifiedIdeograph.txt (Unicode licence v3); do not edit.\n"
      "// clang-format off\n"
      "#include \"base/characters.h\"\n\nnamespace galley {\n\n",
      U_ICU_VERSION, U_UNICODE_VERSION);
  print_array("std::uint16_t", "kCharacterPages", page_of);
  print_array("std::uint8_t", "kCharacterEntries", entries);
  std::printf("const CharacterFold kCharacterFoldTable[] = {\n");
  for (const auto& [from, to] : folds) {
    std::printf("    {0x%X, \"", static_cast<unsigned>(from));
    for (const char byte : to) std::printf("\\x%02X", static_cast<unsigned char>(byte));
    std::printf("\"},\n");
  }
  std::printf("};\nconst unsigned kCharacterFoldCount = %zu;\n\n}  // namespace galley\n",
              folds.size());
  return 0;
}
