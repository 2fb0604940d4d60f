// SPDX-License-Identifier: Apache-2.0
#include "repair/resume.h"

#include <gtest/gtest.h>

#include "tests/support/repaired.h"

namespace galley {
namespace {

// Two articles of long paragraphs; the first stops inside a word and goes on behind the second.
constexpr std::string_view kBefore =
    "守望者每天黃昏登上燈塔，先擦拭透鏡，再檢查油壺與燈芯，確認風向之後才把燈點亮，並且在日誌裡記下"
    "潮水的高低與過往船";
constexpr std::string_view kBehind =
    "隻的數目。到了清晨，他把燈熄滅，回到岸上的小屋休息，等待下一個黃昏。這樣的日子已經過了二十年，"
    "過往船隻都認得他的燈。";
constexpr std::string_view kOther =
    "漁村的市場今年重新開張，攤位比去年多了一倍，賣魚的與買菜的人從早到晚來來往往，十分熱鬧。";

std::string article(std::initializer_list<std::string_view> paragraphs) {
  std::string text;
  for (const std::string_view paragraph : paragraphs) {
    text += paragraph;
    text += text.size() % 2 == 0 ? "\n\n" : "\n\n\n";
  }
  return text;
}

std::string learnt() {
  std::string text;
  for (int i = 0; i < 30; ++i) text += "過往船隻很多，船隻靠岸，守望者看著船隻。\n";
  return text;
}

const std::string kFiller =
    "港口的工人把貨物卸下，堆在碼頭，等車隊來把它們運到城裡去，這件事每個月都要做兩次，從不間斷。";

TEST(Resume, GoesOnBehindAnotherArticle) {
  const std::string text = article({kFiller, kFiller, kFiller, kBefore, "# 漁村市場重新開張",
                                    kOther, "# 燈塔的故事", kBehind, kFiller});
  const RepairedDocument out = repair_text(text, learnt());
  const std::string whole = std::string(kBefore) + std::string(kBehind);
  EXPECT_NE(out.text.find(whole), std::string::npos) << out.text;
  EXPECT_EQ(rebuild(out, text.size()), text);
}

TEST(Resume, GoesOnWhereTheSecondHalfCameFirst) {
  const std::string text =
      article({kFiller, kFiller, kFiller, "漁村的貨物昨天運到，工人把它們卸在碼頭，等待車隊。",
               kBehind, kOther, kBefore, kFiller});
  const RepairedDocument out = repair_text(text, learnt());
  EXPECT_EQ(rebuild(out, text.size()), text);
}

TEST(Resume, NeverByForce) {
  const std::string text = article({kFiller, kBefore, "# 漁村市場重新開張", kOther, kFiller});
  const RepairedDocument out = repair_text(text, learnt());
  EXPECT_NE(out.text.find(std::string(kBefore) + "\n\n"), std::string::npos) << out.text;
}

TEST(Resume, StaysByOption) {
  RepairOptions options;
  options.interrupted = Interrupted::kLeave;
  const std::string text = article({kFiller, kFiller, kFiller, kBefore, "# 漁村市場重新開張",
                                    kOther, "# 燈塔的故事", kBehind, kFiller});
  EXPECT_EQ(repaired(text, learnt(), options).find(std::string(kBefore) + std::string(kBehind)),
            std::string::npos);
}

}  // namespace
}  // namespace galley
