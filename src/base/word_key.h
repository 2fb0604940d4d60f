// SPDX-License-Identifier: Apache-2.0
// The keys under which a profile counts what it saw: words, pairs of CJK characters, page
// furniture. Who learns and who asks must agree on them, so they stand here. Keys are hashes: two
// things may share one, which costs accuracy and never more.
#ifndef GALLEY_BASE_WORD_KEY_H_
#define GALLEY_BASE_WORD_KEY_H_

#include <cstdint>
#include <string_view>

#include "base/hash.h"
#include "base/letters_table.h"
#include "base/utf8.h"

namespace galley {

/// The code point without case or width; marks and what folds to several letters stay themselves.
[[nodiscard]] inline char32_t fold_letter(char32_t code_point) {
  if (code_point < 128) {
    return code_point - U'A' < 26 ? code_point | 0x20 : code_point;
  }
  const unsigned entry = letter_entry(code_point) & 0x3FFFu;
  if (entry < 2) return code_point;
  const std::uint16_t begin = kLetterSequenceBegins[entry - 2];
  return kLetterSequenceBegins[entry - 1] - begin == 1 ? kLetterSequences[begin] : code_point;
}

/// Makes the key of a word letter by letter, case apart, so that the key of two halves joined needs
/// no copy. Every hyphen is '-', every apostrophe '\''.
class WordKey {
 public:
  void add(char32_t code_point) { add_folded(fold_letter(code_point)); }
  /// The same for what fold_letter() has made.
  void add_folded(char32_t letter) { state_ = (state_ ^ letter) * kFactor; }
  void add(std::string_view text) {
    for (const char *at = text.data(), *end = at + text.size(); at != end;) {
      add(next_code_point(at));
    }
  }
  [[nodiscard]] std::uint64_t value() const { return mix64(state_); }

 private:
  static constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15;
  std::uint64_t state_ = 0xC2B2AE3D27D4EB4F;
};

[[nodiscard]] inline std::uint64_t word_key(std::string_view word) {
  WordKey key;
  key.add(word);
  return key.value();
}

/// A word that followed a suspended hyphen inside a line ("klein- und").
[[nodiscard]] inline std::uint64_t suspending_key(std::string_view word) {
  WordKey key;
  key.add(U'-');
  key.add(U' ');
  key.add(word);
  return key.value();
}

[[nodiscard]] inline std::uint64_t character_key(char32_t character) {
  return mix64(std::uint64_t{character} | std::uint64_t{1} << 63);
}
/// Two CJK characters side by side.
[[nodiscard]] inline std::uint64_t pair_key(char32_t first, char32_t second) {
  return mix64(std::uint64_t{first} << 21 | second | std::uint64_t{2} << 61);
}
/// Two CJK characters with one space between them.
[[nodiscard]] inline std::uint64_t spaced_pair_key(char32_t first, char32_t second) {
  return mix64(std::uint64_t{first} << 21 | second | std::uint64_t{3} << 61);
}

/// A path or address: the token without the punctuation around it.
[[nodiscard]] inline std::uint64_t address_key(std::string_view token) {
  const auto is_edge = [](char c) {
    return c == '"' || c == '\'' || c == '(' || c == ')' || c == '<' || c == '>' || c == ',' ||
           c == '.' || c == ';' || c == ':' || c == '[' || c == ']';
  };
  while (!token.empty() && is_edge(token.front())) token.remove_prefix(1);
  while (!token.empty() && is_edge(token.back())) token.remove_suffix(1);
  WordKey key;
  key.add(U'/');
  key.add(token);
  return key.value();
}

/// The form "name(1)", counted as one address wherever it stands: manuals write it solid.
inline constexpr std::string_view kManualReference = "a(1)";

/// A line at the head or foot of a page: its letters, case apart, each number as one sign.
[[nodiscard]] std::uint64_t furniture_key(std::string_view line);

}  // namespace galley

#endif  // GALLEY_BASE_WORD_KEY_H_
