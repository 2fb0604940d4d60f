// SPDX-License-Identifier: Apache-2.0
#include "repair/look.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace galley {
namespace {

// A line of one text or of two, and the place that it comes from.
struct Drawn {
  std::uint32_t source = 0;
  bool joined = false;
  std::string content;
};

std::string random_line(std::mt19937& random) {
  static const std::vector<std::string> kWords = {
      "the",    "keeper", "har",  "bor", "Light.",     "(and", "it)",    "\"now\"", "cast-",
      "潮水",   "燈塔",   "守望", "。",  "本報訊",     "1916", "BOSTON", "co-",     "of",
      "# Head", "| a |",  "- a",  "▲",   "watchman's", "一",   "，"};
  std::string line;
  for (std::size_t i = 0, size = 1 + random() % 9; i < size; ++i) {
    if (i > 0 && random() % 4 != 0) line += ' ';
    line += kWords[random() % kWords.size()];
  }
  return line;
}

// The look at the lines, one blank line between every two, as drafts have them.
std::string lay_out(const std::vector<Drawn>& drawn, Look& look) {
  std::string text;
  for (const Drawn& each : drawn) {
    if (!text.empty()) text += "\n\n";
    text += each.content;
  }
  (void)read_lines(text, 0, look.lines);
  EXPECT_EQ(look.lines.size(), drawn.size());
  look.origins.clear();
  for (const Drawn& each : drawn) look.origins.push_back({each.source, each.joined});
  return text;
}

void change(std::vector<Drawn>& drawn, std::mt19937& random) {
  for (std::size_t step = 0, steps = random() % 4; step < steps && drawn.size() > 2; ++step) {
    const auto at = static_cast<std::ptrdiff_t>(random() % (drawn.size() - 1));
    Drawn& here = drawn[static_cast<std::size_t>(at)];
    switch (random() % 3) {
      case 0:
        here.content += drawn[static_cast<std::size_t>(at) + 1].content;
        here.joined = true;
        drawn.erase(drawn.begin() + at + 1);
        break;
      case 1:
        std::swap(here, drawn[static_cast<std::size_t>(at) + 1]);
        break;
      default:
        here.content = random_line(random);
    }
  }
}

std::vector<std::uint32_t> match(const Look& earlier, std::string_view earlier_text,
                                 const Look& look, std::string_view text) {
  KnownLines known(earlier, earlier_text);
  std::vector<std::uint32_t> same;
  for (std::size_t i = 0; i < look.lines.size(); ++i) {
    const Line& line = look.lines[i];
    std::uint32_t found =
        known.find(look.origins[i], text.substr(line.begin, line.end - line.begin));
    if (found != KnownLines::kNew) {
      Line there = earlier.lines[found];
      there.begin = line.begin;
      there.end = line.end;
      if (there != line) found = KnownLines::kNew;
    }
    same.push_back(found);
  }
  return same;
}

TEST(Look, AgainFindsWhatALookAtAllWould) {
  static const Vocabulary vocabulary;
  std::mt19937 random(29);
  std::size_t known = 0, all = 0;
  for (int round = 0; round < 400; ++round) {
    std::vector<Drawn> drawn;
    for (std::uint32_t i = 0, size = static_cast<std::uint32_t>(random() % 400); i < size; ++i) {
      drawn.push_back({10 * i, false, random_line(random)});
    }
    Look earlier, again, anew;
    const std::string before = lay_out(drawn, earlier);
    look_at(before, vocabulary, earlier);
    change(drawn, random);
    const std::string text = lay_out(drawn, again);
    const std::vector<std::uint32_t> same = match(earlier, before, again, text);
    anew = again;
    look_again(text, vocabulary, earlier, same, again);
    look_at(text, vocabulary, anew);
    EXPECT_EQ(again.columns, anew.columns);
    EXPECT_EQ(again.signs, anew.signs);
    EXPECT_EQ(again.scores, anew.scores);
    ASSERT_EQ(again.seams.size(), anew.seams.size());
    for (std::size_t i = 0; i < anew.seams.size(); ++i) {
      EXPECT_EQ(again.seams[i].last, anew.seams[i].last);
      EXPECT_EQ(again.seams[i].first, anew.seams[i].first);
      EXPECT_EQ(again.seams[i].joined_count, anew.seams[i].joined_count);
    }
    all += same.size();
    known += static_cast<std::size_t>(
        std::ranges::count_if(same, [](std::uint32_t at) { return at != KnownLines::kNew; }));
  }
  EXPECT_GT(known * 10, all * 8);
}

}  // namespace
}  // namespace galley
