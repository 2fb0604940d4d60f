// SPDX-License-Identifier: Apache-2.0
// The shape of the generated table behind base/letters.cpp: two levels of 128 code points a page.
#ifndef GALLEY_BASE_LETTERS_TABLE_H_
#define GALLEY_BASE_LETTERS_TABLE_H_

#include <cstdint>

namespace galley {

/// An entry: 0 folds to nothing, 1 to itself, n >= 2 to sequence n - 2; and two flags.
inline constexpr std::uint16_t kLetterMark = 0x8000;      ///< a mark that never composes
inline constexpr std::uint16_t kLetterComposes = 0x4000;  ///< may compose with the one before
inline constexpr std::uint16_t kLetterContext = kLetterMark | kLetterComposes;

extern const std::uint16_t kLetterPages[8704];
extern const std::uint16_t kLetterEntries[];
extern const std::uint16_t kLetterSequenceBegins[];
extern const char32_t kLetterSequences[];

[[nodiscard]] inline std::uint16_t letter_entry(char32_t code_point) {
  return kLetterEntries[kLetterPages[code_point >> 7] * 128u + (code_point & 127)];
}

}  // namespace galley

#endif  // GALLEY_BASE_LETTERS_TABLE_H_
