// SPDX-License-Identifier: Apache-2.0
// OCR often loses the hyphen at a line's end: "Asso" / "ciation". The two halves are one word when
// the vocabulary has the whole far more often than the halves would meet by chance; or a word that
// the whole is one misread letter away from ("warn" / "inc"). In a document that shows its hyphens,
// only where one half is no word at all.
#include <algorithm>

#include "base/word_key.h"
#include "repair/joiner.h"
#include "repair/misread.h"
#include "repair/seam.h"
#include "repair/sign_set.h"

namespace galley {

namespace {

// In eighths of a binary order.
constexpr int kLeastScore = 28;   // where lost hyphens are common: e^2.4 times likelier as one
constexpr int kSurelyScore = 56;  // where they are rare
constexpr std::uint32_t kLeastJoinedCount = 2;
constexpr std::uint32_t kSurelyCount = 3;

// One print in so many of a word shows it with just one certain letter misread; and what is seen
// more often than once in so many words is no misread half.
constexpr std::uint32_t kMisreadOnceIn = 512;
constexpr std::uint64_t kRareOnceIn = 50'000;

bool all_upper(std::string_view word) {
  for (const char c : word) {
    if (c >= 'a' && c <= 'z') return false;
  }
  return true;
}

// What OCR makes of a hyphen, of a column's rule and of dirt beside them.
constexpr SignSet kNoise("-.,'`1Il|!;:_* ");
constexpr std::size_t kMostNoise = 4;

bool is_misread(const Seam& seam, const Vocabulary& vocabulary) {
  const std::uint64_t words = vocabulary.words();
  if (seam.last.size() < 2 || seam.first.size() < 2) return false;
  if (std::uint64_t{std::min(seam.last_count, seam.first_count)} * kRareOnceIn >= words) {
    return false;
  }
  Seam misread = seam;
  misread.joined_count = count_if_misread(seam.last, seam.first, vocabulary) / kMisreadOnceIn;
  return misread.joined_count > 0 && joined_score(misread, words) >= kLeastScore;
}

// The line without the noise that may stand for a hyphen at its end; whole if there is none.
std::string_view without_noise(std::string_view line) {
  std::size_t size = line.size();
  while (size > 0 && line.size() - size < kMostNoise && kNoise.has(line[size - 1])) {
    --size;
  }
  return line.substr(0, size);
}

// "com." before "mittee", "ad-1" before "vised": the whole is a word, a half is none.
bool is_split_by_noise(const PageView& page, const Line& line, const Line& next) {
  if (next.first_class != CharacterClass::kLower) return false;
  const std::string_view text = page.text.substr(line.begin, line.end - line.begin);
  const std::string_view bare = without_noise(text);
  if (bare.size() == text.size()) return false;
  Line shorter = line;
  shorter.end = line.begin + static_cast<std::uint32_t>(bare.size());
  const Seam seam = read_seam(page.text, shorter, next, *page.vocabulary);
  return !seam.last.empty() && is_surely_one_word(seam, page.vocabulary->words());
}

}  // namespace

bool is_surely_one_word(const Seam& seam, std::uint64_t words) {
  if (seam.joined_count < kSurelyCount) return false;
  const std::uint64_t rarer = std::min(seam.last_count, seam.first_count);
  return rarer * kNoWordRatio < seam.joined_count && joined_score(seam, words) >= kSurelyScore;
}

bool is_drop_cap(const Meeting& at, std::uint64_t words) {
  const auto& [line, next, seam] = at;
  if (line.cells != 1 || line.first_class != CharacterClass::kUpper) return false;
  if (!is_in(next.first_class, kCasedClasses) || next.words < 2) return false;
  if (next.first_class == CharacterClass::kUpper && !all_upper(seam.first)) return false;
  if (seam.joined_count > 0 && joined_score(seam, words) > 0) return true;
  // The rest of a word that nobody knows; over a list of words stands the letter that they have.
  return seam.first_count == 0 && fold_letter(line.first) != fold_letter(next.first);
}

bool is_split_word(const PageView& page, const Meeting& at, const Habits& habits) {
  const auto& [line, next, seam] = at;
  if (!is_in(next.first_class, kCasedClasses)) return false;
  if (!is_in(line.last_class, kCasedClasses)) {
    return habits.lost == Habits::LostHyphens::kCommon && is_split_by_noise(page, line, next);
  }
  if (seam.last == "Mc") return true;
  if (next.first_class == CharacterClass::kUpper &&
      !(all_upper(seam.last) && all_upper(seam.first))) {
    return false;
  }
  const std::uint64_t words = page.vocabulary->words();
  if (habits.lost == Habits::LostHyphens::kRare) return is_surely_one_word(seam, words);
  if (seam.joined_count >= kLeastJoinedCount && joined_score(seam, words) >= kLeastScore)
    return true;
  return next.first_class == CharacterClass::kLower && is_misread(seam, *page.vocabulary);
}

}  // namespace galley
