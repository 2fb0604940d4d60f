// SPDX-License-Identifier: Apache-2.0
#include "read/json_string.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "base/utf8.h"

namespace galley {
namespace {

struct Outcome {
  std::string text;
  std::string left;  // of the memory behind the string
  std::uint32_t lone = 0;
  bool ok = false;
};

Outcome read(std::string spelt, SourceMap* map = nullptr) {
  const std::string behind = "behind";
  spelt += behind;
  JsonStringNotes notes;
  notes.line_begin = spelt.data();
  notes.map = map;
  const JsonString string = read_json_string(spelt.data(), spelt.data() + spelt.size(), notes);
  Outcome outcome;
  outcome.ok = string.stop.ok();
  outcome.text = string.text;
  outcome.lone = string.lone_surrogates;
  if (outcome.ok)
    outcome.left = spelt.substr(static_cast<std::size_t>(string.stop.at - spelt.data()));
  return outcome;
}

TEST(JsonString, EscapesBecomeWhatTheyStandFor) {
  EXPECT_EQ(read(R"("")").text, "");
  EXPECT_EQ(read(R"("plain text, longer than sixteen bytes")").text,
            "plain text, longer than sixteen bytes");
  EXPECT_EQ(read(R"("\"\\\/\b\f\n\r\t")").text, "\"\\/\b\f\n\r\t");
  EXPECT_EQ(read(R"("\u4e2D\u0000\u00e9\ud83d\ude00")").text,
            std::string("\u4E2D\0\u00E9\U0001F600", 3 + 1 + 2 + 4));
}

TEST(JsonString, LoneSurrogatesBecomeReplacementCharacters) {
  const std::string r = "\uFFFD";
  for (const auto& [spelt, text, lone] :
       std::vector<std::tuple<std::string, std::string, std::uint32_t>>{
           {R"("\ud800")", r, 1},
           {R"("a\udc00b")", "a" + r + "b", 1},
           {R"("\ud83d\ud83d\ude00")", r + "\U0001F600", 1},
           {R"("\ud800\u0041")", r + "A", 1},
           {R"("\ud800\n")", r + "\n", 1},
           {R"("\ude00\ud83d")", r + r, 2}}) {
    const Outcome outcome = read(spelt);
    EXPECT_EQ(outcome.text, text) << spelt;
    EXPECT_EQ(outcome.lone, lone);
  }
}

TEST(JsonString, FaultsAreFound) {
  for (const std::string spelt :
       {"\"no end", "\"\\x\"", "\"\\u12g4\"", "\"\t\"", "\"\\ud800\\u12\""}) {
    EXPECT_FALSE(read(spelt).ok) << spelt;
  }
}

TEST(JsonString, AgreesWithAnotherParserAndMapsEveryByte) {
  std::mt19937 random(4);
  const std::vector<std::string> parts = {
      "a",    "plain words here",  "\\n",        "\\\"", "\\u00e9", "\\ud83d\\ude00", "\u4E2D",
      "\\\\", "0123456789abcdef0", "\U0001F600", "\\/"};
  for (int round = 0; round < 20'000; ++round) {
    std::string spelt = "\"";
    for (std::size_t count = random() % 12; count > 0; --count) {
      spelt += parts[random() % parts.size()];
    }
    spelt += '"';
    SourceMap map;
    const Outcome outcome = read(spelt, &map);
    ASSERT_TRUE(outcome.ok);
    ASSERT_EQ(outcome.text, nlohmann::json::parse(spelt).get<std::string>()) << spelt;
    ASSERT_EQ(outcome.left, "behind");
    if (outcome.text.empty()) continue;
    std::uint64_t last = 1;
    for (const char* at = outcome.text.data(); at != outcome.text.data() + outcome.text.size();) {
      const auto begin = static_cast<std::uint32_t>(at - outcome.text.data());
      const char32_t c = next_code_point(at);
      const auto end = static_cast<std::uint32_t>(at - outcome.text.data());
      const ByteSpan source = map.source_of(begin, end);
      ASSERT_EQ(source.begin, last);
      last = source.end;
      // What stands there spells this very character.
      const std::string one = '"' + spelt.substr(source.begin, source.size()) + '"';
      std::string expected;
      append_utf8(expected, c);
      ASSERT_EQ(nlohmann::json::parse(one).get<std::string>(), expected);
    }
    ASSERT_EQ(last, spelt.size() - 1);
  }
}

}  // namespace
}  // namespace galley
