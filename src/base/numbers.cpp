// SPDX-License-Identifier: Apache-2.0
// The numerals are those that count and the forms that documents of value use for them. Left out
// are characters that mean something else more often (兩 both, 參 to take part, 陸 land), and
// fractions, ordinals and Roman numerals, which are words as much as numbers.
#include "base/numbers.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/hash.h"
#include "base/letters.h"
#include "base/utf8.h"

namespace galley {

namespace {

constexpr std::u32string_view kHanNumerals =
    U"〇零一二三四五六七八九十廿卅百千万萬亿億兆壹贰貳叁肆伍柒捌玖拾佰仟";

// A hash table of 256 that the numerals fill without a clash: the factor was searched for.
constexpr unsigned slot_of(char32_t letter, std::uint32_t factor) {
  return (letter * factor) >> 24;
}
constexpr std::uint32_t find_factor() {
  for (std::uint32_t factor = 0x9E3779B1u;; factor += 2) {
    std::array<bool, 256> taken{};
    bool clash = false;
    for (const char32_t numeral : kHanNumerals) {
      bool& slot = taken[slot_of(numeral, factor)];
      clash |= slot;
      slot = true;
    }
    if (!clash) return factor;
  }
}
constexpr std::uint32_t kFactor = find_factor();
constexpr auto kSlots = [] {
  std::array<char32_t, 256> slots{};
  for (const char32_t numeral : kHanNumerals) slots[slot_of(numeral, kFactor)] = numeral;
  return slots;
}();

bool is_ascii_digit(char32_t letter) {
  return letter >= U'0' && letter <= U'9';
}

enum class Part : std::uint8_t { kNone, kDigit, kHan };

bool in_slots(char32_t letter) {
  return kSlots[slot_of(letter, kFactor)] == letter && letter != 0;
}

Part part_of(char32_t letter) {
  if (letter <= U'9') return is_ascii_digit(letter) ? Part::kDigit : Part::kNone;
  return in_slots(letter) ? Part::kHan : Part::kNone;
}

// The characters of a text one by one, each as the one digit or numeral that it folds to, or as
// itself where it folds to anything else.
class Characters {
 public:
  explicit Characters(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

  [[nodiscard]] bool at_end() const { return at_ == end_; }
  /// Passes over ASCII that is no digit and ideographs that are no numerals.
  void skip_plain() {
    for (; at_ != end_;) {
      const auto byte = static_cast<unsigned char>(*at_);
      if (byte < 0x80) {
        if (byte >= '0' && byte <= '9') return;
        ++at_;
        continue;
      }
      if (byte < 0xE4 || byte > 0xE9) return;
      const char* after = at_;
      if (in_slots(next_code_point(after))) return;
      at_ = after;
    }
  }
  char32_t next() {
    const char* const begin = at_;
    const char32_t code_point = next_code_point(at_);
    if (code_point < 0x80 || (code_point >= 0x4E00 && code_point < 0xA000)) return code_point;
    fold_.clear();
    append_letters({begin, static_cast<std::size_t>(at_ - begin)}, fold_);
    if (fold_.size() == 1 && part_of(fold_.letters()[0]) != Part::kNone) return fold_.letters()[0];
    return code_point;
  }

 private:
  const char* at_;
  const char* end_;
  LetterBuffer fold_;
};

bool is_decimal_mark(char32_t c) {
  return c == U'.' || c == U',' || c == U'\uFF0E' || c == U'\uFF0C';
}

// What stands behind the number of a list item.
bool ends_list_number(char32_t c) {
  return is_decimal_mark(c) || c == U')' || c == U']' || c == U'、' || c == U'：' || c == U':' ||
         c == U'\uFF09' || c == U'〕' || c == U'】';
}
bool may_precede_list_number(char32_t c) {
  return c == U' ' || c == U'\u3000' || c == U'\t' || c == U'(' || c == U'[' || c == U'\uFF08' ||
         c == U'〔' || c == U'【' || c == U'#' || c == U'*' || c == U'-';
}

}  // namespace

bool is_han_numeral(char32_t letter) {
  return in_slots(letter);
}

void read_numbers(std::string_view text, std::vector<std::uint64_t>& out, unsigned least_numerals) {
  out.clear();
  Characters characters(text);
  Part part = Part::kNone;  // of the number being read
  std::uint64_t hash = 0;
  unsigned numerals = 0;
  bool mark_pending = false;  // a '.' or ',' that belongs to the number if a digit follows
  bool opening = true;        // nothing but blanks and brackets so far
  bool number_opens = false;  // the number being read opens the text
  for (;;) {
    if (part == Part::kNone && !opening) characters.skip_plain();
    if (characters.at_end()) break;
    const char32_t c = characters.next();
    const Part now = part_of(c);
    if (now != Part::kNone && (now == part || part == Part::kNone)) {
      if (part == Part::kNone) {
        part = now;
        hash = 0;
        numerals = 0;
        number_opens = opening;
      }
      hash = mix64(hash + c + (mark_pending ? 0x100u : 0u));
      ++numerals;
      mark_pending = false;
      opening = false;
      continue;
    }
    if (part == Part::kDigit && !mark_pending && is_decimal_mark(c)) {
      mark_pending = true;
      continue;
    }
    if (part != Part::kNone) {
      const bool list_number = number_opens && (mark_pending || ends_list_number(c));
      if (!list_number && numerals >= least_numerals) out.push_back(hash);
      part = Part::kNone;
      mark_pending = false;
      number_opens = false;
    }
    if (now != Part::kNone) {
      part = now;
      hash = mix64(c);
      numerals = 1;
    }
    opening = opening && may_precede_list_number(c);
  }
  if (part != Part::kNone && numerals >= least_numerals) out.push_back(hash);
}

bool numbers_agree(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) {
  if (a.size() > b.size()) std::swap(a, b);
  std::size_t found = 0;
  for (std::size_t i = 0; i < b.size() && found < a.size(); ++i) {
    if (a[found] == b[i]) ++found;
  }
  return found == a.size();
}

std::uint64_t number_marks(std::span<const char32_t> letters) {
  constexpr std::size_t kBlock = 32;
  std::uint64_t marks = 0;
  Part part = Part::kNone;
  std::uint64_t hash = 0;
  bool opens = false;
  const auto leave_mark = [&] {
    if (part != Part::kNone && !opens) marks |= std::uint64_t{1} << (mix64(hash) >> 58);
    part = Part::kNone;
  };
  std::size_t at = 0;
  while (at < letters.size()) {
    std::size_t end = std::min(letters.size(), at + kBlock);
    if (end - at == kBlock) {
      // Most blocks of an alphabet have no number: told without a look at each letter. Either
      // difference has its highest bit set where a letter is not between '9' and the numerals.
      const char32_t* const block = letters.data() + at;
      std::uint32_t outside = 0;
      for (std::size_t i = 0; i < kBlock; ++i) {
        outside |= (block[i] - (U'9' + 1)) | (kHanNumerals.front() - 1 - block[i]);
      }
      if (outside >> 31 == 0) {
        leave_mark();
        at = end;
        continue;
      }
    }
    for (; at < end; ++at) {
      const char32_t letter = letters[at];
      // Letters of an alphabet and ideographs that are no numerals come in long stretches.
      if (part == Part::kNone && letter > U'9' && !in_slots(letter)) continue;
      const Part now = part_of(letter);
      if (now != part) {
        leave_mark();
        part = now;
        hash = 0;
        opens = at == 0;
      }
      hash = hash * 31 + letter;
    }
  }
  leave_mark();
  return marks;
}

}  // namespace galley
