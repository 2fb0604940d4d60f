// SPDX-License-Identifier: Apache-2.0
// The slow, obvious twin of repair/measure_line.cpp: character by character, count by count.
#ifndef GALLEY_TESTS_REFERENCE_SLOW_MEASURE_H_
#define GALLEY_TESTS_REFERENCE_SLOW_MEASURE_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/characters.h"
#include "base/utf8.h"

namespace galley {

struct SlowLine {
  bool is_line = false;
  std::string content;
  unsigned cells = 0, words = 0, upper = 0, lower = 0, digits = 0, ideographs = 0;
  bool unclean = false;
};

inline SlowLine slow_measure(std::string_view text) {
  std::vector<char32_t> characters;
  for (const char *at = text.data(), *end = at + text.size(); at != end;) {
    characters.push_back(next_code_point(at));
  }
  const auto is_edge = [](char32_t c) {
    const CharacterClass kind = character_class(c);
    return kind == CharacterClass::kSpace || kind == CharacterClass::kWideSpace ||
           kind == CharacterClass::kControl;
  };
  while (!characters.empty() && is_edge(characters.back())) characters.pop_back();
  while (!characters.empty() && is_edge(characters.front())) characters.erase(characters.begin());
  SlowLine line;
  line.is_line = !characters.empty();
  bool in_space = false;
  line.words = line.is_line ? 1 : 0;
  for (const char32_t c : characters) {
    append_utf8(line.content, c);
    const CharacterClass kind = character_class(c);
    if (kind == CharacterClass::kControl || (character_entry(c) & kCharacterFolds) != 0)
      line.unclean = true;
    if (kind == CharacterClass::kControl || kind == CharacterClass::kMark) continue;
    line.cells += (character_entry(c) & kCharacterWide) != 0 ? 2u : 1u;
    if (kind == CharacterClass::kSpace && !in_space) ++line.words;
    in_space = kind == CharacterClass::kSpace;
    line.upper += kind == CharacterClass::kUpper;
    line.lower += kind == CharacterClass::kLower;
    line.digits += kind == CharacterClass::kDigit;
    line.ideographs += is_in(kind, kIdeographicClasses);
  }
  return line;
}

}  // namespace galley

#endif  // GALLEY_TESTS_REFERENCE_SLOW_MEASURE_H_
