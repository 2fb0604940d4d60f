// SPDX-License-Identifier: Apache-2.0
#include "cli/progress_text.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace galley {
namespace {

using Json = nlohmann::json;

ProgressView some_view() {
  ProgressView view;
  view.stage = "map";
  view.stage_number = 3;
  view.stages = 6;
  view.bytes_done = 100'000'000;
  view.bytes_total = 400'000'000;
  view.seconds = 7;
  view.stage_seconds = 2;
  view.share = 0.45;
  view.seconds_left = 6.4;
  view.paragraphs = 12'345;
  view.duplicates = 678;
  return view;
}

TEST(ProgressBar, TellsAllWhereThereIsRoom) {
  EXPECT_EQ(progress_bar(some_view(), 100),
            "map      45 % [#########           ]  95 MiB of 381 MiB  50 MB/s  0:06 left  678 "
            "duplicates");
}

TEST(ProgressBar, GivesUpWhatIsLeastNeededFirst) {
  EXPECT_EQ(progress_bar(some_view(), 80),
            "map      45 % [#########           ]  95 MiB of 381 MiB  50 MB/s  0:06 left");
  EXPECT_EQ(progress_bar(some_view(), 70),
            "map      45 % [#########           ]  95 MiB of 381 MiB  0:06 left");
  EXPECT_EQ(progress_bar(some_view(), 50), "map      45 %  95 MiB of 381 MiB  0:06 left");
  EXPECT_EQ(progress_bar(some_view(), 30), "map      45 %  0:06 left");
  EXPECT_EQ(progress_bar(some_view(), 20), "map      45 %");
  for (std::size_t columns = 0; columns < 120; ++columns) {
    EXPECT_LE(progress_bar(some_view(), columns).size(), columns);
  }
}

TEST(ProgressBar, WithoutATotalThereIsNoShare) {
  ProgressView view;
  view.stage = "repair";
  view.bytes_done = 2048;
  view.stage_seconds = 1;
  EXPECT_EQ(progress_bar(view, 100), "repair    2.0 KiB  0.0 MB/s");
}

TEST(ProgressLine, IsForALog) {
  EXPECT_EQ(progress_line(some_view()),
            "map 45 %, 95 MiB of 381 MiB, 50 MB/s, 0:06 left, 12,345 paragraphs, 678 duplicates");
}

TEST(ProgressJson, HasTheFieldsThatAreDocumented) {
  EXPECT_EQ(progress_json(some_view()),
            R"({"type":"progress","stage":"map","stage_number":3,"stages":6,)"
            R"("stage_bytes_done":100000000,"stage_bytes_total":400000000,)"
            R"("bytes_per_second":50000000,"share":0.4500,"seconds":7.000,"seconds_left":6.4,)"
            R"("paragraphs":12345,"duplicates":678})");
  const Json bare = Json::parse(progress_json({}));
  EXPECT_TRUE(bare.at("stage_bytes_total").is_null());
  EXPECT_TRUE(bare.at("share").is_null());
  EXPECT_TRUE(bare.at("seconds_left").is_null());
}

TEST(MessageJson, TellsTheLevelApart) {
  EXPECT_EQ(message_json("galley: error: a: is \"b\"; c"),
            R"({"type":"message","level":"error","text":"a: is \"b\"; c"})");
  EXPECT_EQ(message_json("galley: warning: a: b; c"),
            R"({"type":"message","level":"warning","text":"a: b; c"})");
  EXPECT_EQ(message_json("galley: out is complete; nothing to do"),
            R"({"type":"message","level":"note","text":"out is complete; nothing to do"})");
}

TEST(SummaryJson, IsJson) {
  RunSummary summary;
  summary.counts.documents = 3;
  summary.counts.removed_near = 2;
  summary.unreadable.resize(1);
  summary.seconds = 1.25;
  const Json json = Json::parse(summary_json(summary));
  EXPECT_EQ(json.at("type"), "summary");
  EXPECT_EQ(json.at("documents"), 3);
  EXPECT_EQ(json.at("removed_near"), 2);
  EXPECT_EQ(json.at("unreadable"), 1);
  EXPECT_EQ(json.at("seconds"), 1.25);
}

}  // namespace
}  // namespace galley
