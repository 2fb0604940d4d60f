// SPDX-License-Identifier: Apache-2.0
#include "repair/habits.h"

#include "base/word_key.h"
#include "repair/doubtful_hyphen.h"
#include "repair/hyphen.h"
#include "repair/seam.h"

namespace galley {

namespace {

Habits::MixedSpacing mixed_spacing_of(std::span<const Line> lines) {
  std::uint64_t solid = 0, spaced = 0;
  for (const Line& line : lines) {
    solid += line.mixed_solid;
    spaced += line.mixed_spaced;
  }
  return spaced > solid ? Habits::MixedSpacing::kSpaced : Habits::MixedSpacing::kSolid;
}

// Hyphens that this document, if it has them, divides words with rather than with '-'.
bool is_typographic(char32_t hyphen) {
  return hyphen == 0x2010 || hyphen == 0x00AD || hyphen == 0x00AC || hyphen == 0x2E17 ||
         is_doubtful_hyphen(hyphen);
}

Habits::DoubtfulHyphen doubtful_of(std::span<const Line> lines) {
  constexpr unsigned kLeastDivided = 3;
  unsigned divided = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].last_class != CharacterClass::kHyphen) continue;
    const bool divides = is_doubtful_hyphen(lines[i].last);
    divided += divides && lines[i + 1].first_class == CharacterClass::kLower;
  }
  return divided < kLeastDivided ? Habits::DoubtfulHyphen::kBelongs
                                 : Habits::DoubtfulHyphen::kDivides;
}

Habits::LineEndHyphen hyphen_habit_of(const PageView& page) {
  unsigned plain = 0, typographic = 0, divides = 0, belongs = 0;
  for (std::size_t i = 0; i + 1 < page.lines.size(); ++i) {
    const Line& line = page.lines[i];
    if (line.last_class != CharacterClass::kHyphen) continue;
    typographic += is_typographic(line.last);
    if (line.last != U'-' || page.lines[i + 1].first_class != CharacterClass::kLower) continue;
    ++plain;
    const HyphenCounts counts = count_hyphen(page, line, page.lines[i + 1]);
    divides += counts.solid > counts.apart;
    belongs += counts.apart > counts.solid;
  }
  if (typographic > 1 && typographic > plain) return Habits::LineEndHyphen::kBelongs;
  // One line in fifty and less, and no word known that is divided: this setting divides none.
  if (belongs >= divides && plain * 50 < page.lines.size()) return Habits::LineEndHyphen::kBelongs;
  return Habits::LineEndHyphen::kDivides;
}

Habits::LostHyphens lost_hyphens_of(const PageView& page) {
  unsigned seams = 0, lost = 0;
  for (const Seam& seam : page.seams) {
    if (seam.last.empty() || seam.first.empty()) continue;
    ++seams;
    lost += is_surely_one_word(seam, page.vocabulary->words());
  }
  return lost >= 2 && lost * 50 >= seams ? Habits::LostHyphens::kCommon
                                         : Habits::LostHyphens::kRare;
}

}  // namespace

Habits habits_of(const PageView& page) {
  return {mixed_spacing_of(page.lines), hyphen_habit_of(page), lost_hyphens_of(page),
          doubtful_of(page.lines)};
}

}  // namespace galley
