// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal_text.h"

#include <utility>

#include "base/utf8.h"

namespace galley {

std::size_t columns_of(char32_t c) {
  const bool wide = (c >= 0x1100 && c < 0x1160) || (c >= 0x2E80 && c < 0xA4D0) ||
                    (c >= 0xAC00 && c < 0xD7A4) || (c >= 0xF900 && c < 0xFB00) ||
                    (c >= 0xFE30 && c < 0xFE70) || (c >= 0xFF00 && c < 0xFF61) ||
                    (c >= 0xFFE0 && c < 0xFFE7) || (c >= 0x20000 && c < 0x40000);
  return wide ? 2 : 1;
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c < 0x202F) ||
         (c >= 0x2066 && c < 0x206A) || c == 0x2028 || c == 0x2029;
}

std::string without_controls(std::string_view text) {
  std::string out;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    const char* const begin = at;
    const bool control = is_control(next_code_point(at));
    out += control ? " " : std::string_view(begin, static_cast<std::size_t>(at - begin));
  }
  return out;
}

std::string_view change_to(Ink ink, Colour colour) {
  if (colour == Colour::kNone) return {};
  switch (ink) {
    case Ink::kPlain:
      break;
    case Ink::kBold:
      return "\x1B[0;1m";
    case Ink::kDim:
      return "\x1B[0;2m";
    case Ink::kGone:
      return "\x1B[0;31m";
    case Ink::kCome:
      return "\x1B[0;32m";
  }
  return "\x1B[0m";
}

void Paragraphs::put_break() {
  out_ += '\n';
  column_ = 0;
}

void Paragraphs::put_word(std::string_view word, std::size_t columns) {
  if (column_ > indent_ && column_ + columns > kColumns) {
    while (out_.ends_with(' ')) out_.pop_back();
    put_break();
  }
  if (column_ == 0) {
    out_.append(indent_, ' ');
    column_ = indent_;
  }
  out_ += word;
  column_ += columns;
}

void Paragraphs::add(std::string_view text, Ink ink) {
  if (ink != ink_) {
    out_ += change_to(ink, colour_);
    ink_ = ink;
  }
  std::string word;
  std::size_t columns = 0;
  const auto flush = [&] {
    if (!word.empty()) put_word(word, columns);
    word.clear();
    columns = 0;
  };
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    const char* const begin = at;
    const char32_t c = next_code_point(at);
    if (c == ' ' || is_control(c)) {
      flush();
      // A space at the edge of a line is the line's end.
      if (column_ + 1 > kColumns) {
        put_break();
      } else if (column_ > indent_) {
        out_ += ' ';
        ++column_;
      }
      continue;
    }
    const std::size_t wide = columns_of(c);
    if (wide > 1 || columns + wide > kColumns - indent_) flush();
    word.append(begin, static_cast<std::size_t>(at - begin));
    columns += wide;
    if (wide > 1) flush();
  }
  flush();
}

std::string Paragraphs::finish() {
  if (ink_ != Ink::kPlain) out_ += change_to(Ink::kPlain, colour_);
  ink_ = Ink::kPlain;
  while (out_.ends_with(' ')) out_.pop_back();
  out_ += '\n';
  column_ = 0;
  return std::move(out_);
}

}  // namespace galley
