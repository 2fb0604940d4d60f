// SPDX-License-Identifier: Apache-2.0
#include "decode/mojibake_screen.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "base/utf8.h"

namespace galley {
namespace {

TEST(MojibakeScreen, VectorAndPlainCodeAgree) {
  std::mt19937 random(9);
  const std::vector<std::string> parts = {
      "plain ascii words and some more of them so that strides fill ",
      "\u00E9",
      "\u00C3\u00A9",
      "\u00E2\u20AC\u2122",
      "\u4E2D\u6587",
      "\u9365\u85C9\u9428",
      "\u7E3A\u7E67",
      "\u0420\u0421",
      "\u88A9\u8909",
      "n\u8305e",
      "\u0102\u00AD",
      "\u0413\u00A9",
      "\n"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t count = random() % 60; count > 0; --count)
      text += parts[random() % parts.size()];
    std::size_t from = 0;
    while (from < text.size()) {
      const std::size_t found = find_suspicious_block(text, from);
      ASSERT_EQ(found, find_suspicious_block_plain(text, from));
      ASSERT_TRUE(found == text.size() || found % kScreenBytes == 0);
      from = found + kScreenBytes;
    }
  }
}

TEST(MojibakeScreen, MojibakeIsSeenWhereverItStands) {
  for (const std::string mojibake : {"\u00C3\u00A9", "\u00E2\u20AC\u2122", "n\u8305e"}) {
    for (std::size_t before = 0; before < 700; before += 13) {
      const std::string text = std::string(before, 'x') + mojibake + std::string(before % 300, ' ');
      EXPECT_LT(find_suspicious_block(text, 0), text.size()) << before;
    }
  }
}

TEST(MojibakeScreen, OrdinaryTextIsNotSuspected) {
  for (const std::string line :
       {"The quick brown fox and his caf\u00E9, \u201Cquoted\u201D \u2014 with a dash. ",
        "\u041F\u0435\u0440\u0435\u0434 "
        "\u043A\u0438\u043D\u043E\u0442\u0435\u0430\u0442\u0440\u043E\u043C ",
        "\u6628\u5929\u4E0B\u5348\uFF0C\u5E02\u91CC\u7684\u4E09\u5EA7\u6865\u540C\u65F6\u6062\u590D"
        "\u901A\u8F66\u3002"}) {
    std::string text;
    while (text.size() < 3000) text += line;
    EXPECT_EQ(find_suspicious_block(text, 0), text.size()) << line;
  }
}

}  // namespace
}  // namespace galley
