// SPDX-License-Identifier: Apache-2.0
// What is told gives both texts back, and marks as little as the slow, obvious table says.
#include "galley/difference.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace galley {
namespace {

using In = DifferencePart::In;

std::string marked(std::string_view first, std::string_view second) {
  std::string out;
  for (const DifferencePart& part : difference_of(first, second)) {
    if (part.in == In::kFirst) out += "[-" + std::string(part.text) + "-]";
    if (part.in == In::kSecond) out += "{+" + std::string(part.text) + "+}";
    if (part.in == In::kBoth) out += part.text;
  }
  return out;
}

// The text that the parts of kBoth and `in` make up.
std::string side(const std::vector<DifferencePart>& parts, In in) {
  std::string text;
  for (const DifferencePart& part : parts) {
    if (part.in == In::kBoth || part.in == in) text += part.text;
  }
  return text;
}

TEST(Difference, ComparesWords) {
  EXPECT_EQ(marked("the old mill burnt", "the new mill burnt"), "the [-old-]{+new+} mill burnt");
  EXPECT_EQ(marked("the mill", "the old mill"), "the {+old +}mill");
  EXPECT_EQ(marked("at noon, today", "at noon today"), "at noon[-,-] today");
}

TEST(Difference, ComparesCharactersWhereNoSpacesAreSet) {
  EXPECT_EQ(marked("本报讯昨日开工", "本报讯今日开工了"), "本报讯[-昨-]{+今+}日开工{+了+}");
}

TEST(Difference, OfEqualOrEmptyTexts) {
  EXPECT_TRUE(difference_of("", "").empty());
  EXPECT_EQ(marked("same text", "same text"), "same text");
  EXPECT_EQ(marked("", "all of it"), "{+all of it+}");
  EXPECT_EQ(marked("all of it", ""), "[-all of it-]");
}

TEST(Difference, IsBoundedWhereNothingIsShared) {
  std::string first, second;
  for (int i = 0; i < 50'000; ++i) {
    first += "a" + std::to_string(i) + ' ';
    second += "b" + std::to_string(i) + ' ';
  }
  const auto parts = difference_of(first, second);
  EXPECT_EQ(side(parts, In::kFirst), first);
  EXPECT_EQ(side(parts, In::kSecond), second);
}

// Words of the longest common subsequence, by the full table.
std::size_t common_letters(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> best(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      best[i][j] =
          a[i - 1] == b[j - 1] ? best[i - 1][j - 1] + 1 : std::max(best[i - 1][j], best[i][j - 1]);
    }
  }
  return best[a.size()][b.size()];
}

RC_GTEST_PROP(Difference, MarksAsLittleAsCanBe, ()) {
  // Punctuation marks are words of their own.
  const auto mark = rc::gen::element('.', ',', ';');
  const auto a = *rc::gen::container<std::string>(mark);
  const auto b = *rc::gen::container<std::string>(mark);
  const auto parts = difference_of(a, b);
  RC_ASSERT(side(parts, In::kFirst) == a);
  RC_ASSERT(side(parts, In::kSecond) == b);
  std::size_t common = 0;
  for (const DifferencePart& part : parts) common += part.in == In::kBoth ? part.text.size() : 0;
  RC_ASSERT(common == common_letters(a, b));
}

}  // namespace
}  // namespace galley
