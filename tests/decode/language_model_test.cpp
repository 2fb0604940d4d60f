// SPDX-License-Identifier: Apache-2.0
#include "decode/language_model.h"

#include <gtest/gtest.h>

#include "decode/language_tables.h"

namespace galley {
namespace {

QuarterBits cost(std::u32string_view text) {
  return LanguageModel::instance().least_cost(text);
}

TEST(LanguageModel, TextIsLikelierThanTheSameBytesMisread) {
  EXPECT_LT(cost(U"Die Gr\u00FC\u00DFe aus M\u00FCnchen"),
            cost(U"Die Gr\u044C\u042Fe aus M\u044Cnchen"));
  EXPECT_LT(cost(U"\u4E2D\u56FD\u4EBA\u6C11"),
            cost(U"\u00D6\u00D0\u00B9\u00FA\u00C8\u00CB\u00C3\u00F1"));
  EXPECT_LT(cost(U"\u043F\u0440\u0438\u0432\u0435\u0442"),
            cost(U"\u041F\u0420\u0418\u0412\u0415\u0422") + 100);
  EXPECT_LT(cost(U"p\u0159\u00EDli\u0161"), cost(U"p\u00F8\u00EDli\u00B9"));
}

TEST(LanguageModel, BadAndStrangeCharactersAreDear) {
  EXPECT_GT(cost(std::u32string{kBadCharacter}), 4 * 20);
  EXPECT_GT(cost(U"\u0081"), 4 * 15);
  EXPECT_GT(cost(U"\uE000"), 4 * 15);
  EXPECT_EQ(cost(U""), 0);
}

TEST(LanguageModel, EveryLanguageIsKnownByName) {
  const LanguageModel& model = LanguageModel::instance();
  std::size_t index = 0;
  for (const AlphabeticLanguage& language : alphabetic_languages()) {
    EXPECT_EQ(model.language(language.name), index++);
  }
  EXPECT_EQ(model.language("zh-Hans"), index);
  EXPECT_EQ(model.languages(), index + 4);
}

TEST(LanguageModel, AsciiHintsAtTheLanguageWithinBounds) {
  const LanguageModel& model = LanguageModel::instance();
  std::u32string english;
  for (int count = 0; count < 100; ++count)
    english += U"the weather of the north through which they went ";
  const LanguageModel::AsciiCost ascii = model.ascii_cost(english);
  EXPECT_EQ(ascii.more[model.language("en")], 0);
  EXPECT_EQ(ascii.more[model.language("ru")], 0);
  EXPECT_GT(ascii.more[model.language("pl")], 0);
  EXPECT_LE(ascii.more[model.language("pl")], 4 * 60);
}

}  // namespace
}  // namespace galley
