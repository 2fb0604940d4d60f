// SPDX-License-Identifier: Apache-2.0
#include "repair/habits.h"

#include "base/word_key.h"
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

Habits::LineEndHyphen hyphen_habit_of(const PageView& page) {
  unsigned plain = 0, typographic = 0, divides = 0, belongs = 0;
  for (std::size_t i = 0; i + 1 < page.lines.size(); ++i) {
    const Line& line = page.lines[i];
    if (line.last_class != CharacterClass::kHyphen) continue;
    if (line.last == 0x2010 || line.last == 0x00AD) ++typographic;
    if (line.last != U'-' || page.lines[i + 1].first_class != CharacterClass::kLower) continue;
    ++plain;
    const HyphenCounts counts = count_hyphen(page, line, page.lines[i + 1]);
    divides += counts.solid > counts.apart;
    belongs += counts.apart > counts.solid;
  }
  if (typographic > 1 && typographic > plain) return Habits::LineEndHyphen::kBelongs;
  // One line in fifty and less: this setting does not divide words.
  if (belongs > divides && plain * 50 < page.lines.size()) return Habits::LineEndHyphen::kBelongs;
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
  return {mixed_spacing_of(page.lines), hyphen_habit_of(page), lost_hyphens_of(page)};
}

}  // namespace galley
