// SPDX-License-Identifier: Apache-2.0
#include "base/numbers.h"

#include <algorithm>
#include <bit>
#include <string>

#include "base/cpu.h"
#include "base/hash.h"
#include "base/letters.h"
#include "base/numerals.h"
#include "base/utf8.h"

namespace galley {

namespace {

constexpr std::size_t kReadBytes = kNumeralBlock + 2;

std::uint32_t find_each(const char* text) {
  std::uint32_t found = 0;
  for (std::size_t i = 0; i < kNumeralBlock; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool is_character = byte >= 0xC0 || (byte >= '0' && byte <= '9');
    found |= std::uint32_t{is_character} << i;
  }
  return found;
}

FindNumerals choose_find() {
#if defined(__x86_64__)
  if (vector_level() >= VectorLevel::kV3) return find_numerals_v3;
#endif
  return find_each;
}

// The characters of a text one by one, each as the one digit or numeral that it folds to, or as
// itself where it folds to anything else.
class Characters {
 public:
  explicit Characters(std::string_view text) : text_(text) {}

  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
  /// To the next character that may be a numeral, or to the end.
  void skip_plain() {
    while (!at_end()) {
      if (at_ >= block_ + kNumeralBlock) begin_block();
      const std::uint32_t found = found_ >> (at_ - block_);
      if (found == 0) {
        at_ = std::min(block_ + kNumeralBlock, text_.size());
        continue;
      }
      at_ += static_cast<std::size_t>(std::countr_zero(found));
      const std::size_t begin = at_;
      const bool may_be = may_be_numeral(decode());
      if (may_be) {
        at_ = begin;
        return;
      }
    }
  }
  char32_t next() {
    const std::size_t begin = at_;
    const char32_t code_point = decode();
    const bool is_ideograph = code_point >= 0x4E00 && code_point < 0xA000;
    if (code_point < 0x80 || is_ideograph || !may_be_numeral(code_point)) return code_point;
    fold_.clear();
    append_letters(text_.substr(begin, at_ - begin), fold_);
    if (fold_.size() == 1 && numeral_kind(fold_.letters()[0]) != NumeralKind::kNone)
      return fold_.letters()[0];
    return code_point;
  }

 private:
  char32_t decode() {
    const char* after = text_.data() + at_;
    const char32_t code_point = next_code_point(after);
    at_ = static_cast<std::size_t>(after - text_.data());
    return code_point;
  }
  void begin_block() {
    static const FindNumerals find = choose_find();
    block_ = at_;
    const std::string_view rest = text_.substr(at_);
    if (rest.size() >= kReadBytes) {
      found_ = find(rest.data());
      return;
    }
    char last[kReadBytes] = {};
    rest.copy(last, kReadBytes);
    found_ = find(last);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  // Which of the bytes from block_ on may begin a numeral.
  std::size_t block_ = std::size_t{0} - kNumeralBlock;
  std::uint32_t found_ = 0;
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

// Calls use(hash) for each number.
template <class Use>
void for_each_number(std::string_view text, unsigned least_numerals, Use use) {
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
      if (!list_number && numerals >= least_numerals) use(hash);
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
  if (part != NumeralKind::kNone && numerals >= least_numerals) use(hash);
}

}  // namespace

void read_numbers(std::string_view text, std::vector<std::uint64_t>& out, unsigned least_numerals) {
  out.clear();
  for_each_number(text, least_numerals, [&](std::uint64_t number) { out.push_back(number); });
}

std::uint64_t number_marks(std::string_view text) {
  std::uint64_t marks = 0;
  for_each_number(text, 1, [&](std::uint64_t number) { marks |= std::uint64_t{1} << number % 64; });
  return marks;
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
