// SPDX-License-Identifier: Apache-2.0
// Text of documents on a terminal: how wide it is, and that it cannot steer the terminal.
#ifndef GALLEY_CLI_TERMINAL_TEXT_H_
#define GALLEY_CLI_TERMINAL_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace galley {

/// Columns that a character takes on a terminal: ideographs, kana, hangul and full-width forms take
/// two.
[[nodiscard]] std::size_t columns_of(char32_t c);

/// C0 and C1 controls, U+007F, and what changes the direction of all that follows.
[[nodiscard]] bool is_control(char32_t c);

/// Text that came from elsewhere, with controls as spaces. REQUIRES: valid UTF-8.
[[nodiscard]] std::string without_controls(std::string_view text);

/// Colours, which stand for themselves without.
enum class Ink : std::uint8_t { kPlain, kBold, kDim, kGone, kCome };
enum class Colour : std::uint8_t { kNone, kAnsi };
/// The bytes that change to an ink from another; nothing without colour.
[[nodiscard]] std::string_view change_to(Ink ink, Colour colour);

/// Puts words into indented lines of at most kColumns columns, each ink through all lines that it
/// needs. Lines are broken at spaces, or anywhere between characters of two columns and in what is
/// longer than a line.
class Paragraphs {
 public:
  static constexpr std::size_t kColumns = 96;

  Paragraphs(std::size_t indent, Colour colour) : indent_(indent), colour_(colour) {}

  /// Appends text, made harmless. REQUIRES: valid UTF-8.
  void add(std::string_view text, Ink ink);
  /// The lines, ended by a newline.
  [[nodiscard]] std::string finish();

 private:
  void put_word(std::string_view word, std::size_t columns);
  void put_break();

  const std::size_t indent_;
  const Colour colour_;
  Ink ink_ = Ink::kPlain;
  std::string out_;
  std::size_t column_ = 0;  // 0: the indent is still to come
};

}  // namespace galley

#endif  // GALLEY_CLI_TERMINAL_TEXT_H_
