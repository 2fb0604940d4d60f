// SPDX-License-Identifier: Apache-2.0
// Measures a line in one pass. Lines of ASCII are measured by vectors where the processor has them
// (measure_ascii.h). In all others stretches of ASCII add up packed counters, one table lookup a
// byte; other characters are decoded and classed one by one.
#include <algorithm>
#include <array>
#include <cstring>

#include "base/cpu.h"
#include "base/utf8.h"
#include "repair/ascii_widths.h"
#include "repair/doubtful_hyphen.h"
#include "repair/line.h"
#include "repair/loops.h"
#include "repair/measure_ascii.h"
#include "repair/newsmarks.h"
#include "repair/quotes.h"

namespace galley {

namespace {

constexpr std::uint32_t kIdeographUnits = 20;
constexpr std::uint32_t kLetterUnits = 10;

// Five counters: units in 16 bits, then upper case, lower case, digits and spaces in 8 bits each. A
// stretch of at most kStretchBytes cannot overflow them.
constexpr std::ptrdiff_t kStretchBytes = 240;
constexpr std::uint64_t kSpecial = std::uint64_t{1} << 63;
constexpr auto kPacked = [] {
  std::array<std::uint64_t, 256> packed{};
  for (unsigned c = 0; c < 256; ++c) {
    if (c < 128) packed[c] = unit_width(static_cast<unsigned char>(c));
    if (c - 'A' < 26u) packed[c] |= std::uint64_t{1} << 16;
    if (c - 'a' < 26u) packed[c] |= std::uint64_t{1} << 24;
    if (c - '0' < 10u) packed[c] |= std::uint64_t{1} << 32;
    if (c == ' ') packed[c] |= std::uint64_t{1} << 40;
    // What needs more than counters: brackets, quotes, colons, controls, all that is not ASCII.
    if (c < 32 || c >= 127) packed[c] = kSpecial;
  }
  for (const char c : std::string_view("()[]{}\":"))
    packed[static_cast<unsigned char>(c)] = kSpecial;
  return packed;
}();

struct DoubledSpaces {
  std::uint32_t spaces = 0;  // that follow a space
  std::uint32_t runs = 0;    // of two and more
};

DoubledSpaces count_doubled(const char* at, const char* end) {
  DoubledSpaces found;
  // Eight places at a time: almost all stretches have none.
  constexpr std::uint64_t kOnes = 0x0101010101010101, kSpaces = kOnes * ' ';
  const char* probe = at;
  std::uint64_t any = 0;
  for (; end - probe > 8; probe += 8) {
    std::uint64_t here, behind;
    std::memcpy(&here, probe, sizeof here);
    std::memcpy(&behind, probe + 1, sizeof behind);
    const std::uint64_t other = (here ^ kSpaces) | (behind ^ kSpaces);
    any |= (other - kOnes) & ~other & (kOnes << 7);
  }
  if (any == 0) at = probe;
  bool doubled = false;
  for (++at; at < end; ++at) {
    const bool now = *at == ' ' && at[-1] == ' ';
    found.spaces += now;
    found.runs += now && !doubled;
    doubled = now;
  }
  return found;
}

void add_counted(std::uint16_t& counter, std::uint64_t more) {
  counter = static_cast<std::uint16_t>(std::min<std::uint64_t>(counter + more, UINT16_MAX));
}

constexpr std::uint32_t kClosers = class_bit(CharacterClass::kClose) |
                                   class_bit(CharacterClass::kCloseQuote) |
                                   class_bit(CharacterClass::kQuote);
constexpr std::uint32_t kGlue = class_bit(CharacterClass::kMark);

// Walks a line and keeps what the next character needs to know of the one before.
class Measurer {
 public:
  explicit Measurer(Line& line) : line_(line) {}

  void run(const char* at, const char* end) {
    const char* const line = at;
    while (at != end) {
      if (const char* const behind = end_of_han(at, end); behind != at) {
        add_han(static_cast<std::uint64_t>(behind - at) / 3);
        at = behind;
        continue;
      }
      if ((kPacked[static_cast<unsigned char>(*at)] & kSpecial) != 0 || *at == ' ') {
        at = add_special(line, at, end);
        continue;
      }
      const char* const stop = end - at > kStretchBytes ? at + kStretchBytes : end;
      const char* const begin = at;
      std::uint64_t packed = 0;
      std::uint64_t now = kPacked[static_cast<unsigned char>(*at)];
      do {
        packed += now;
        if (++at == stop) break;
        now = kPacked[static_cast<unsigned char>(*at)];
      } while ((now & kSpecial) == 0);
      add_plain(packed, begin, at);
    }
  }

 private:
  enum class Last : std::uint8_t {
    kNothing,
    kPlain,
    kIdeograph,
    kIdeographSpace,
    kPlainSpace,
    kWideSpace
  };

  // Behind the ideographs from U+4E00 to U+9FFF that begin at `at`: three bytes each, of which the
  // first two tell.
  static const char* end_of_han(const char* at, const char* end) {
    const auto byte = [&](int index) { return unsigned{static_cast<unsigned char>(at[index])}; };
    while (end - at >= 3 && (byte(0) << 8 | byte(1)) - 0xE4B8u < 0xEA00u - 0xE4B8u) at += 3;
    return at;
  }

  void add_han(std::uint64_t count) {
    line_.cells += static_cast<std::uint32_t>(2 * count);
    line_.units += static_cast<std::uint32_t>(kIdeographUnits * count);
    spaces_ = 0;
    add_ideograph();
    add_counted(line_.ideographs, count - 1);
    add_counted(line_.solid_gaps, count - 1);
  }

  void add_plain(std::uint64_t packed, const char* begin, const char* end) {
    const auto spaces = static_cast<std::uint32_t>(packed >> 40 & 0xFF);
    line_.units += static_cast<std::uint32_t>(packed & 0xFFFF);
    line_.cells += static_cast<std::uint32_t>(end - begin);
    add_counted(line_.upper, packed >> 16 & 0xFF);
    add_counted(line_.lower, packed >> 24 & 0xFF);
    add_counted(line_.digits, packed >> 32 & 0xFF);
    const DoubledSpaces doubled = spaces > 1 ? count_doubled(begin, end) : DoubledSpaces{};
    add_counted(line_.words, spaces - doubled.spaces);
    line_.wide_gaps = static_cast<std::uint8_t>(std::min(line_.wide_gaps + 2 * doubled.runs, 254u));
    // The first sign of the stretch may be punctuation; for the doubtful few that is near enough.
    if (last_ == Last::kIdeograph) add_counted(line_.mixed_solid, 1);
    if (last_ == Last::kIdeographSpace) add_counted(line_.mixed_spaced, 1);
    const bool ends_in_space = end[-1] == ' ';
    last_ = ends_in_space ? Last::kPlainSpace : Last::kPlain;
    spaces_ = ends_in_space ? 1 : 0;
  }

  const char* add_special(const char* begin, const char* at, const char* end) {
    const char* const sign = at;
    const char32_t code_point = next_code_point(at);
    if (code_point == U' ') {
      add_space();
      return at;
    }
    const std::uint8_t entry = character_entry(code_point);
    const CharacterClass kind = class_of_entry(entry);
    if ((entry & kCharacterFolds) != 0 || kind == CharacterClass::kControl) line_.unclean = true;
    if (kind == CharacterClass::kSpace) {
      add_space();
      if (code_point == U'\t') {
        line_.wide_gaps |= 1;
        line_.tabs = static_cast<std::uint8_t>(std::min(line_.tabs + 1, 255));
      }
      return at;
    }
    if (kind == CharacterClass::kControl || kind == CharacterClass::kMark) return at;
    spaces_ = 0;
    const bool wide = (entry & kCharacterWide) != 0;
    line_.cells += wide ? 2 : 1;
    line_.units += wide ? kIdeographUnits : kLetterUnits;
    add_class(class_within({begin, end}, sign, at), code_point, wide);
    return at;
  }

  void add_ideograph() {
    add_counted(line_.ideographs, 1);
    if (last_ == Last::kIdeograph) add_counted(line_.solid_gaps, 1);
    if (last_ == Last::kIdeographSpace) add_counted(line_.spaced_gaps, 1);
    if (last_ == Last::kPlain) add_counted(line_.mixed_solid, 1);
    if (last_ == Last::kPlainSpace) add_counted(line_.mixed_spaced, 1);
    last_ = Last::kIdeograph;
  }

  void add_class(CharacterClass kind, char32_t code_point, bool wide) {
    if (is_ideographic(kind)) {
      add_ideograph();
      return;
    }
    switch (kind) {
      case CharacterClass::kUpper:
        add_counted(line_.upper, 1);
        break;
      case CharacterClass::kLower:
        add_counted(line_.lower, 1);
        break;
      case CharacterClass::kDigit:
        add_counted(line_.digits, 1);
        break;
      case CharacterClass::kOpen:
      case CharacterClass::kOpenQuote:
        line_.brackets = static_cast<std::int8_t>(std::min(line_.brackets + 1, 100));
        break;
      case CharacterClass::kClose:
      case CharacterClass::kCloseQuote:
        line_.brackets = static_cast<std::int8_t>(std::max(line_.brackets - 1, -100));
        break;
      case CharacterClass::kQuote:
        line_.quotes = static_cast<std::uint8_t>(std::min(line_.quotes + 1, 255));
        break;
      case CharacterClass::kColon:
        if (line_.colon_cells == 0 && line_.cells <= 24)
          line_.colon_cells = static_cast<std::uint16_t>(line_.cells);
        break;
      default:
        break;
    }
    // Full-width punctuation keeps its neighbours from counting as gaps between ideographs, but a
    // space beside it is as stray as one between two of them.
    const bool solid_sign = wide && kind != CharacterClass::kHangul;
    if (solid_sign && last_ == Last::kIdeographSpace) add_counted(line_.spaced_gaps, 1);
    if (code_point == 0x3000) {
      if (last_ != Last::kWideSpace) add_wide_gap();
      last_ = Last::kWideSpace;
    } else {
      last_ = solid_sign ? Last::kIdeograph : Last::kPlain;
    }
  }

  void add_wide_gap() {
    line_.wide_gaps = static_cast<std::uint8_t>(std::min(line_.wide_gaps + 2, 254));
  }

  void add_space() {
    if (++spaces_ == 1) {
      add_counted(line_.words, 1);
      last_ = last_ == Last::kIdeograph ? Last::kIdeographSpace
              : last_ == Last::kPlain   ? Last::kPlainSpace
                                        : Last::kNothing;
    } else if (spaces_ == 2) {
      add_wide_gap();
      last_ = Last::kNothing;
    }
    line_.cells += 1;
    line_.units += 5;
  }

  Line& line_;
  Last last_ = Last::kNothing;
  std::uint32_t spaces_ = 0;
};

bool goes_at_edge(CharacterClass kind) {
  return kind == CharacterClass::kSpace || kind == CharacterClass::kWideSpace ||
         kind == CharacterClass::kControl;
}

bool is_plain_sign(char c) {
  return c > ' ' && c < 127;
}

// Moves `begin` behind the space before the line and counts it.
void trim_front(const char*& begin, const char* end, Line& line) {
  while (begin != end && !is_plain_sign(*begin)) {
    const char* behind = begin;
    const char32_t code_point = next_code_point(behind);
    const CharacterClass kind = character_class(code_point);
    if (!goes_at_edge(kind)) return;
    if (kind != CharacterClass::kControl) {
      const int cells = kind == CharacterClass::kWideSpace ? 2 : code_point == U'\t' ? 4 : 1;
      line.indent = static_cast<std::uint16_t>(std::min(line.indent + cells, 255));
    }
    begin = behind;
  }
}

void trim_back(const char* begin, const char*& end) {
  while (begin != end && !is_plain_sign(end[-1])) {
    const char* before = end;
    if (!goes_at_edge(character_class(previous_code_point(before)))) return;
    end = before;
  }
}

// The first word: what it takes on the line before if it stood there.
void measure_front(const char* begin, const char* end, Line& line) {
  constexpr int kMost = 40;
  const char* at = begin;
  for (int taken = 0; at != end && taken < kMost; ++taken) {
    const char32_t code_point = next_code_point(at);
    const std::uint8_t entry = character_entry(code_point);
    const CharacterClass kind = class_of_entry(entry);
    if (taken == 0) line.first_class = class_within({begin, end}, begin, at);
    if (taken == 1) {
      const char* behind = at;
      line.second_class = kind;
      if (kind == CharacterClass::kSpace && may_have_space_behind(line.first_class) && at != end)
        line.second_class = character_class(next_code_point(behind));
    }
    if (kind == CharacterClass::kSpace) return;
    const bool wide = (entry & kCharacterWide) != 0;
    if (wide && taken > 0 && line.first_class != CharacterClass::kOpen &&
        line.first_class != CharacterClass::kOpenQuote) {
      return;
    }
    line.first_cells = static_cast<std::uint16_t>(line.first_cells + (wide ? 2 : 1));
    line.first_units = static_cast<std::uint16_t>(
        line.first_units + (wide               ? kIdeographUnits
                            : code_point < 128 ? unit_width(static_cast<unsigned char>(code_point))
                                               : kLetterUnits));
    if (is_ideographic(kind)) {
      if (taken == 0 && at != end) line.second_class = character_class(next_code_point(at));
      return;
    }
  }
}

void measure_back(const char* begin, const char* end, Line& line) {
  constexpr int kMost = 40;
  const char* at = end;
  line.last = previous_code_point(at);
  line.last_class = class_within({begin, end}, at, end);
  if (line.last_class == CharacterClass::kMark && at != begin)
    line.last_class = CharacterClass::kLower;
  line.end_class = line.last_class;
  at = end;
  bool in_word = false;
  bool at_end = true;
  for (int taken = 0; at != begin && taken < kMost; ++taken) {
    CharacterClass kind = character_class(previous_code_point(at));
    if (taken == 0 && kind == CharacterClass::kOpenQuote) kind = line.last_class;
    if (at_end && !is_in(kind, kClosers | kGlue) && kind != CharacterClass::kSpace) {
      line.end_class = kind;
      at_end = false;
    }
    const bool letter = is_in(kind, kSpacedLetterClasses) || kind == CharacterClass::kDigit;
    if (letter) {
      in_word = true;
      ++line.last_cells;
      line.last_capital = kind == CharacterClass::kUpper;
    } else if (in_word || kind == CharacterClass::kSpace || is_ideographic(kind)) {
      return;
    }
  }
}

bool measure_ascii_nowhere(const char* /*first*/, const char* /*last*/, Line& /*line*/) {
  return false;
}

MeasureAscii choose_measure_ascii() {
#if defined(__x86_64__)
  if (vector_level() >= VectorLevel::kV4) return measure_ascii_v4;
  if (vector_level() >= VectorLevel::kV3) return measure_ascii_v3;
#endif
  return measure_ascii_nowhere;
}

const MeasureAscii kMeasureAscii = choose_measure_ascii();

}  // namespace

void measure_by_character(const char* first, const char* last, Line& line) {
  const char* reader = first;
  line.first = next_code_point(reader);
  line.words = 1;
  Measurer(line).run(first, last);
  measure_front(first, last, line);
  measure_back(first, last, line);
}

bool measure_line(std::string_view text, std::uint32_t begin, Line& line) {
  const char* first = text.data();
  const char* last = first + text.size();
  trim_front(first, last, line);
  trim_back(first, last);
  if (first == last) return false;
  line.begin = begin + static_cast<std::uint32_t>(first - text.data());
  line.end = begin + static_cast<std::uint32_t>(last - text.data());
  if (!kMeasureAscii(first, last, line)) measure_by_character(first, last, line);
  const std::string_view content(first, static_cast<std::size_t>(last - first));
  if (is_doubtful_hyphen(line.last) && may_divide_word(content, line)) {
    line.last_class = line.end_class = CharacterClass::kHyphen;
  }
  line.marks = news_marks(content, line);
  line.loops = content.size() >= kLeastLoopText && has_loops(content);
  return true;
}

}  // namespace galley
