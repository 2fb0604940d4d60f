// SPDX-License-Identifier: Apache-2.0
// Whatever a document says, the page is the same but for one element of data.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/page_parts.h"
#include "report/report.h"

namespace galley {
namespace {

std::string joined(std::span<const std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) text += part;
  return text;
}

Report hostile_report() {
  Report report;
  report.folder = "</script><script>alert(1)</script>";
  ReportPair pair;
  pair.id = "<img src=x onerror=alert(2)>";
  pair.paragraph.fate = Fate::kFurniture;
  pair.paragraph.text = "<!-- </SCRIPT> ]]> \u2028 & &lt; <script>";
  report.furniture.push_back(pair);
  return report;
}

TEST(ReportHtml, HoldsNoMarkupOfDocuments) {
  const std::string html = report_html(hostile_report());
  const std::string head = joined(page_head()), tail = joined(page_tail());
  ASSERT_TRUE(html.starts_with(head));
  ASSERT_TRUE(html.ends_with(tail));
  const std::string data = html.substr(head.size(), html.size() - head.size() - tail.size());
  EXPECT_EQ(data.find('<'), std::string::npos);
  const auto json = nlohmann::json::parse(data);
  EXPECT_EQ(json.at("folder"), hostile_report().folder);
  EXPECT_EQ(json.at("pairs").at(0).at("text"), *hostile_report().furniture[0].paragraph.text);
}

TEST(ReportHtml, RunsNothingButItsOwnScripts) {
  const std::string head = joined(page_head());
  EXPECT_NE(head.find("default-src 'none'; script-src 'sha256-"), std::string::npos);
  EXPECT_EQ(head.find("unsafe"), std::string::npos);
  EXPECT_TRUE(head.ends_with("<script type=\"application/json\" id=\"data\">"));
}

TEST(ReportHtml, AsksForNothing) {
  // Of what loads by itself; links in licences are text, and scripts are held by the policy.
  const std::string head = joined(page_head());
  for (const std::string_view attribute : {"src=", "href=", "SRC=", "HREF="}) {
    for (std::size_t at = head.find(attribute); at != std::string::npos;
         at = head.find(attribute, at + 1)) {
      const char quote = head[at + attribute.size()];
      if (quote != '"' && quote != '\'') continue;
      const std::string_view target = std::string_view(head).substr(at + attribute.size() + 1);
      EXPECT_TRUE(target.starts_with('#') || target.starts_with("data:")) << target.substr(0, 40);
    }
  }
  EXPECT_EQ(head.find("@import"), std::string::npos);
  EXPECT_EQ(head.find("url("), std::string::npos);
}

}  // namespace
}  // namespace galley
