// SPDX-License-Identifier: Apache-2.0
// ICU knows the mappings; a table of them is faster than its converters, tells exactly which bytes
// are bad, and can be read backwards. Where the vendors' tables differ, the mapping is the one of
// the WHATWG standard, except for some of Big5 (below) and six signs of Japanese (legacy_text.cpp).
#include "decode/charset.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <mutex>
#include <string>
#include <string_view>

#include "base/check.h"

namespace galley {

namespace {

constexpr char32_t kMarked = 0x80000000;  // a table entry that is a base letter and a mark

// Of Big5: the standard's own solidus and reverse solidus, where WHATWG's table has a division
// slash that no Chinese text means; and the characters of HKSCS that entered Unicode after ICU's
// table was made (its private characters stand for them there), as HKSCS-2008 has them.
struct Correction {
  unsigned code;
  char32_t entry;
};
constexpr Correction kBig5Corrections[] = {{0xA241, 0xFF0F},
                                           {0xA242, 0xFF3C},
                                           {0x8840, 0x31C0},
                                           {0x8841, 0x31C1},
                                           {0x8842, 0x31C2},
                                           {0x8843, 0x31C3},
                                           {0x8844, 0x31C4},
                                           {0x8846, 0x31C5},
                                           {0x8849, 0x31C6},
                                           {0x884A, 0x31C7},
                                           {0x884D, 0x31C8},
                                           {0x884F, 0x31C9},
                                           {0x8850, 0x31CA},
                                           {0x8851, 0x31CB},
                                           {0x8852, 0x31CC},
                                           {0x8854, 0x31CD},
                                           {0x8855, 0x31CE},
                                           {0x8862, kMarked | 0x304u << 16 | 0xCA},
                                           {0x8864, kMarked | 0x30Cu << 16 | 0xCA},
                                           {0x88A3, kMarked | 0x304u << 16 | 0xEA},
                                           {0x88A5, kMarked | 0x30Cu << 16 | 0xEA},
                                           {0x88A9, 0x23DA},
                                           {0x88AA, 0x23DB},
                                           {0x8C43, 0x9FA6},
                                           {0x8C6D, 0x9FA7},
                                           {0x8C74, 0x9FA8},
                                           {0x8CB7, 0x9FA9},
                                           {0x8CB9, 0x9FAA},
                                           {0x8CBB, 0x9FAB},
                                           {0x8CC0, 0x9FAC},
                                           {0x8CD7, 0x9FAD},
                                           {0x8CD8, 0x9FAE},
                                           {0x8CDA, 0x9FAF},
                                           {0x8CED, 0x9FB2},
                                           {0x8D48, 0x9FB3},
                                           {0xC879, 0x31CF},
                                           {0xC8A1, 0x9FB0},
                                           {0xC8A3, 0x9FB1}};

const char* icu_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::kGb18030:
      return "gb18030";
    case Encoding::kBig5:
      return "ibm-1375_P100-2008";
    case Encoding::kShiftJis:
      return "ibm-943_P15A-2003";
    case Encoding::kEucJp:
      return "ibm-33722_P12A_P12A-2009_U2";
    case Encoding::kEucKr:
      return "windows-949-2000";
    case Encoding::kIso8859_2:
      return "ISO-8859-2";
    case Encoding::kIso8859_5:
      return "ISO-8859-5";
    case Encoding::kIso8859_7:
      return "ISO-8859-7";
    case Encoding::kIso8859_15:
      return "ISO-8859-15";
    case Encoding::kKoi8R:
      return "KOI8-R";
    case Encoding::kKoi8U:
      return "KOI8-U";
    default:
      return nullptr;  // windows-125x: their names are ours
  }
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

// The character of one sequence; kNoCharacter if it is none.
char32_t character_of(std::u16string_view units) {
  if (units.size() == 1) return units[0];
  if (units.size() != 2) return kNoCharacter;
  if (U16_IS_LEAD(units[0]))
    return static_cast<char32_t>(U16_GET_SUPPLEMENTARY(units[0], units[1]));
  return units[1] >= 0x300 && units[1] < 0x370 ? kMarked | (char32_t{units[1]} << 16) | units[0]
                                               : kNoCharacter;
}

// The characters of sequences of bytes, of which each ends in a line feed. All by one call: most of
// a call is spent on beginning it.
std::vector<char32_t> convert(const char* name, std::string_view lines) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(name, &error));
  // What cannot be converted is spelt out, which is longer than any character.
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_ESCAPE, nullptr, nullptr, nullptr,
                      &error);
  constexpr std::size_t kUnitsPerByte = 4;  // "%XFF"
  std::u16string units(lines.size() * kUnitsPerByte, u'\0');
  const std::int32_t length =
      ucnv_toUChars(converter.get(), units.data(), static_cast<std::int32_t>(units.size()),
                    lines.data(), static_cast<std::int32_t>(lines.size()), &error);
  GALLEY_CHECK(U_SUCCESS(error));
  std::vector<char32_t> characters;
  std::u16string_view rest(units.data(), static_cast<std::size_t>(length));
  while (!rest.empty()) {
    const std::size_t end = rest.find(u'\n');
    GALLEY_CHECK(end != rest.npos);
    characters.push_back(character_of(rest.substr(0, end)));
    rest.remove_prefix(end + 1);
  }
  return characters;
}

void append_line(std::string& lines, std::initializer_list<unsigned> bytes) {
  for (const unsigned byte : bytes) lines += static_cast<char>(byte);
  lines += '\n';
}

CharsetCharacter unpacked(char32_t entry, std::size_t bytes) {
  const auto taken = static_cast<std::uint8_t>(bytes);
  if (entry != kNoCharacter && (entry & kMarked) != 0) {
    return {entry & 0xFFFF, (entry & ~kMarked) >> 16, taken};
  }
  return {entry, 0, taken};
}

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

}  // namespace

const Charset& Charset::of(Encoding encoding) {
  static std::array<std::once_flag, kEncodings> made;
  static std::array<std::unique_ptr<const Charset>, kEncodings> charsets;
  const auto index = static_cast<std::size_t>(encoding);
  GALLEY_CHECK(encoding >= Encoding::kGb18030);
  std::call_once(made[index], [&] { charsets[index].reset(new Charset(encoding)); });
  return *charsets[index];
}

Charset::Charset(Encoding encoding) : encoding_(encoding) {
  const char* known = icu_name(encoding);
  const std::string name = known != nullptr ? known : std::string(to_string(encoding));
  std::string lines;
  for (unsigned byte = 0x80; byte < 256; ++byte) append_line(lines, {byte});
  for (unsigned byte = 0; byte < 0x80; ++byte) single_[byte] = byte;
  std::ranges::copy(convert(name.c_str(), lines), single_ + 0x80);
  switch (encoding) {
    case Encoding::kGb18030:
    case Encoding::kBig5:
    case Encoding::kShiftJis:
    case Encoding::kEucJp:
    case Encoding::kEucKr:
      // A lone byte of these that IBM's tables give a control or private character has none.
      for (unsigned byte = 0x80; byte < 256; ++byte) {
        const bool is_half_width_kana = single_[byte] >= 0xFF61 && single_[byte] <= 0xFF9F;
        if (!is_half_width_kana) single_[byte] = kNoCharacter;
      }
      fill_pairs(name);
      if (encoding == Encoding::kBig5) correct_big5();
      if (encoding == Encoding::kEucJp) fill_triples();
      break;
    default:
      break;
  }
  fill_reverse();
}

void Charset::fill_pairs(const std::string& name) {
  std::string lines;
  for (unsigned lead = 0x81; lead < 0xFF; ++lead) {
    for (unsigned trail = 0x40; trail <= 0xFF; ++trail) append_line(lines, {lead, trail});
  }
  pairs_ = convert(name.c_str(), lines);
  // Half-width kana take one byte in Shift_JIS: such a byte leads no pair.
  for (unsigned lead = 0x81; lead < 0xFF; ++lead) {
    if (single_[lead] == kNoCharacter) continue;
    std::fill_n(pairs_.begin() + (lead - 0x81) * kRow, kRow, kNoCharacter);
  }
}

void Charset::correct_big5() {
  for (const Correction& correction : kBig5Corrections) {
    const unsigned lead = correction.code >> 8;
    pairs_[(lead - 0x81) * kRow + (correction.code & 0xFF) - 0x40] = correction.entry;
  }
}

// What takes three bytes in EUC-JP.
void Charset::fill_triples() {
  std::string lines;
  for (unsigned row = 0xA1; row < 0xFF; ++row) {
    for (unsigned cell = 0xA1; cell < 0xFF; ++cell) append_line(lines, {0x8F, row, cell});
  }
  // The other of ICU's two tables for EUC-JP: this one has all of JIS X 0212.
  triples_ = convert("euc-jp-2007", lines);
}

// What takes four bytes in GB18030, where it is of the basic plane.
void Charset::fill_quadruples() const {
  constexpr unsigned kBasicPlane = 4 * 12600;
  std::string lines;
  for (unsigned index = 0; index < kBasicPlane; ++index) {
    append_line(lines, {0x81 + index / 12600, 0x30 + index / 1260 % 10, 0x81 + index / 10 % 126,
                        0x30 + index % 10});
  }
  quadruples_ = convert(icu_name(encoding_), lines);
}

void Charset::fill_reverse() {
  reverse_.assign(0x10000, 0);
  const auto note = [&](char32_t c, unsigned first, unsigned second) {
    // The first spelling stays: later ones are vendors' doubles.
    if (c < 0x10000 && reverse_[c] == 0) {
      reverse_[c] = static_cast<std::uint16_t>(first | second << 8);
    }
  };
  for (unsigned byte = 0x80; byte < 256; ++byte) note(single_[byte], byte, 0);
  for (std::size_t index = 0; index < pairs_.size(); ++index) {
    note(pairs_[index], static_cast<unsigned>(0x81 + index / kRow),
         static_cast<unsigned>(0x40 + index % kRow));
  }
}

CharsetCharacter Charset::character_at(std::string_view bytes, std::size_t at) const {
  const unsigned first = byte_at(bytes, at);
  if (first < 0x80) return {first, 0, 1};
  if (pairs_.empty() || single_[first] != kNoCharacter) return {single_[first], 0, 1};
  return pair_at(bytes, at);
}

CharsetCharacter Charset::pair_at(std::string_view bytes, std::size_t at) const {
  const unsigned first = byte_at(bytes, at);
  if (first == 0x80 || first == 0xFF || at + 1 >= bytes.size()) return {kNoCharacter, 0, 1};
  const unsigned second = byte_at(bytes, at + 1);
  if (encoding_ == Encoding::kGb18030 && second >= 0x30 && second <= 0x39)
    return four_bytes_at(bytes, at);
  if (!triples_.empty() && first == 0x8F) {
    const bool whole = second >= 0xA1 && second <= 0xFE && at + 2 < bytes.size() &&
                       byte_at(bytes, at + 2) >= 0xA1 && byte_at(bytes, at + 2) <= 0xFE;
    if (!whole) return {kNoCharacter, 0, 1};
    return unpacked(triples_[(second - 0xA1) * 94 + byte_at(bytes, at + 2) - 0xA1], 3);
  }
  const char32_t entry =
      second < 0x40 ? kNoCharacter : pairs_[(first - 0x81) * kRow + second - 0x40];
  if (entry == kNoCharacter) {
    return {kNoCharacter, 0, static_cast<std::uint8_t>(second < 0x80 ? 1 : 2)};
  }
  return unpacked(entry, 2);
}

CharsetCharacter Charset::four_bytes_at(std::string_view bytes, std::size_t at) const {
  if (at + 3 >= bytes.size()) return {kNoCharacter, 0, 1};
  const unsigned first = byte_at(bytes, at) - 0x81;
  const unsigned second = byte_at(bytes, at + 1) - 0x30;
  const unsigned third = byte_at(bytes, at + 2) - 0x81;
  const unsigned fourth = byte_at(bytes, at + 3) - 0x30;
  if (third > 125 || fourth > 9) return {kNoCharacter, 0, 1};
  const unsigned index = ((first * 10 + second) * 126 + third) * 10 + fourth;
  std::call_once(quadruples_filled_, [this] { fill_quadruples(); });
  if (index < quadruples_.size()) return unpacked(quadruples_[index], 4);
  // From 90 30 81 30 on the supplementary planes stand in order.
  constexpr unsigned kSupplementary = ((0x90 - 0x81) * 10) * 1260;
  if (index < kSupplementary || index - kSupplementary > 0xFFFFF) return {kNoCharacter, 0, 4};
  return {0x10000 + (index - kSupplementary), 0, 4};
}

}  // namespace galley
