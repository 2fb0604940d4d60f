// SPDX-License-Identifier: Apache-2.0
#include "repair/wrapped_loops.h"

#include <gtest/gtest.h>

#include <random>

#include "base/letters.h"
#include "tests/support/repaired.h"

namespace galley {
namespace {

constexpr std::string_view kPeriod = "he wrote the hour into his book and then ";

// `copies` of a sentence, wrapped at `width`, in the midst of a paragraph.
std::string wrapped(int copies, std::size_t width) {
  std::string text = "The keeper climbed the stair and lit the lamp before night and ";
  for (int i = 0; i < copies; ++i) text += kPeriod;
  text += "he went down again and slept until the morning.";
  std::size_t begin = 0;
  while (text.size() - begin > width) {
    const std::size_t space = text.rfind(' ', begin + width);
    text[space] = '\n';
    begin = space + 1;
  }
  return text;
}

TEST(WrappedLoops, CollapseToOneCopy) {
  for (const std::size_t width : {38u, 44u, 53u, 67u}) {
    const std::string text = wrapped(14, width);
    const RepairedDocument out = repair_text(text, " ");
    const std::size_t first = out.text.find("wrote the hour");
    EXPECT_NE(first, std::string::npos) << out.text;
    EXPECT_EQ(out.text.find("wrote the hour", first + 1), std::string::npos) << out.text;
    EXPECT_EQ(rebuild(out, text.size()), text);
    EXPECT_EQ(count_letters(out.text) + out.edits.letters_dropped(),
              count_letters(text) + out.edits.letters_added());
    EXPECT_EQ(out.edits.count(EditReason::kLoopCollapsed), 1u);
  }
}

TEST(WrappedLoops, FewCopiesStay) {
  const std::string text = wrapped(3, 53);
  EXPECT_EQ(repair_text(text, " ").edits.count(EditReason::kLoopCollapsed), 0u);
}

TEST(WrappedLoops, RepairingTwiceIsRepairingOnce) {
  std::mt19937 random(11);
  for (int round = 0; round < 60; ++round) {
    const std::string text = wrapped(static_cast<int>(random() % 40), 20 + random() % 60);
    const std::string once = repaired(text, " ");
    EXPECT_EQ(repaired(once, " "), once) << text;
  }
}

}  // namespace
}  // namespace galley
