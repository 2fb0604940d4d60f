// SPDX-License-Identifier: Apache-2.0
#include "repair/decision.h"

#include <gtest/gtest.h>

#include <random>
#include <tuple>

namespace galley {
namespace {

auto fields(const Line& line) {
  return std::tuple(line.begin, line.end, line.cells, line.units, line.indent, line.first_cells,
                    line.first_units, line.last_cells, line.words, line.upper, line.lower,
                    line.digits, line.ideographs, line.solid_gaps, line.spaced_gaps,
                    line.mixed_solid, line.mixed_spaced, line.colon_cells, line.wide_gaps,
                    line.tabs, line.brackets, line.quotes, line.blanks, line.first, line.last,
                    line.first_class, line.second_class, line.last_class, line.end_class, line.role,
                    line.page_before, line.last_capital);
}

std::string random_dump(std::mt19937& random) {
  static const std::vector<std::string> pieces = {
      "the ",   "keeper ", "harbor", "har",  "bor ",     "Light. ", ", ", "-",       "\n", "\n",
      "\n\n",   "\f",      "潮水",   "燈塔", "守望者。", "“",       "”",  " ",       "  ", "1916 ",
      "\u3000", "# ",      "| a |",  "• ",   "한국 ",    "(",       ")",  "本報訊 ", ":"};
  std::string text;
  for (std::size_t i = 0, size = random() % 120; i < size; ++i)
    text += pieces[random() % pieces.size()];
  return text;
}

// What the second look takes over from the first must be what reading the draft anew would measure.
TEST(Decision, AgainIsAsIfReadAnew) {
  static const Vocabulary vocabulary;
  const RepairOptions options;
  std::mt19937 random(13);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = random_dump(random);
    Decision first(options, vocabulary), again(options, vocabulary);
    (void)first.decide(text, 0);
    RepairedDocument draft;
    (void)compose({text, 0, static_cast<std::uint32_t>(text.size()), first.lines(), first.breaks(),
                   first.pieces(), first.taken(), &options, &vocabulary},
                  draft);
    again.decide_again(draft, first, Decision::Draft::kFirst);
    std::vector<Line> anew;
    (void)read_lines(draft.text, 0, anew);
    if (!again.taken().empty()) continue;
    ASSERT_EQ(again.lines().size(), anew.size()) << text;
    for (std::size_t i = 0; i < anew.size(); ++i) {
      ASSERT_EQ(fields(again.lines()[i]), fields(anew[i]))
          << draft.text.substr(anew[i].begin, anew[i].end - anew[i].begin);
    }
  }
}

}  // namespace
}  // namespace galley
