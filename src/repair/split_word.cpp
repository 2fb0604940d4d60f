// SPDX-License-Identifier: Apache-2.0
// OCR often loses the hyphen at a line's end: "Asso" / "ciation". The two halves are one word when
// the vocabulary has the whole far more often than the halves would meet by chance.
#include "repair/joiner.h"
#include "repair/seam.h"

namespace galley {

namespace {

// In eighths of a binary order: about e^2.5 times likelier as one word.
constexpr int kLeastScore = 28;
constexpr std::uint32_t kLeastCount = 2;

bool all_upper(std::string_view word) {
  for (const char c : word) {
    if (c >= 'a' && c <= 'z') return false;
  }
  return true;
}

}  // namespace

bool is_split_word(const PageView& page, std::size_t index) {
  const Line& line = page.lines[index];
  const Line& next = page.lines[index + 1];
  if (!is_in(line.last_class, kCasedClasses) || !is_in(next.first_class, kCasedClasses)) return false;
  const Seam seam = read_seam(page.text, line, next, *page.vocabulary);
  if (next.first_class == CharacterClass::kUpper && !(all_upper(seam.last) && all_upper(seam.first))) {
    return false;
  }
  if (seam.joined_count < kLeastCount) return false;
  return joined_score(seam, page.vocabulary->words()) >= kLeastScore;
}

}  // namespace galley
