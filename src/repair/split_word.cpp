// SPDX-License-Identifier: Apache-2.0
// OCR often loses the hyphen at a line's end: "Asso" / "ciation". The two halves are one word when
// the vocabulary has the whole far more often than the halves would meet by chance. In a document that shows its hyphens,
// only where one half is no word at all.
#include <algorithm>

#include "repair/joiner.h"
#include "repair/seam.h"

namespace galley {

namespace {

// In eighths of a binary order.
constexpr int kLeastScore = 28;      // where lost hyphens are common: e^2.4 times likelier as one
constexpr int kSurelyScore = 56;     // where they are rare
constexpr std::uint32_t kLeastCount = 2;
constexpr std::uint32_t kSurelyCount = 3;
// A half that is no word by itself is at least this much rarer than the whole.
constexpr std::uint32_t kNoWordRatio = 4;

bool all_upper(std::string_view word) {
  for (const char c : word) {
    if (c >= 'a' && c <= 'z') return false;
  }
  return true;
}

}  // namespace

bool is_surely_one_word(const Seam& seam, std::uint64_t words) {
  if (seam.joined_count < kSurelyCount) return false;
  const std::uint64_t rarer = std::min(seam.last_count, seam.first_count);
  return rarer * kNoWordRatio < seam.joined_count && joined_score(seam, words) >= kSurelyScore;
}

bool is_split_word(const PageView& page, const Meeting& at, const Habits& habits) {
  const auto& [line, next, seam] = at;
  if (!is_in(line.last_class, kCasedClasses) || !is_in(next.first_class, kCasedClasses)) return false;
  if (next.first_class == CharacterClass::kUpper && !(all_upper(seam.last) && all_upper(seam.first))) {
    return false;
  }
  const std::uint64_t words = page.vocabulary->words();
  if (habits.lost == Habits::LostHyphens::kRare) return is_surely_one_word(seam, words);
  return seam.joined_count >= kLeastCount && joined_score(seam, words) >= kLeastScore;
}

}  // namespace galley
