// SPDX-License-Identifier: Apache-2.0
// The seam between base/letters.cpp and the code for wider processors: folding of plain stretches,
// whose every character is a letter by itself or none at all.
#ifndef GALLEY_BASE_LETTERS_PLAIN_H_
#define GALLEY_BASE_LETTERS_PLAIN_H_

#include <cstdint>

namespace galley {

/// Letters that a plain fold may write behind those that it counts.
inline constexpr int kPlainOverrun = 8;

/// Folds characters from `at` on as long as they are plain and begin before `stop`: ASCII, and
/// where the code is for it Han, Kana, Hangul and their punctuation. What may compose with a mark
/// behind it is left standing. Returns where it stopped and moves `out` behind the letters.
/// REQUIRES: at <= stop <= end; room for the letters and kPlainOverrun more.
using FoldPlain = const char* (*)(const char* at, const char* stop, const char* end,
                                  char32_t*& out);
/// The same, only counting.
using CountPlain = const char* (*)(const char* at, const char* stop, const char* end,
                                   std::uint64_t& count);

#if defined(__x86_64__)
const char* fold_plain_v3(const char* at, const char* stop, const char* end, char32_t*& out);
const char* count_plain_v3(const char* at, const char* stop, const char* end, std::uint64_t& count);
#endif

}  // namespace galley

#endif  // GALLEY_BASE_LETTERS_PLAIN_H_
