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
  EXPECT_EQ(out.resumed, 1u);
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
  EXPECT_EQ(out.resumed, 0u);
}

TEST(Resume, StaysByOption) {
  RepairOptions options;
  options.interrupted = Interrupted::kNone;
  const std::string text = article({kFiller, kFiller, kFiller, kBefore, "# 漁村市場重新開張",
                                    kOther, "# 燈塔的故事", kBehind, kFiller});
  EXPECT_EQ(repaired(text, learnt(), options).find(std::string(kBefore) + std::string(kBehind)),
            std::string::npos);
}

bool is_whole(std::initializer_list<std::string_view> between, Interrupted which) {
  std::string text = kFiller + "\n" + article({kFiller, kFiller, kBefore}) + article(between);
  text += article({kBehind, kFiller, kFiller});
  RepairOptions options;
  options.interrupted = which;
  return repaired(text, learnt(), options).find(std::string(kBefore) + std::string(kBehind)) !=
         std::string::npos;
}

TEST(Resume, NearGoesOnBehindWhatIsNoArticle) {
  for (const std::string_view between : {"▲ 守望者與他的船。", "# 漁村市場重新開張", "---"}) {
    EXPECT_TRUE(is_whole({between}, Interrupted::kNear)) << between;
    EXPECT_TRUE(is_whole({between}, Interrupted::kAll)) << between;
    EXPECT_FALSE(is_whole({between}, Interrupted::kNone)) << between;
  }
}

TEST(Resume, NearStopsAtAnotherArticle) {
  const std::initializer_list<std::string_view> article = {"# 漁村市場重新開張", kOther,
                                                           "# 燈塔的故事"};
  EXPECT_TRUE(is_whole(article, Interrupted::kAll));
  EXPECT_FALSE(is_whole(article, Interrupted::kNear));
}

// One paragraph of many without its full stop: it was forgotten.
TEST(Resume, TakesARareOpenEndForASlip) {
  std::string text;
  for (const std::string_view who :
       {"船長", "水手", "漁夫", "木匠", "鐵匠", "廚師", "裁縫", "郵差", "石匠", "農人", "醫生"}) {
    for (const std::string_view what :
         {"繩索", "三只木箱", "一盞舊油燈", "修補好的大漁網", "麵粉與酵母", "布",
          "兩袋鐵釘和一把鐵錘", "鹽", "去年秋天的茶葉", "藥", "六個青花的瓷碗"}) {
      text += "這天早上" + std::string(who) + "到碼頭來取他訂的" + std::string(what) +
              "，等了很久才等到船靠岸，下午回家時天已經黑了。\n\n";
    }
  }
  text += article({kBefore, "# 漁村市場重新開張", kOther, "# 燈塔的故事", kBehind, kFiller});
  EXPECT_EQ(repair_text(text, learnt()).resumed, 0u);
}

// What stands behind an open end anyway goes before what would only fit.
TEST(Resume, PrefersWhatStandsBehind) {
  const std::string text = article(
      {kFiller, kFiller, kFiller, kBefore,
       "　　隻停在港口等待潮水，船長們在岸上的小屋裡喝茶談天，說著去年冬天的大風和今年春天的魚汛。",
       "# 漁村市場重新開張", kOther, "# 燈塔的故事", kBehind, kFiller});
  EXPECT_EQ(repair_text(text, learnt()).resumed, 0u);
}

// What counts begins rightly.
TEST(Resume, LeavesCountedParagraphsWhereTheyStand) {
  const auto resumed = [](std::string_view behind) {
    const std::string text = article({kFiller, kFiller, kFiller, kBefore, "# 漁村市場重新開張",
                                      kOther, "# 燈塔的故事", behind, kFiller, "一", "十二"});
    return repair_text(text, learnt()).resumed;
  };
  EXPECT_EQ(resumed(kBehind), 1u);
  EXPECT_EQ(resumed("十二、" + std::string(kBehind)), 0u);
}

// Dashes and specks that OCR reads behind a full stop part no word.
TEST(Resume, TakesADashForNoHyphen) {
  const std::string filler =
      "The keeper climbs the tower, cleans the lens and lights the lamp each night.\n\n";
  const std::string text =
      filler + filler + filler +
      "The boats came home before the storm, and all of them were safe . -\n\n"
      "# Harbor News\n\n" +
      filler + "# Market\n\n" +
      "harbor lights were seen from the village, said the men of the boats.\n\n" + filler;
  std::string words;
  for (int i = 0; i < 30; ++i) words += "the harbor and its harbor lights\n";
  EXPECT_EQ(repair_text(text, words).resumed, 0u);
}

// A comma tells that the paragraph goes on; a stop behind the caption tells nothing.
TEST(Resume, GoesOnBehindACaptionWithNothingLearnt) {
  const std::string text = article(
      {kFiller, "這條河每年春天都要清理一次，兩岸的居民都來幫忙，住在渡口的老船工站在岸上說，",
       "▲ 居民在河邊散步。", "他在這裡住了六十年，還是頭一回見到河道裡有人捞水草。", kFiller});
  EXPECT_NE(repaired(text).find("老船工站在岸上說，他在這裡住了六十年"), std::string::npos)
      << repaired(text);
}

// The dictionary knows the word that the seam splits.
TEST(Resume, AsksTheDictionaryWhereNothingWasLearnt) {
  const std::string text = article(
      {"# 新米進城", "割都能在手機上看見，許多家長帶著孩子來認領稻田，收下的米歸自己。", kFiller,
       kOther, "合作社在田埂上裝了四個攝像頭，讓城裡人知道米是怎麼種的，從插秧到收"});
  const std::string out = repaired(text);
  EXPECT_NE(out.find("從插秧到收割都能在手機上看見"), std::string::npos) << out;
}

}  // namespace
}  // namespace galley
