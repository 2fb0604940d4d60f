// SPDX-License-Identifier: Apache-2.0
// Valid UTF-8 is UTF-8. All else is read in every encoding, and the reading wins that is the
// likeliest text in any language that the encoding was made for: one currency for all, so that no
// threshold stands between two encodings. UTF-16 is compared on the text's very beginning, because
// it must start where the text does; the others on lines that are not ASCII, wherever they stand.
//
// Left out: ISO-2022, UTF-7 and HZ, which are ASCII to the eye, EBCDIC, and the old code pages of
// DOS.
#include "decode/recognise.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "decode/charset.h"
#include "decode/language_model.h"
#include "decode/unicode_text.h"

namespace galley {

namespace {

constexpr std::size_t kBeginningBytes = 2 << 10;
constexpr std::size_t kEvidenceBytes = 4 << 10;
constexpr std::size_t kMostLineBytes = 512;
constexpr std::size_t kLargeBytes = 64 << 10;
constexpr QuarterBits kHintGain = bits(30);
constexpr QuarterBits kOddByte = bits(26);  // behind the last of the units of two

// An encoding, the languages it is used for, and how much less likely it is than the commonest.
struct Candidate {
  Encoding encoding;
  std::string_view languages;  // names with a space behind each
  int handicap_bits;
};

constexpr std::string_view kWestern = "en de fr es pt it nl sv da nb fi is ca sq et ";
constexpr std::string_view kCentral = "pl cs sk hu ro hr sl sq de ";
constexpr std::string_view kSlavic = "ru uk be bg mk sr ";

constexpr Candidate kCandidates[] = {
    {Encoding::kWindows1252, kWestern, 0},
    {Encoding::kGb18030, "zh-Hans ", 0},
    {Encoding::kBig5, "zh-Hant ", 0},
    {Encoding::kShiftJis, "ja ", 0},
    {Encoding::kEucJp, "ja ", 0},
    {Encoding::kEucKr, "ko ", 0},
    {Encoding::kWindows1251, kSlavic, 0},
    {Encoding::kKoi8R, "ru bg ", 0},
    {Encoding::kKoi8U, "uk ", 0},
    {Encoding::kWindows1250, kCentral, 0},
    {Encoding::kIso8859_2, kCentral, 0},
    {Encoding::kIso8859_15, kWestern, 4},
    {Encoding::kIso8859_5, kSlavic, 4},
    {Encoding::kWindows1253, "el ", 0},
    {Encoding::kIso8859_7, "el ", 0},
    {Encoding::kWindows1254, "tr ", 0},
    {Encoding::kWindows1255, "he ", 0},
    {Encoding::kWindows1256, "ar fa ", 0},
    {Encoding::kWindows1257, "lt lv et ", 2},
    {Encoding::kWindows1258, "vi ", 4},
    {Encoding::kGb18030, "zh-Hant ", 5},
    {Encoding::kGb18030, "ja ", 16},
};

// The text that `bytes` are in a legacy encoding or UTF-8.
std::u32string read_as(std::string_view bytes, Encoding encoding) {
  std::u32string text;
  text.reserve(bytes.size());
  if (encoding == Encoding::kUtf8) {
    while (!bytes.empty()) {
      const std::size_t valid = valid_utf8_prefix(bytes);
      for (const char* at = bytes.data(); at != bytes.data() + valid;) {
        text += next_code_point(at);
      }
      bytes.remove_prefix(valid);
      if (bytes.empty()) break;
      const std::size_t bad = bad_utf8_bytes(bytes);
      // What is cut at the end of the bytes at hand is no fault of theirs.
      if (bad < bytes.size() || bad == 1) text += kBadCharacter;
      bytes.remove_prefix(bad);
    }
    return text;
  }
  const Charset& charset = Charset::of(encoding);
  for (std::size_t at = 0; at < bytes.size();) {
    const CharsetCharacter found = charset.character_at(bytes, at);
    at += found.bytes;
    if (found.code_point != kNoCharacter) {
      text += found.code_point;
    } else if (at < bytes.size() || charset.is_single_byte()) {
      text += kBadCharacter;
    }
  }
  return text;
}

std::u32string read_as_utf16(std::string_view bytes, Encoding encoding) {
  std::u32string text;
  for (std::size_t at = 0; at + 2 <= bytes.size(); at += 2) {
    char32_t c = unit_at(bytes, at, encoding);
    if (c >= 0xD800 && c < 0xDC00) {
      if (at + 4 > bytes.size()) break;
      const char32_t low = unit_at(bytes, at + 2, encoding);
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        at += 2;
      } else {
        c = kBadCharacter;
      }
    } else if (c >= 0xDC00 && c < 0xE000) {
      c = kBadCharacter;
    }
    text += c;
  }
  return text;
}

// Lines that are not all ASCII, a few kB of them.
std::string evidence_of(std::string_view bytes) {
  std::string evidence;
  while (!bytes.empty() && evidence.size() < kEvidenceBytes) {
    const auto high = std::find_if(bytes.begin(), bytes.end(),
                                   [](char c) { return static_cast<signed char>(c) < 0; });
    if (high == bytes.end()) break;
    const auto at = static_cast<std::size_t>(high - bytes.begin());
    // The line's beginning, if it is near: it tells the language.
    const std::size_t line_end = std::min(bytes.find('\n', at), bytes.size());
    std::size_t begin = bytes.rfind('\n', at);
    begin = begin == std::string_view::npos ? 0 : begin + 1;
    if (at - begin > kMostLineBytes / 2) begin = at - kMostLineBytes / 2;
    const std::size_t end = std::min(line_end, at + kMostLineBytes);
    evidence += bytes.substr(begin, end - begin);
    evidence += '\n';
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return evidence;
}

// The best reading of bytes in an encoding whose units are bytes.
struct Reading {
  Encoding encoding = Encoding::kUnknown;
  QuarterBits cost = LanguageModel::kNoLimit;
};

class Contest {
 public:
  explicit Contest(std::string_view bytes) : bytes_(bytes) {}

  void enter(Encoding encoding, std::string_view languages, QuarterBits handicap) {
    const std::u32string text = read_as(bytes_, encoding);
    enter_text(encoding, text, languages, handicap);
  }

  void enter_text(Encoding encoding, const std::u32string& text, std::string_view languages,
                  QuarterBits handicap) {
    const LanguageModel& model = LanguageModel::instance();
    const LanguageModel::AsciiCost ascii = model.ascii_cost(text);
    const QuarterBits fixed = ascii.least + handicap;
    const auto try_language = [&](std::size_t language) {
      const QuarterBits known = fixed + ascii.more[language];
      if (known >= best_.cost) return;
      const QuarterBits total = known + model.cost(text, language, best_.cost - known);
      if (total < best_.cost) best_ = {encoding, total};
    };
    if (languages.empty()) {
      for (const std::size_t language : model.languages_for(text)) try_language(language);
    }
    while (!languages.empty()) {
      const std::size_t space = languages.find(' ');
      try_language(model.language(languages.substr(0, space)));
      languages.remove_prefix(space + 1);
    }
  }

  [[nodiscard]] Reading best() const { return best_; }

 private:
  std::string_view bytes_;
  Reading best_;
};

Reading best_narrow_reading(std::string_view bytes, Encoding hint) {
  Contest contest(bytes);
  const auto handicap = [&](Encoding encoding, int handicap_bits) {
    return bits(handicap_bits) - (encoding == hint ? kHintGain : 0);
  };
  contest.enter(Encoding::kUtf8, "", handicap(Encoding::kUtf8, 0));
  for (const Candidate& candidate : kCandidates) {
    contest.enter(candidate.encoding, candidate.languages,
                  handicap(candidate.encoding, candidate.handicap_bits));
  }
  return contest.best();
}

// UTF-32 has so much structure that what can be it is it.
Encoding utf32_of(std::string_view bytes) {
  for (const Encoding encoding : {Encoding::kUtf32Le, Encoding::kUtf32Be}) {
    bool fits = bytes.size() >= 8;
    for (std::size_t at = 0; fits && at + 4 <= bytes.size(); at += 4) {
      const char32_t c = unit_at(bytes, at, encoding);
      fits = c != 0 && c <= 0x10FFFF && (c < 0xD800 || c >= 0xE000);
    }
    if (fits) return encoding;
  }
  return Encoding::kUnknown;
}

// Whether too much of a reading is what no text holds.
bool is_implausible(const std::u32string& text) {
  std::size_t strange = 0;
  for (const char32_t c : text) {
    strange += c == kBadCharacter ||
               (c < 0x20 && (c < 0x08 || c > 0x0D) && c != 0x1B && c != 0x1A) ||
               (c >= 0xFFF0 && c < 0x10000) || (c >= 0x7F && c < 0xA0);
  }
  return strange * 50 > text.size();
}

// UTF-16 without a mark, where it reads better than anything else.
Encoding utf16_of(std::string_view beginning, Encoding hint) {
  if (beginning.size() < 4) return Encoding::kUnknown;
  Contest wide(beginning);
  for (const Encoding encoding : {Encoding::kUtf16Le, Encoding::kUtf16Be}) {
    const std::u32string text = read_as_utf16(beginning, encoding);
    if (is_implausible(text)) continue;
    wide.enter_text(encoding, text, "", beginning.size() % 2 == 0 ? 0 : kOddByte);
  }
  const Reading best = wide.best();
  if (best.encoding == Encoding::kUnknown) return Encoding::kUnknown;
  const Reading narrow = best_narrow_reading(beginning, hint);
  return best.cost < narrow.cost ? best.encoding : Encoding::kUnknown;
}

// ASCII, and of it only what text holds: Cyrillic in UTF-16 is ASCII too, with control characters.
bool is_plain_ascii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char byte) {
    const auto value = static_cast<unsigned char>(byte);
    return (value >= 0x20 && value < 0x80) || (value >= 0x08 && value <= 0x0D) || value == 0x1B ||
           value == 0x1A;
  });
}

// Valid UTF-8 that could still be something else: a handful of pairs of bytes, nothing longer.
bool is_doubtful_utf8(std::string_view bytes) {
  std::size_t pairs = 0;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    if (value >= 0xE0 || pairs > 6) return false;
    pairs += value >= 0xC0;
  }
  return true;
}

}  // namespace

Encoding recognise_encoding(std::string_view bytes, Encoding hint) {
  if (const ByteOrderMark mark = byte_order_mark(bytes); mark.bytes > 0) return mark.encoding;
  const bool has_nul = bytes.find('\0') != std::string_view::npos;
  if (is_plain_ascii(bytes)) return Encoding::kUnknown;
  const bool has_high = std::any_of(bytes.begin(), bytes.end(),
                                    [](char byte) { return static_cast<signed char>(byte) < 0; });
  // Of a large text perhaps only the beginning is looked at: its last character may be cut.
  const std::size_t cut = bytes.size() >= kLargeBytes ? 3 : 0;
  const bool valid_utf8 = !has_nul && has_high && valid_utf8_prefix(bytes) + cut >= bytes.size();
  if (valid_utf8 && !is_doubtful_utf8(bytes)) return Encoding::kUtf8;

  const std::string_view beginning = bytes.substr(0, kBeginningBytes);
  if (has_nul) {
    if (const Encoding wide = utf32_of(beginning); wide != Encoding::kUnknown) return wide;
  }
  if (const Encoding wide = utf16_of(beginning, hint); wide != Encoding::kUnknown) return wide;
  const std::string evidence = evidence_of(bytes);
  return evidence.empty() ? Encoding::kUnknown : best_narrow_reading(evidence, hint).encoding;
}

}  // namespace galley
