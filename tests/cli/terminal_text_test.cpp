// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal_text.h"

#include <gtest/gtest.h>

#include <sstream>

namespace galley {
namespace {

std::string paragraph_lines(std::string_view text) {
  Paragraphs lines(4, Colour::kNone);
  lines.add(text, Ink::kPlain);
  return lines.finish();
}

TEST(TerminalText, BreaksLinesAtSpaces) {
  std::string prose = "It";
  for (int i = 0; i < 12; ++i) prose += " was settled";
  EXPECT_EQ(paragraph_lines(prose),
            "    It was settled was settled was settled was settled was settled was settled was "
            "settled was\n    settled was settled was settled was settled was settled\n");
}

TEST(TerminalText, BreaksAnywhereWhereNoSpacesAre) {
  for (const std::string_view one : {"版", "x"}) {
    std::string text;
    for (int i = 0; i < 300; ++i) text += one;
    const std::string broken = paragraph_lines(text);
    std::size_t found = 0;
    std::istringstream lines(broken);
    for (std::string line; std::getline(lines, line);) {
      ASSERT_TRUE(line.starts_with("    ")) << line;
      const std::size_t characters = (line.size() - 4) / one.size();
      EXPECT_LE(4 + characters * (one.size() > 1 ? 2 : 1), Paragraphs::kColumns);
      found += characters;
    }
    EXPECT_EQ(found, 300u);
  }
}

TEST(TerminalText, NothingSteersTheTerminal) {
  for (const std::string_view steering :
       {"\x1B", "\x07", "\r", "\n", "\x7F", "\xC2\x9B", "\xE2\x80\xAE", "\xE2\x81\xA6"}) {
    const std::string text = "a" + std::string(steering) + "b";
    EXPECT_EQ(paragraph_lines(text), "    a b\n");
    EXPECT_EQ(without_controls(text), "a b");
  }
}

TEST(TerminalText, InkGoesThroughAndEnds) {
  Paragraphs lines(2, Colour::kAnsi);
  lines.add("kept ", Ink::kPlain);
  lines.add("gone", Ink::kGone);
  EXPECT_EQ(lines.finish(), "  kept \x1B[0;31mgone\x1B[0m\n");
  EXPECT_EQ(change_to(Ink::kGone, Colour::kNone), "");
}

}  // namespace
}  // namespace galley
