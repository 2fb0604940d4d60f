// SPDX-License-Identifier: Apache-2.0
#include "base/numbers.h"

#include <algorithm>
#include <string>

#include "base/hash.h"
#include "base/letters.h"
#include "base/numerals.h"
#include "base/utf8.h"

namespace galley {

namespace {

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
      if (is_han_numeral(next_code_point(after))) return;
      at_ = after;
    }
  }
  char32_t next() {
    const char* const begin = at_;
    const char32_t code_point = next_code_point(at_);
    if (code_point < 0x80 || (code_point >= 0x4E00 && code_point < 0xA000)) return code_point;
    fold_.clear();
    append_letters({begin, static_cast<std::size_t>(at_ - begin)}, fold_);
    if (fold_.size() == 1 && numeral_kind(fold_.letters()[0]) != NumeralKind::kNone)
      return fold_.letters()[0];
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

void read_numbers(std::string_view text, std::vector<std::uint64_t>& out, unsigned least_numerals) {
  out.clear();
  Characters characters(text);
  NumeralKind part = NumeralKind::kNone;  // of the number being read
  std::uint64_t hash = 0;
  unsigned numerals = 0;
  bool mark_pending = false;  // a '.' or ',' that belongs to the number if a digit follows
  bool opening = true;        // nothing but blanks and brackets so far
  bool number_opens = false;  // the number being read opens the text
  for (;;) {
    if (part == NumeralKind::kNone && !opening) characters.skip_plain();
    if (characters.at_end()) break;
    const char32_t c = characters.next();
    const NumeralKind now = numeral_kind(c);
    if (now != NumeralKind::kNone && (now == part || part == NumeralKind::kNone)) {
      if (part == NumeralKind::kNone) {
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
    if (part == NumeralKind::kDigit && !mark_pending && is_decimal_mark(c)) {
      mark_pending = true;
      continue;
    }
    if (part != NumeralKind::kNone) {
      const bool list_number = number_opens && (mark_pending || ends_list_number(c));
      if (!list_number && numerals >= least_numerals) out.push_back(hash);
      part = NumeralKind::kNone;
      mark_pending = false;
      number_opens = false;
    }
    if (now != NumeralKind::kNone) {
      part = now;
      hash = mix64(c);
      numerals = 1;
    }
    opening = opening && may_precede_list_number(c);
  }
  if (part != NumeralKind::kNone && numerals >= least_numerals) out.push_back(hash);
}

bool numbers_agree(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) {
  if (a.size() > b.size()) std::swap(a, b);
  std::size_t found = 0;
  for (std::size_t i = 0; i < b.size() && found < a.size(); ++i) {
    if (a[found] == b[i]) ++found;
  }
  return found == a.size();
}

}  // namespace galley
