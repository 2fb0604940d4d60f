// SPDX-License-Identifier: Apache-2.0
// How likely a text is in the languages that galley knows: the yardstick for telling encodings and
// mojibake.
#ifndef GALLEY_DECODE_LANGUAGE_MODEL_H_
#define GALLEY_DECODE_LANGUAGE_MODEL_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace galley {

/// The cost of a text in quarter bits: minus four times the binary logarithm of its likelihood.
/// Costs of different readings of the same bytes may be compared.
using QuarterBits = std::int64_t;
[[nodiscard]] constexpr QuarterBits bits(int count) {
  return QuarterBits{4} * count;
}

/// A code point that stands for bytes which are no character.
inline constexpr char32_t kBadCharacter = 0xFFFFFFFE;

/// Every language that is known, by the order of the tables: alphabetic ones first.
class LanguageModel {
 public:
  static constexpr QuarterBits kNoLimit = std::numeric_limits<QuarterBits>::max() / 4;

  /// The one model; made on the first call. Threads: all calls may be made at once.
  [[nodiscard]] static const LanguageModel& instance();

  /// Number of the language with this name. REQUIRES: there is one.
  [[nodiscard]] std::size_t language(std::string_view name) const;
  [[nodiscard]] std::size_t languages() const { return alphabets_.size() + wide_costs_.size(); }

  /// The cost of what is not ASCII, and of the ASCII letters next to it, in one language. A reading
  /// that differs from another one only in what is not ASCII is compared by this alone. Where the
  /// cost is above `limit`, any number above it.
  [[nodiscard]] QuarterBits cost(std::span<const char32_t> text, std::size_t language,
                                 QuarterBits limit = kNoLimit) const;
  /// The cost of all of a text that is ASCII between ASCII in the language that fits best; and for
  /// each language of Latin script how much more it is there, half of it and bounded: ASCII hints
  /// at the language, but a text may have two.
  struct AsciiCost {
    QuarterBits least = 0;
    std::vector<QuarterBits> more;  ///< for every language; 0 for those of other scripts
  };
  [[nodiscard]] AsciiCost ascii_cost(std::span<const char32_t> text) const;
  /// The languages that have something of the text: those of the scripts that its characters beyond
  /// ASCII belong to, and English. No other could be the likeliest.
  [[nodiscard]] std::vector<std::size_t> languages_for(std::span<const char32_t> text) const;
  /// The least cost of the text in any language.
  [[nodiscard]] QuarterBits least_cost(std::span<const char32_t> text) const;

 private:
  static constexpr std::size_t kAlphabetEnd = 0x700;  // no letter of the tables is behind it

  struct Alphabet {
    bool is_latin = false;
    unsigned script = 0;                              // its bit
    std::size_t size = 0;                             // letters and one
    std::vector<std::uint8_t> costs;                  // size * size quarter bits
    std::array<std::uint8_t, kAlphabetEnd> letter{};  // 0: none of its own
  };

  LanguageModel();
  [[nodiscard]] QuarterBits strange_cost(char32_t c) const;
  [[nodiscard]] bool is_letter(char32_t c) const;
  [[nodiscard]] QuarterBits alphabetic_cost(std::span<const char32_t> text,
                                            const Alphabet& alphabet, QuarterBits limit) const;
  [[nodiscard]] QuarterBits wide_cost(std::span<const char32_t> text,
                                      const std::vector<std::uint8_t>& costs,
                                      QuarterBits limit) const;

  std::vector<Alphabet> alphabets_;
  std::vector<std::vector<std::uint8_t>> wide_costs_;  // of each wide language and basic code point
  std::array<char32_t, kAlphabetEnd> lower_{};
  std::vector<std::uint8_t> strange_;  // of each basic code point: the cost of what no text holds
  std::vector<bool> letters_;          // of each basic code point: whether it is one
};

}  // namespace galley

#endif  // GALLEY_DECODE_LANGUAGE_MODEL_H_
