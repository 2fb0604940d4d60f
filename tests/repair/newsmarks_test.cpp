// SPDX-License-Identifier: Apache-2.0
#include "repair/newsmarks.h"

#include <gtest/gtest.h>

namespace galley {
namespace {

Line measured_line(std::string_view text) {
  Line line;
  EXPECT_TRUE(measure_line(text, 0, line));
  return line;
}

TEST(Newsmarks, FindsNamesBehindTheLastSentence) {
  const auto of = [](std::string_view text) { return byline_of(measured_line(text)); };
  EXPECT_EQ(of("守望者下塔。 林海 王守望"), Byline::kAtEnd);
  EXPECT_EQ(of("林海 王守望"), Byline::kNames);
  EXPECT_EQ(of("► 本報記者 林海"), Byline::kMarked);
  EXPECT_EQ(of("守望者下塔。"), Byline::kNone);
  EXPECT_EQ(of("潮水退去後守望者下塔"), Byline::kNone);
  EXPECT_EQ(of("The keeper slept"), Byline::kNone);
}

TEST(Newsmarks, FindsDatelines) {
  const auto has = [](std::string_view text) { return has_dateline(measured_line(text)); };
  EXPECT_TRUE(has("本報訊 潮水今日退去"));
  EXPECT_TRUE(has("WESTHAVEN, May 2.—The lamp"));
  EXPECT_FALSE(has("The lamp of Westhaven"));
  EXPECT_FALSE(has("潮水今日退去"));
}

TEST(Newsmarks, FindsCaptions) {
  EXPECT_TRUE(has_caption_mark(measured_line("圖為燈塔。")));
  EXPECT_FALSE(has_caption_mark(measured_line("燈塔圖為")));
  EXPECT_TRUE(has_caption_sign(measured_line("▲ 燈塔。")));
  EXPECT_FALSE(has_caption_sign(measured_line("圖為燈塔。")));
}

TEST(Newsmarks, FindsLabelsThatAreDrawnOut) {
  const auto has = [](std::string_view text) { return has_label(measured_line(text)); };
  EXPECT_TRUE(has("潮　　位　三尺"));
  EXPECT_TRUE(has("潮　　位"));
  EXPECT_TRUE(has("潮　　位：三尺"));
  EXPECT_TRUE(has("潮　位：三尺"));
  EXPECT_TRUE(has("潮　　位\t三尺"));
  EXPECT_TRUE(has("第十二條　守望者點燈。"));
  EXPECT_FALSE(has("第十二條守望者　點燈。"));
  EXPECT_FALSE(has("第　條"));
  EXPECT_FALSE(has("第十二條 守望者"));
  EXPECT_FALSE(has("潮　位　三尺"));  // may be a name
  EXPECT_FALSE(has("潮位　三尺"));
  EXPECT_FALSE(has("潮　　位高三尺"));
  EXPECT_FALSE(has("潮　　3"));
  EXPECT_FALSE(has("潮"));
}

}  // namespace
}  // namespace galley
